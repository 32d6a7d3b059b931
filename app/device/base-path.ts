/** The path below which this release lives, as in `/v2`; empty for the usual one (R9). Links of the router know it by themselves. */
export const BASE_PATH: string = process.env.SHOP_BASE_PATH ?? "";

/** A path as the shop's own pages know it. */
export function withoutBase(path: string): string {
  return path.startsWith(`${BASE_PATH}/`) ? path.slice(BASE_PATH.length) : path;
}
