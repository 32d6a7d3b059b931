import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod/mini";
import type { Quote } from "../domain/quotes.ts";
import { CURRENCIES } from "../protocol/money.ts";

const signed = z.strictObject({
  currency: z.enum(CURRENCIES),
  priceVersion: z.int(),
  validUntil: z.int(),
  amounts: z.record(z.string(), z.int()),
});

const macOf = (payload: string, secret: string) => createHmac("sha256", secret).update(`quote ${payload}`).digest();

/** The quote as text with its signature (HMAC-SHA-256), for a device to keep and send back. */
export function signQuote(quote: Quote, secret: string): string {
  const payload = Buffer.from(JSON.stringify(quote)).toString("base64url");
  return `${payload}.${macOf(payload, secret).toString("base64url")}`;
}

/** The quote that this shop signed; null for anything else, which then speaks for no price. */
export function readQuote(text: string, secret: string): Quote | null {
  const [payload = "", mac = "", ...rest] = text.split(".");
  if (rest.length > 0) return null;
  const given = Buffer.from(mac, "base64url");
  const right = macOf(payload, secret);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const parsed = signed.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  return parsed.success ? parsed.data : null;
}
