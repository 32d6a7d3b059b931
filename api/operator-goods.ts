import { dropScheduled, schedulePlan } from "../db/queries/price-plans.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import { publishDue, publishPlan } from "../db/queries/publish-prices.ts";
import { setStock } from "../db/queries/stock.ts";
import type { Store } from "../db/store.ts";
import type { PricePlan } from "../domain/price-plan.ts";
import { HEADER } from "../protocol/headers.ts";
import { type PriceOrder, priceOrder, stockOrder } from "../protocol/operator-goods.ts";
import { privateJson } from "./answers.ts";
import { readJson } from "./body.ts";
import type { Api, ApiDeps } from "./context.ts";
import { requireOperator } from "./operator-guard.ts";
import { ApiProblem } from "./problem.ts";

/** P1: prices and stock, by whoever runs the shop. */
export function operatorGoods(api: Api, deps: ApiDeps): void {
  api.use("/api/operator/prices", requireOperator(deps));
  api.post("/api/operator/prices", async (context) => {
    const order = await readJson(context, priceOrder);
    const store = await deps.getStore();
    const scheduled = await asked(() => carryOut(store, order, deps.now()));
    const priceVersion = await currentPriceVersion(store.read);
    deps.log("info", "prices were changed by an operator", { kind: order.kind, priceVersion });
    return privateJson({ priceVersion, scheduled }, { headers: { [HEADER.priceVersion]: String(priceVersion) } });
  });

  api.use("/api/operator/stock", requireOperator(deps));
  api.post("/api/operator/stock", async (context) => {
    const { sku, available } = await readJson(context, stockOrder);
    const left = await (await deps.getStore()).tx((db) => setStock(db, sku, available));
    if (left === null) throw new ApiProblem("unknown-sku", { detail: `${sku} is not sold here.` });
    return privateJson({ sku, available: left });
  });
}

/** What makes no sense to the price book is the request's fault, in the book's own words. */
async function asked<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof RangeError) throw new ApiProblem("invalid", { detail: error.message });
    throw error;
  }
}

async function carryOut(store: Store, order: PriceOrder, now: number): Promise<string | null> {
  if (order.kind === "drop") {
    if (!(await dropScheduled(store, order.id)))
      throw new ApiProblem("not-found", { detail: "Nothing waits under that id." });
    return null;
  }
  const plan = planOf(order);
  const at = order.at === null ? now : Date.parse(order.at);
  const until = order.kind === "sale" && order.until !== null ? Date.parse(order.until) : null;
  if (until !== null && until <= at) throw new RangeError("it would end before it begins");
  if (at <= now && until === null) {
    await publishPlan(store, plan, now);
    return null;
  }
  const id = await schedulePlan(store, { plan, at, now });
  if (until !== null) await schedulePlan(store, { plan: { kind: "end", of: id }, at: until, now });
  if (at <= now) {
    const due = await publishDue(store, now);
    if (due?.failed) throw new RangeError(due.failed);
  }
  return id;
}

function planOf(order: Exclude<PriceOrder, { kind: "drop" }>): PricePlan {
  if (order.kind === "sale") return { kind: "sale", percent: order.percent, scope: order.scope };
  const { sku, currency, amount } = order;
  return { kind: "set", changes: [{ sku, currency, amount }] };
}
