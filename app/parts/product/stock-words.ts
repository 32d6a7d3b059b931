import type { Availability } from "../../../protocol/catalogue.ts";
import { stock } from "../../strings/product.ts";

export function stockWords({ state, left }: Availability): string {
  if (state === "sold-out") return stock.soldOut;
  if (state === "in-stock") return stock.inStock;
  return left === undefined ? stock.lowUnknown : stock.low(left);
}
