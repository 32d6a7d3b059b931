import { and, eq, gte, sql } from "drizzle-orm";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";

const sku = sql.placeholder("sku");
const units = sql.placeholder("units");

const setTo = prepared("stock-set", ({ q, t: { stock } }) =>
  q
    .update(stock)
    .set({ available: sql`${units}`, received: sql`${stock.received} + ${units} - ${stock.available}` })
    .where(eq(stock.sku, sku))
    .returning({ available: stock.available }),
);

const adjustBy = prepared("stock-adjust", ({ q, t: { stock } }) =>
  q
    .update(stock)
    .set({ available: sql`${stock.available} + ${units}`, received: sql`${stock.received} + ${units}` })
    .where(and(eq(stock.sku, sku), sql`${stock.available} + ${units} >= 0`))
    .returning({ available: stock.available }),
);

const take = prepared("stock-take", ({ q, t: { stock } }) =>
  q
    .update(stock)
    .set({ available: sql`${stock.available} - ${units}` })
    .where(and(eq(stock.sku, sku), gte(stock.available, units)))
    .returning({ available: stock.available }),
);

const release = prepared("stock-release", ({ q, t: { stock } }) =>
  q
    .update(stock)
    .set({ available: sql`${stock.available} + ${units}` })
    .where(eq(stock.sku, sku))
    .returning({ available: stock.available }),
);

const availableOf = prepared("stock-available", ({ q, t: { stock } }) =>
  q.select({ available: stock.available }).from(stock).where(eq(stock.sku, sku)),
);

const soldOut = prepared("stock-sold-out", ({ q, t: { stock } }) =>
  q.select({ sku: stock.sku }).from(stock).where(sql`${stock.available} <= 0`).orderBy(stock.sku),
);

/** The skus of which nothing can be sold now. */
export async function listSoldOut(db: Db): Promise<string[]> {
  return (await soldOut(db)).map(({ sku }) => sku);
}

type Change = Promise<{ available: number }[]>;

async function left(change: Change): Promise<number | null> {
  const [row] = await change;
  return row?.available ?? null;
}

/** Units that can be sold now; null for an unknown sku. */
export function getStock(db: Db, which: string): Promise<number | null> {
  return left(availableOf(db, { sku: which }));
}

/** Sets what can be sold, as after counting the shelf; null for an unknown sku. */
export function setStock(db: Db, which: string, available: number): Promise<number | null> {
  return left(setTo(db, { sku: which, units: wholeUnits(available) }));
}

/** Books units in, or out when negative; null, and no change, for an unknown sku or when fewer are left. */
export function adjustStock(db: Db, which: string, by: number): Promise<number | null> {
  if (!Number.isSafeInteger(by)) throw new RangeError(`not a whole number of units: ${by}`);
  return left(adjustBy(db, { sku: which, units: by }));
}

/** P5: takes units only if that many are left, in one statement; null, and no change, when not. */
export function takeStock(db: Db, which: string, count: number): Promise<number | null> {
  return left(take(db, { sku: which, units: wholeUnits(count) }));
}

/** Gives back units that were taken. */
export function releaseStock(db: Db, which: string, count: number): Promise<number | null> {
  return left(release(db, { sku: which, units: wholeUnits(count) }));
}

function wholeUnits(count: number): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a whole number of units: ${count}`);
  return count;
}
