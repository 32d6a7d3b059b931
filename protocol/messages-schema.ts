import * as z from "zod/mini";
import { MESSAGE_VERSION } from "./versions.ts";

const version = z.literal(MESSAGE_VERSION);
const count = z.int().check(z.gte(0));

/** The messages of `messages.ts` as schemas, for tests and documents; page and worker use the guards there. */
export const pageToWorker = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("HELLO"), version, release: z.string(), claimed: z.boolean() }),
  z.strictObject({ type: z.literal("SYNC_NOW_AVAILABLE"), version }),
  z.strictObject({ type: z.literal("WARM_UP"), version }),
]);

export const workerToPage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("STATE"), version, release: z.string(), waiting: count }),
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
]);
