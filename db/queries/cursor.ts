import { createHash } from "node:crypto";
import type { Place } from "../../domain/finding/shelf.ts";

/** A cursor that this list never handed out; the API answers `invalid`. */
export class BadCursor extends Error {
  override readonly name = "BadCursor";
}

/** True for `BadCursor` of any copy of this module. */
export function isBadCursor(error: unknown): boolean {
  return error instanceof Error && error.name === "BadCursor";
}

// A list's name holds everything that was chosen; its fingerprint keeps cursors short.
function fingerprint(list: string): string {
  return createHash("sha256").update(list).digest("base64url").slice(0, 8);
}

/** An opaque cursor: the list it belongs to and a place in it. */
export function encodeCursor(list: string, { position, key }: Place): string {
  return Buffer.from(JSON.stringify([fingerprint(list), position, key])).toString("base64url");
}

/** The place in a cursor of this list, whose places have keys of this type; null without a cursor. Throws `BadCursor`. */
export function decodeCursor(
  list: string,
  cursor: string | undefined,
  keyed: "string" | "number" | null,
): Place | null {
  if (cursor === undefined) return null;
  const [name, position, key, ...rest] = parts(cursor);
  const fits = keyed === null ? key === null : keyed === "number" ? Number.isSafeInteger(key) : isText(key);
  if (name !== fingerprint(list) || !isPosition(position) || !fits || rest.length > 0) {
    throw new BadCursor("this cursor does not belong to this list");
  }
  return { position, key: typeof key === "string" || typeof key === "number" ? key : null };
}

function isPosition(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 1e9;
}

// PostgreSQL has no text with a zero character in it.
function isText(value: unknown): boolean {
  return typeof value === "string" && !value.includes("\u0000");
}

function parts(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(value) ? value : [];
  } catch {
    // Anything can stand in an address.
    return [];
  }
}
