import * as z from "zod/mini";

/** `GET /api/version`: what the server runs, speaks and charges by. */
export const versionAnswer = z.strictObject({
  release: z.string(),
  apiVersion: z.int(),
  minApiVersion: z.int(),
  priceVersion: z.int(),
});

/** `GET /api/health`: 200 with `ok`, or a 503 problem. */
export const healthAnswer = z.strictObject({ status: z.literal("ok") });

/** `POST /api/forget`: the answer takes the device's cookie back. */
export const forgetAnswer = z.strictObject({ forgotten: z.literal(true) });

export type VersionAnswer = z.infer<typeof versionAnswer>;
export type HealthAnswer = z.infer<typeof healthAnswer>;
