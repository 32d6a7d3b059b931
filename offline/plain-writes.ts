import { uuidv7 } from "../protocol/ids.ts";
import { PLAIN_WRITE_FORMAT } from "../protocol/versions.ts";
import { type DeviceDatabase, DURABLE } from "./database.ts";
import { freshEntry } from "./outbox.ts";
import type { PlainWriteEntry } from "./outbox-entry.ts";

/** Tell me when it is back, or when it costs no more than this (minor units of the currency). */
export interface AlertBody {
  readonly sku: string;
  readonly email: string;
  readonly below: { readonly currency: string; readonly amount: number } | null;
}

export interface ReviewBody {
  readonly product: string;
  /** 1 to 5. */
  readonly stars: number;
  readonly text: string;
}

/** Measurements without a person in them: names and numbers. */
export interface TelemetryBody {
  readonly at: number;
  readonly values: Readonly<Record<string, number>>;
}

/** Writes that ask for nothing but to arrive: no record on the device waits for their answer. */
export type PlainWrite =
  | { readonly kind: "alert"; readonly body: AlertBody }
  | { readonly kind: "review"; readonly body: ReviewBody }
  | { readonly kind: "telemetry"; readonly body: TelemetryBody };

/** W1: where each kind goes. */
export const PLAIN_PATHS: Readonly<Record<PlainWrite["kind"], string>> = {
  alert: "/api/alerts",
  review: "/api/reviews",
  telemetry: "/api/telemetry",
};

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isText = (value: unknown, longest: number) =>
  typeof value === "string" && value.length > 0 && value.length <= longest;
const isWhole = (value: unknown, least: number, most: number) =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

function isPrice(value: unknown): boolean {
  return isFields(value) && isText(value.currency, 3) && isWhole(value.amount, 0, Number.MAX_SAFE_INTEGER);
}

/** What the body of each kind must look like. Apart from the paths, since the worker sends what was looked at as it was queued. */
const FITS: Readonly<Record<PlainWrite["kind"], (body: unknown) => boolean>> = {
  alert: (body) =>
    isFields(body) && isText(body.sku, 64) && isText(body.email, 254) && (body.below === null || isPrice(body.below)),
  review: (body) =>
    isFields(body) && isText(body.product, 128) && isWhole(body.stars, 1, 5) && isText(body.text, 4_000),
  telemetry: (body) =>
    isFields(body) &&
    isWhole(body.at, 0, Number.MAX_SAFE_INTEGER) &&
    isFields(body.values) &&
    Object.values(body.values).every((value) => typeof value === "number" && Number.isFinite(value)),
};

/** Writes about the same thing keep their order; measurements share one lane and hold up nothing else. */
export function laneOf(write: PlainWrite): string {
  if (write.kind === "alert") return `alert:${write.body.sku}`;
  return write.kind === "review" ? `review:${write.body.product}` : "telemetry";
}

export function isPlainWrite(entry: { readonly kind: string }): entry is PlainWriteEntry {
  return Object.hasOwn(PLAIN_PATHS, entry.kind);
}

/** A write that only has to arrive, under a new key. Throws RangeError when its body does not have the shape of its kind. */
export function plainWriteEntry(write: PlainWrite, now: number): PlainWriteEntry {
  if (!FITS[write.kind](write.body)) throw new RangeError(`That is no body of a ${write.kind}`);
  return { ...freshEntry(uuidv7(now), laneOf(write), now), format: PLAIN_WRITE_FORMAT, ...write };
}

/** Queues a write that only has to arrive; resolves with its key once it is durable. */
export async function queuePlainWrite(db: DeviceDatabase, write: PlainWrite, now: number): Promise<string> {
  const entry = plainWriteEntry(write, now);
  const tx = db.transaction("outbox", "readwrite", DURABLE);
  const before = (await tx.store.getAll()).filter(({ lane }) => lane === entry.lane);
  // A clock that was set back between the two puts it before none of its lane.
  const createdAt = Math.max(now, ...before.map((other) => other.createdAt + 1));
  await Promise.all([tx.store.add({ ...entry, createdAt }), tx.done]);
  return entry.key;
}
