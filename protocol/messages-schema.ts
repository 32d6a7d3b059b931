import * as z from "zod/mini";
import { CLEANUPS, WORKER_MODES } from "./messages.ts";
import { MESSAGE_VERSION } from "./versions.ts";

const version = z.literal(MESSAGE_VERSION);
const count = z.int().check(z.gte(0));

/** The messages of `messages.ts` as schemas, for tests and documents; page and worker use the guards there. */
export const pageToWorker = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("HELLO"), version, release: z.string(), claimed: z.boolean() }),
  z.strictObject({ type: z.literal("SKIP_WAITING"), version }),
  z.strictObject({ type: z.literal("QUIESCE"), version }),
  z.strictObject({ type: z.literal("FORCE_CLEANUP"), version, nonce: z.string(), what: z.enum(CLEANUPS) }),
  z.strictObject({ type: z.literal("SYNC_NOW_AVAILABLE"), version }),
  z.strictObject({ type: z.literal("WARM_UP"), version }),
  z.strictObject({ type: z.literal("START_LONG_OPERATION"), version, work: z.string() }),
  z.strictObject({ type: z.literal("MAKE_ROOM"), version }),
  z.strictObject({ type: z.literal("PURGE_USER"), version }),
]);

export const workerToPage = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("STATE"),
    version,
    release: z.string(),
    deployment: count,
    waiting: count,
    mode: z.enum(WORKER_MODES),
    reason: z.nullable(z.string()),
    pinned: z.nullable(z.string()),
    substituted: z.boolean(),
    nonce: z.string(),
  }),
  z.strictObject({ type: z.literal("UPDATE_AVAILABLE"), version, release: z.string(), deployment: count }),
  z.strictObject({ type: z.literal("UPDATE_ACTIVATED"), version, release: z.string() }),
  z.strictObject({
    type: z.literal("FORCE_RELOAD_REQUIRED"),
    version,
    release: z.string(),
    deployment: count,
    reason: z.string(),
  }),
  z.strictObject({
    type: z.literal("UNRECOVERABLE"),
    version,
    release: z.string(),
    deployment: count,
    url: z.string(),
  }),
  z.strictObject({ type: z.literal("SW_SELF_DESTRUCT"), version, reason: z.string() }),
  z.strictObject({ type: z.literal("CLEANED"), version, nonce: z.string() }),
  z.strictObject({ type: z.literal("KEEP_ALIVE"), version, work: z.string(), left: count }),
  z.strictObject({ type: z.literal("DONE"), version }),
]);

export const workerToWorker = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("VERDICT"),
    version,
    release: z.string(),
    good: z.boolean(),
    url: z.nullable(z.string()),
  }),
]);

export const shopToWorker = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("PRICES_CHANGED"), version, priceVersion: count }),
]);

export const deviceMessage = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("QUEUE_STATE"),
    version,
    waiting: count,
    needsYou: count,
    changed: z.array(z.string()),
    reached: z.nullable(z.boolean()),
  }),
  z.strictObject({ type: z.literal("CART_CHANGED"), version, cartId: z.string(), count: z.nullable(count) }),
  z.strictObject({ type: z.literal("CACHE_UPDATED"), version, priceVersion: count, path: z.string() }),
  z.strictObject({ type: z.literal("STORAGE_CRITICAL"), version, critical: z.boolean() }),
  z.strictObject({ type: z.literal("DEVICE_FORGOTTEN"), version }),
]);
