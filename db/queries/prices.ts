import { and, eq, inArray, max, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Currency, Money } from "../../protocol/money.ts";
import { CURRENCIES } from "../../protocol/money.ts";
import { prepared, preparedForList } from "../prepared.ts";
import type { Tables } from "../schema.ts";
import type { Db } from "../store.ts";

const newestVersion = prepared("price-version", ({ q, t }) =>
  q.select({ version: max(t.priceBook.version) }).from(t.priceBook),
);

/** The version of the prices that are true now; 0 before the first were published. */
export async function currentPriceVersion(db: Db): Promise<number> {
  const [row] = await newestVersion(db);
  return row?.version ?? 0;
}

/** Condition on `price`: the row that holds for its variant and currency at a version. */
export function holdsAt({ price }: Tables, version: SQL | Placeholder): SQL {
  return sql`${price.version} = (
    select max(earlier.version) from ${price} as earlier
    where earlier.sku = ${price.sku} and earlier.currency = ${price.currency} and earlier.version <= ${version}
  )`;
}

/** The same at the version that the placeholder `version` names. */
export function holdsAtVersion(tables: Tables): SQL {
  return holdsAt(tables, sql.placeholder("version"));
}

const pricesOfSkus = preparedForList("prices-of-skus", ({ q, t }, skus) =>
  q
    .select({ sku: t.price.sku, currency: t.price.currency, amount: t.price.amount })
    .from(t.price)
    .where(and(inArray(t.price.sku, skus), holdsAtVersion(t))),
);

const pricesOfSkusIn = preparedForList("prices-of-skus-in", ({ q, t }, skus) =>
  q
    .select({ sku: t.price.sku, amount: t.price.amount })
    .from(t.price)
    .where(and(inArray(t.price.sku, skus), eq(t.price.currency, sql.placeholder("currency")), holdsAtVersion(t))),
);

/** Unit prices in minor units at a version, by sku; skus without a price in this currency are absent. */
export async function pricesAt(
  db: Db,
  skus: readonly string[],
  currency: Currency,
  version: number,
): Promise<Map<string, number>> {
  const rows = await pricesOfSkusIn(db, skus, { currency, version });
  return new Map(rows.map(({ sku, amount }) => [sku, amount]));
}

/** The price lists of these skus at a version, each in the shop's order of currencies. */
export async function priceListsAt(db: Db, skus: readonly string[], version: number): Promise<Map<string, Money[]>> {
  const rows = await pricesOfSkus(db, skus, { version });
  const lists = new Map<string, Money[]>();
  for (const { sku, currency, amount } of rows) lists.set(sku, [...(lists.get(sku) ?? []), { currency, amount }]);
  for (const list of lists.values()) list.sort(byCurrency);
  return lists;
}

export function byCurrency(a: Money, b: Money): number {
  return CURRENCIES.indexOf(a.currency) - CURRENCIES.indexOf(b.currency);
}
