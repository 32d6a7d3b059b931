import { and, eq, inArray, lte } from "drizzle-orm";
import type { PriceChange, PricePlan } from "../../domain/price-plan.ts";
import { slicesOf } from "../chunks.ts";
import { TxConflict } from "../errors.ts";
import type { Db, Store } from "../store.ts";
import { addDispatch } from "./dispatches.ts";
import { changesOf, isWaiting } from "./price-plans.ts";
import { currentPriceVersion } from "./prices.ts";

export type { PriceChange } from "../../domain/price-plan.ts";

interface Publication {
  readonly changes: readonly PriceChange[];
  readonly now: number;
}

/**
 * P1: makes all changes true at one moment under the next price version, which is returned. Throws RangeError, and changes
 * nothing, when there is no change, one names an unknown sku, or one price is named twice.
 */
export function publishPrices(store: Store, { changes, now }: Publication): Promise<number> {
  return store.tx((db) => publishInTx(db, changes, now));
}

/** Like `publishPrices`, for what a plan makes of the prices of this moment. */
export function publishPlan(store: Store, plan: PricePlan, now: number): Promise<number> {
  return store.tx(async (db) => publishInTx(db, await changesOf(db, plan), now));
}

async function publishInTx(db: Db, changes: readonly PriceChange[], now: number): Promise<number> {
  if (changes.length === 0) throw new RangeError("there is no price to publish");
  const { q, t } = db;
  await assertKnown(db, changes);
  const version = (await currentPriceVersion(db)) + 1;
  const book = await q
    .insert(t.priceBook)
    .values({ version, publishedAt: now })
    .onConflictDoNothing()
    .returning({ version: t.priceBook.version });
  if (book.length === 0) throw new TxConflict(`price version ${version} was published meanwhile`);
  for (const slice of slicesOf(changes)) {
    await q.insert(t.price).values(slice.map((change) => ({ ...change, version, validFrom: now })));
  }
  await addDispatch(db, { topic: "prices.published", payload: { version } }, now);
  return version;
}

async function assertKnown({ q, t }: Db, changes: readonly PriceChange[]): Promise<void> {
  const once = new Set(changes.map(({ sku, currency }) => `${sku} in ${currency}`));
  if (once.size < changes.length) throw new RangeError("one price is named twice");
  const wrong = changes.filter(({ amount }) => !Number.isSafeInteger(amount) || amount < 0);
  if (wrong.length > 0) throw new RangeError(`not an amount: ${wrong.map(({ amount }) => amount).join(", ")}`);
  const named = [...new Set(changes.map((change) => change.sku))];
  const known = new Set<string>();
  for (const slice of slicesOf(named)) {
    const rows = await q.select({ sku: t.variant.sku }).from(t.variant).where(inArray(t.variant.sku, slice));
    for (const { sku } of rows) known.add(sku);
  }
  const unknown = named.filter((sku) => !known.has(sku));
  if (unknown.length > 0) throw new RangeError(`the shop does not sell ${unknown.join(", ")}`);
}

export interface DuePublication {
  readonly id: string;
  /** The version that it became, or why it became none. */
  readonly version: number | null;
  readonly failed: string | null;
}

/** Publishes the scheduled plan whose time came first; null when none is due. Each becomes one version, or none for good. */
export function publishDue(store: Store, now: number): Promise<DuePublication | null> {
  return store.tx(async (db) => {
    const { q, t } = db;
    const [due] = await q
      .select()
      .from(t.priceSchedule)
      .where(and(isWaiting(db), lte(t.priceSchedule.at, now)))
      .orderBy(t.priceSchedule.at, t.priceSchedule.id)
      .limit(1);
    if (!due) return null;
    // Holds the row to the end: another process that saw it waiting finds it published.
    const claimed = await q
      .update(t.priceSchedule)
      .set({ failed: null })
      .where(and(isWaiting(db), eq(t.priceSchedule.id, due.id)))
      .returning({ id: t.priceSchedule.id });
    if (claimed.length === 0) throw new TxConflict("these prices were published meanwhile");
    const outcome = await attempt(db, due.plan, now);
    await q.update(t.priceSchedule).set(outcome).where(eq(t.priceSchedule.id, due.id));
    return { id: due.id, ...outcome };
  });
}

/** A plan that cannot be carried out any more must hold up no other; nothing was written when it is refused. */
async function attempt(db: Db, plan: PricePlan, now: number) {
  try {
    return { version: await publishInTx(db, await changesOf(db, plan), now), failed: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { version: null, failed: error.message };
  }
}
