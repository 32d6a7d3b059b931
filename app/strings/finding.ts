import type { PriceBand } from "../../domain/finding/price-bands.ts";
import { formatRoundMoney } from "../../domain/money.ts";
import type { Sort } from "../../protocol/finding.ts";
import type { Currency } from "../../protocol/money.ts";
import { shop } from "../../shop.config.ts";

export const label = "Find on this shelf";
export const narrow = "Narrow down";
export const sort = "Sort";
export const sorts: Readonly<Record<Sort, string>> = {
  shelf: "As shelved",
  "price-up": "Price, low to high",
  "price-down": "Price, high to low",
  name: "Name",
};
export const colour = "Colour";
export const size = "Size";
export const price = "Price";
export const stock = "In stock";
export const inStock = "In stock now";
export const show = "Show";
export const chosen = "Chosen";
export const drop = (name: string) => `Remove ${name}`;
export const clear = "Clear all";
export const found = (count: number, of: number) =>
  count === of ? (of === 1 ? "1 thing" : `${of} things`) : `${count} of ${of} things`;
export const nothingFits = "Nothing on this shelf is all of that at once.";

/** "Under €25", "€25 to €50", "€200 and over". */
export function bandName({ from, below }: Omit<PriceBand, "band">, currency: Currency): string {
  const amount = (minor: number) => formatRoundMoney({ currency, amount: minor }, shop.locale);
  if (below === null) return `${amount(from)} and over`;
  return from === 0 ? `Under ${amount(below)}` : `${amount(from)} to ${amount(below)}`;
}
