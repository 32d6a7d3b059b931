/** What the shopper is doing where they are: a new version has different manners in each. */
export type Place = "shop" | "checkout" | "payment";

const PAYMENT = ["/checkout/delivery", "/checkout/review"];

/** The place of a path below the release's base. In `payment` no banner shows, and nothing in `checkout` applies by itself (R5). */
export function placeOf(path: string): Place {
  const trimmed = path.length > 1 ? path.replace(/\/$/, "") : path;
  if (PAYMENT.includes(trimmed)) return "payment";
  return trimmed === "/checkout" || trimmed.startsWith("/checkout/") ? "checkout" : "shop";
}
