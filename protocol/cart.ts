import * as z from "zod/mini";
import { MAX_UPDATE_BYTES, MAX_UPDATES_PER_SYNC, MAX_VECTOR_TEXT } from "./cart-limits.ts";
import { sku } from "./catalogue.ts";
import { sharing } from "./sharing.ts";

export { MAX_UPDATE_BYTES, MAX_UPDATES_PER_SYNC, MAX_VECTOR_TEXT };

/** Yjs bytes in base64. */
export const yjsBytes = z
  .string()
  .check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/), z.maxLength(Math.ceil((MAX_UPDATE_BYTES * 4) / 3) + 4));

const counters = z.record(
  z.string().check(z.maxLength(40)),
  z.int().check(z.minimum(-1_000_000), z.maximum(1_000_000)),
);

/**
 * `POST /api/carts/:id/sync`: the device's unsent updates and its state vector, all base64 of Yjs v1 encoding.
 * The worker can send this from stored bytes without loading Yjs.
 */
export const cartSyncRequest = z.strictObject({
  stateVector: z.nullable(yjsBytes),
  updates: z.array(yjsBytes).check(z.maxLength(MAX_UPDATES_PER_SYNC)),
  /** The epoch of the device's document, 0 at first; absent from releases that know none. */
  epoch: z.optional(z.int().check(z.minimum(0))),
  /** Instead of updates: the device's own counters, which the server re-applies to its own document. */
  own: z.optional(z.strictObject({ counters, former: counters })),
});

export const cartLine = z.strictObject({ sku, quantity: z.int() });

/** `GET /api/carts/:id/live`: what the reader has, which it need not hear again; without it the first event tells the whole cart. */
export const cartLiveQuery = z.object({
  vector: z.optional(yjsBytes.check(z.maxLength(MAX_VECTOR_TEXT))),
  epoch: z.optional(z.coerce.number().check(z.int(), z.gte(0))),
});

/**
 * `update` holds everything that the state vector of the request lacks; `lines` is the cart as the server derives it. A request
 * that tells an epoch hears the server's: where it is another one, `update` is the whole document that takes the place of the
 * device's, and `taken` says whether what was sent is in it.
 */
export const cartSyncAnswer = z.strictObject({
  update: yjsBytes,
  stateVector: yjsBytes,
  lines: z.array(cartLine),
  epoch: z.optional(z.int()),
  taken: z.optional(z.boolean()),
});

/**
 * An event of the live stream; its id is the cart's revision. `update` is what the reader lacked, or the whole document where
 * `epoch` is another than the reader's; `stateVector` and `lines` are the cart's after it.
 */
export const cartLiveEvent = z.strictObject({
  update: yjsBytes,
  stateVector: yjsBytes,
  lines: z.array(cartLine),
  epoch: z.int(),
});

/** An event named `looking`, without an id: the labels of the other members who read the stream now. */
export const cartLookingEvent = z.strictObject({ looking: z.array(z.string()) });

export type CartLookingEvent = z.infer<typeof cartLookingEvent>;
export type CartLiveEvent = z.infer<typeof cartLiveEvent>;

const listedCart = z.strictObject({
  id: z.uuid(),
  updatedAt: z.iso.datetime(),
  lines: z.array(cartLine),
  /** Absent where it was never shared, and from releases that listed a device's own carts only. */
  sharing: z.optional(sharing),
});

/** `GET /api/carts`: what a device is told that has lost what it kept; the last changed cart first. */
export const cartList = z.strictObject({ items: z.array(listedCart) });

export type CartList = z.infer<typeof cartList>;
export type CartSyncRequest = z.infer<typeof cartSyncRequest>;
export type CartSyncAnswer = z.infer<typeof cartSyncAnswer>;
export type CartLine = z.infer<typeof cartLine>;
