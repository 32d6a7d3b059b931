import { createHash } from "node:crypto";

/** Crockford's base 32: no I, L, O or U, so that a number survives being read out over the telephone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A number such as `7Q4K-9MZX` that tells neither time nor how many orders there are; another one for each attempt. */
export function orderNumber(orderId: string, attempt: number): string {
  const digest = createHash("sha256").update(`${orderId}/${attempt}`).digest();
  const letters = Array.from(digest.subarray(0, 8), (byte) => ALPHABET[byte % 32]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
