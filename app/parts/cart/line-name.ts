import type { BasketLine } from "../../../domain/checkout/basket.ts";
import { unknownName } from "../../strings/cart.ts";

/** What a line is called, with its variant; its article number where this device has never heard of it. */
export function nameOfLine(line: Pick<BasketLine, "sku" | "offer">): string {
  if (!line.offer) return unknownName(line.sku);
  return line.offer.label ? `${line.offer.name}, ${line.offer.label}` : line.offer.name;
}
