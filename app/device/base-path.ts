/** The path below which this release lives, as in `/v2`; empty for the usual one (R9). Links of the router know it by themselves. */
export const BASE_PATH: string = process.env.SHOP_BASE_PATH ?? "";
