import { listScheduled } from "../../../db/queries/price-plans.ts";
import { currentPriceVersion } from "../../../db/queries/prices.ts";
import { getStore } from "../../../db/store.ts";
import { formatMoney } from "../../../domain/money.ts";
import type { PricePlan } from "../../../domain/price-plan.ts";
import { shop } from "../../../shop.config.ts";
import { PriceForm } from "../../parts/admin/price-form.tsx";
import { SaleForm } from "../../parts/admin/sale-form.tsx";
import { ScheduledPrices } from "../../parts/admin/scheduled-prices.tsx";
import { PageHead } from "../../parts/chrome/page-head.tsx";
import { prices } from "../../strings/admin-goods.ts";
import { requireOperator } from "../guard.ts";

function inWords(plan: PricePlan): string {
  if (plan.kind === "end") return prices.end;
  if (plan.kind === "sale") {
    const [[kind, name] = ["all", ""]] = Object.entries(plan.scope);
    return prices.percentOff(plan.percent, kind === "all" ? prices.scopes.all : `${name}`);
  }
  const [first] = plan.changes;
  const more = plan.changes.length > 1 ? prices.more(plan.changes.length - 1) : "";
  return first ? `${first.sku}: ${formatMoney(first, shop.locale)}${more}` : "";
}

export default async function PricesPage() {
  await requireOperator();
  const { read } = await getStore();
  const version = await currentPriceVersion(read);
  const waiting = (await listScheduled(read)).map(({ id, at, plan }) => ({ id, at, words: inWords(plan) }));
  return (
    <>
      <PageHead title={prices.title}>{prices.lead(version)}</PageHead>
      <PriceForm />
      <SaleForm />
      <ScheduledPrices rows={waiting} />
    </>
  );
}
