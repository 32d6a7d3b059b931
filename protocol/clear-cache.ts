import * as z from "zod/mini";
import { yjsBytes } from "./cart.ts";

/**
 * `POST /api/clear-cache`; an absent body asks for the selective form. `wipe` is the shopper's or an operator's word that
 * everything on the device may go: what waits in the outbox (has to be 0) and the state vector of the device's cart, which
 * the server has to have, in base64.
 */
export const clearCacheRequest = z.strictObject({
  wipe: z.optional(
    z.strictObject({
      confirmed: z.literal(true),
      waiting: z.int().check(z.gte(0)),
      cart: z.nullable(z.strictObject({ id: z.uuid(), stateVector: yjsBytes })),
    }),
  ),
});

/** Whether the browser was told to clear anything (K3). */
export const clearCacheAnswer = z.strictObject({ cleared: z.boolean() });

export type ClearCacheRequest = z.infer<typeof clearCacheRequest>;
export type ClearCacheAnswer = z.infer<typeof clearCacheAnswer>;
