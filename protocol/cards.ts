import * as z from "zod/mini";
import { CURRENCIES } from "./money.ts";

/** `GET /api/cards`, and the answer to keeping or forgetting one: what the shopper recognises the kept card by. */
export const keptCardAnswer = z.strictObject({
  card: z.nullable(z.strictObject({ brand: z.string(), last4: z.string() })),
});

/** `POST /api/cards`: where to give a card to keep. */
export const cardPageRequest = z.strictObject({ currency: z.enum(CURRENCIES) });
export const cardPageAnswer = z.strictObject({ url: z.string() });

/** `POST /api/cards/kept`: the page that the shopper comes back from, by the acquirer's id. */
export const keptCardRequest = z.strictObject({ page: z.string().check(z.regex(/^[\w-]{1,128}$/)) });

export type KeptCardAnswer = z.infer<typeof keptCardAnswer>;
