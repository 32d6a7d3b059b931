import { book } from "./book.ts";

/** Which release a client runs (R2): `seenAt` is when it was last known to live, milliseconds since 1970. */
export interface Pin {
  readonly client: string;
  /** Null while only its existence is known. */
  readonly release: string | null;
  /** Its document came from this release because a newer one was damaged (I1). */
  readonly substituted: boolean;
  readonly seenAt: number;
}

/** The last time that the manifest was read, milliseconds since 1970, and what it said is live. */
export interface Check {
  readonly at: number;
  readonly release: string;
  readonly deployment: number;
}

const control = book("holdfast-control");

async function recall(name: string): Promise<unknown> {
  return (await control.on((db) => db.get("notes", name)))?.value;
}

async function note(name: string, value: unknown): Promise<void> {
  await control.on((db) => db.put("notes", { name, value }));
}

/** The fields of a stored value by name; anything at all may stand in a database that others can write to. */
const fieldsOf = (value: unknown) => new Map<string, unknown>(value instanceof Object ? Object.entries(value) : []);
const isTime = (value: unknown): value is number => Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

function isPin(value: unknown): value is Pin {
  const fields = fieldsOf(value);
  const release = fields.get("release");
  return isText(fields.get("client")) && (release === null || isText(release)) && isTime(fields.get("seenAt"));
}

/** The pins that an earlier start of the worker noted. */
export async function storedPins(): Promise<Pin[]> {
  const stored = await recall("pins");
  return Array.isArray(stored) ? stored.filter(isPin) : [];
}

export function storePins(pins: readonly Pin[]): Promise<void> {
  return note("pins", pins);
}

/** Null before the manifest was read for the first time. */
export async function lastCheck(): Promise<Check | null> {
  const stored = await recall("check");
  const fields = fieldsOf(stored);
  const fits = isTime(fields.get("at")) && isText(fields.get("release")) && isTime(fields.get("deployment"));
  return fits ? (stored as Check) : null;
}

export function noteCheck(check: Check): Promise<void> {
  return note("check", check);
}

/** Since when the manifest has been missing; null while it is there (K1). */
export async function missingSince(): Promise<number | null> {
  const stored = await recall("missing");
  return isTime(stored) ? stored : null;
}

export function noteMissing(since: number | null): Promise<void> {
  return note("missing", since);
}

/** Deletes everything that is known about tabs and server (K1). */
export function forgetControl(): Promise<void> {
  return control.destroy();
}
