import { inArray } from "drizzle-orm";
import type { Currency } from "../../protocol/money.ts";
import { TxConflict } from "../errors.ts";
import type { Store } from "../store.ts";
import { addDispatch } from "./dispatches.ts";
import { currentPriceVersion } from "./prices.ts";

export interface PriceChange {
  readonly sku: string;
  readonly currency: Currency;
  /** The new unit price in minor units. */
  readonly amount: number;
}

interface Publication {
  readonly changes: readonly PriceChange[];
  readonly now: number;
}

/**
 * P1: makes all changes true at one moment under the next price version, which is returned. Throws RangeError, and changes
 * nothing, when there is no change or one names an unknown sku.
 */
export async function publishPrices(store: Store, { changes, now }: Publication): Promise<number> {
  if (changes.length === 0) throw new RangeError("there is no price to publish");
  return store.tx(async (db) => {
    const { q, t } = db;
    const named = [...new Set(changes.map((change) => change.sku))];
    const known = await q.select({ sku: t.variant.sku }).from(t.variant).where(inArray(t.variant.sku, named));
    const unknown = named.filter((sku) => !known.some((row) => row.sku === sku));
    if (unknown.length > 0) throw new RangeError(`the shop does not sell ${unknown.join(", ")}`);

    const version = (await currentPriceVersion(db)) + 1;
    const book = await q
      .insert(t.priceBook)
      .values({ version, publishedAt: now })
      .onConflictDoNothing()
      .returning({ version: t.priceBook.version });
    if (book.length === 0) throw new TxConflict(`price version ${version} was published meanwhile`);
    await q.insert(t.price).values(changes.map((change) => ({ ...change, version, validFrom: now })));
    await addDispatch(db, { topic: "prices.published", payload: { version } }, now);
    return version;
  });
}
