import * as z from "zod/mini";
import { MAX_UPDATE_BYTES, MAX_UPDATES_PER_SYNC } from "./cart-limits.ts";
import { sku } from "./catalogue.ts";

export { MAX_UPDATE_BYTES, MAX_UPDATES_PER_SYNC };

/** Yjs bytes in base64. */
export const yjsBytes = z
  .string()
  .check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/), z.maxLength(Math.ceil((MAX_UPDATE_BYTES * 4) / 3) + 4));

/**
 * `POST /api/carts/:id/sync`: the device's unsent updates and its state vector, all base64 of Yjs v1 encoding.
 * The worker can send this from stored bytes without loading Yjs.
 */
export const cartSyncRequest = z.strictObject({
  stateVector: z.nullable(yjsBytes),
  updates: z.array(yjsBytes).check(z.maxLength(MAX_UPDATES_PER_SYNC)),
});

export const cartLine = z.strictObject({ sku, quantity: z.int() });

/** `update` holds everything that the state vector of the request lacks; `lines` is the cart as the server derives it. */
export const cartSyncAnswer = z.strictObject({
  update: yjsBytes,
  stateVector: yjsBytes,
  lines: z.array(cartLine),
});

export type CartSyncRequest = z.infer<typeof cartSyncRequest>;
export type CartSyncAnswer = z.infer<typeof cartSyncAnswer>;
export type CartLine = z.infer<typeof cartLine>;
