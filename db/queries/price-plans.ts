import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { type PriceChange, type PricePlan, type PriceScope, reduced } from "../../domain/price-plan.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import { slicesOf } from "../chunks.ts";
import type { Db, Store } from "../store.ts";
import { currentPriceVersion, holdsAt } from "./prices.ts";

/** What a plan changes, given the prices of this moment. Throws RangeError when it makes no sense (any more). */
export async function changesOf(db: Db, plan: PricePlan): Promise<readonly PriceChange[]> {
  switch (plan.kind) {
    case "set":
      return plan.changes;
    case "sale":
      return (await pricesIn(db, plan.scope)).map((price) => ({
        ...price,
        amount: reduced(price.amount, plan.percent),
      }));
    case "end":
      return pricesBefore(db, plan.of);
  }
}

async function pricesIn(db: Db, scope: PriceScope): Promise<PriceChange[]> {
  const { q, t } = db;
  const version = await currentPriceVersion(db);
  return q
    .select({ sku: t.price.sku, currency: t.price.currency, amount: t.price.amount })
    .from(t.price)
    .innerJoin(t.variant, eq(t.variant.sku, t.price.sku))
    .innerJoin(t.product, eq(t.product.id, t.variant.productId))
    .where(and(holdsAt(t, sql`${version}`), inScope(db, scope)));
}

function inScope({ q, t }: Db, scope: PriceScope): SQL | undefined {
  if ("product" in scope) return eq(t.product.slug, scope.product);
  if ("category" in scope) {
    return inArray(
      t.product.categoryId,
      q.select({ id: t.category.id }).from(t.category).where(eq(t.category.slug, scope.category)),
    );
  }
  if ("collection" in scope) {
    return inArray(
      t.product.id,
      q
        .select({ id: t.collectionProduct.productId })
        .from(t.collectionProduct)
        .innerJoin(t.collection, eq(t.collection.id, t.collectionProduct.collectionId))
        .where(eq(t.collection.slug, scope.collection)),
    );
  }
  return undefined;
}

async function pricesBefore(db: Db, id: string): Promise<PriceChange[]> {
  const { q, t } = db;
  const [ended] = await q.select().from(t.priceSchedule).where(eq(t.priceSchedule.id, id));
  if (!ended?.version) throw new RangeError("there is nothing to end: the sale was never published");
  const current = await currentPriceVersion(db);
  const untouched = await q
    .select({ sku: t.price.sku, currency: t.price.currency })
    .from(t.price)
    .where(and(eq(t.price.version, ended.version), holdsAt(t, sql`${current}`)));
  const wanted = new Set(untouched.map(({ sku, currency }) => `${sku} ${currency}`));
  const before: PriceChange[] = [];
  for (const slice of slicesOf([...new Set(untouched.map(({ sku }) => sku))])) {
    const rows = await q
      .select({ sku: t.price.sku, currency: t.price.currency, amount: t.price.amount })
      .from(t.price)
      .where(and(inArray(t.price.sku, slice), holdsAt(t, sql`${ended.version - 1}`)));
    before.push(...rows.filter(({ sku, currency }) => wanted.has(`${sku} ${currency}`)));
  }
  return before;
}

export function isWaiting({ t }: Db): SQL | undefined {
  return and(isNull(t.priceSchedule.version), isNull(t.priceSchedule.failed));
}

interface Scheduling {
  readonly plan: PricePlan;
  /** UTC milliseconds. */
  readonly at: number;
  readonly now: number;
}

/** Keeps a plan for its time; its id. */
export async function schedulePlan(store: Store, { plan, at, now }: Scheduling): Promise<string> {
  const id = uuidv7(now);
  await store.tx(({ q, t }) => q.insert(t.priceSchedule).values({ id, at, plan, createdAt: now }));
  return id;
}

export interface ScheduledPlan {
  readonly id: string;
  readonly at: number;
  readonly plan: PricePlan;
}

/** What waits for its time, the next first. */
export function listScheduled(db: Db): Promise<ScheduledPlan[]> {
  const { q, t } = db;
  return q
    .select({ id: t.priceSchedule.id, at: t.priceSchedule.at, plan: t.priceSchedule.plan })
    .from(t.priceSchedule)
    .where(isWaiting(db))
    .orderBy(asc(t.priceSchedule.at), asc(t.priceSchedule.id));
}

/** Drops a plan that waits, with the end of its sale; false when it is published or unknown. */
export function dropScheduled(store: Store, id: string): Promise<boolean> {
  return store.tx(async (db) => {
    const { q, t } = db;
    const dropped = await q
      .delete(t.priceSchedule)
      .where(and(eq(t.priceSchedule.id, id), isWaiting(db)))
      .returning({ id: t.priceSchedule.id });
    if (dropped.length === 0) return false;
    for (const { id: later, plan } of await listScheduled(db)) {
      if (plan.kind === "end" && plan.of === id) await q.delete(t.priceSchedule).where(eq(t.priceSchedule.id, later));
    }
    return true;
  });
}
