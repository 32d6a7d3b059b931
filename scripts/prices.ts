import { parseArgs } from "node:util";
import { dropScheduled, listScheduled, schedulePlan } from "../db/queries/price-plans.ts";
import { currentPriceVersion, priceListsAt } from "../db/queries/prices.ts";
import { publishDue, publishPlan } from "../db/queries/publish-prices.ts";
import type { Store } from "../db/store.ts";
import { formatMoney, parseMoney } from "../domain/money.ts";
import type { PricePlan, PriceScope } from "../domain/price-plan.ts";
import { CURRENCIES, type Currency } from "../protocol/money.ts";
import { shop } from "../shop.config.ts";
import { withStore } from "./lib/with-store.ts";

const USAGE = `npm run prices                                the price version, and what is scheduled
npm run prices -- show SKU…                   what these cost
npm run prices -- set SKU 49.90               one price, now; --currency GBP, --at 2026-11-27T08:00Z
npm run prices -- sale 20 --category lamps    20 % off, now; or --product, --collection, --all; --at, --until
npm run prices -- drop ID                     forget what is scheduled`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    currency: { type: "string" },
    at: { type: "string" },
    until: { type: "string" },
    category: { type: "string" },
    collection: { type: "string" },
    product: { type: "string" },
    all: { type: "boolean" },
  },
});

function requireTime(text: string, name: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`--${name} is no time: ${text} (write 2026-11-27T08:00Z)`);
  return at;
}

function requireCurrency(text: string): Currency {
  const found = CURRENCIES.find((currency) => currency === text.toUpperCase());
  if (!found) throw new Error(`the shop has no prices in ${text} (it has ${CURRENCIES.join(", ")})`);
  return found;
}

function requireScope(): PriceScope {
  const { category, collection, product, all } = values;
  const named = [category, collection, product, all].filter((value) => value !== undefined);
  if (named.length !== 1) throw new Error("name one of --category, --collection, --product and --all");
  if (category !== undefined) return { category };
  if (collection !== undefined) return { collection };
  return product === undefined ? { all: true } : { product };
}

async function carryOut(store: Store, plan: PricePlan): Promise<void> {
  const now = Date.now();
  if (values.at === undefined && values.until === undefined) {
    console.log(`published: price version ${await publishPlan(store, plan, now)}`);
    return;
  }
  const at = values.at === undefined ? now : requireTime(values.at, "at");
  const until = values.until === undefined ? null : requireTime(values.until, "until");
  if (until !== null && until <= at) throw new Error("--until is before the prices begin");
  const id = await schedulePlan(store, { plan, at, now });
  console.log(`scheduled for ${new Date(at).toISOString()}: ${id}`);
  if (until !== null) {
    await schedulePlan(store, { plan: { kind: "end", of: id }, at: until, now });
    console.log(`ends ${new Date(until).toISOString()}`);
  }
  // A shop that is closed runs no jobs: what begins now begins now.
  for (let due = await publishDue(store, now); due !== null; due = await publishDue(store, now)) {
    if (due.failed !== null) throw new Error(due.failed);
    console.log(`published: price version ${due.version}`);
  }
}

function inWords(plan: PricePlan): string {
  if (plan.kind === "sale") return `${plan.percent} % off ${Object.entries(plan.scope).flat().join(" ")}`;
  if (plan.kind === "end") return `end of ${plan.of}`;
  const [first] = plan.changes;
  const more = plan.changes.length > 1 ? ` and ${plan.changes.length - 1} more` : "";
  return first ? `${first.sku} for ${formatMoney(first, shop.locale)}${more}` : "nothing";
}

async function overview({ read }: Store): Promise<void> {
  console.log(`price version ${await currentPriceVersion(read)}`);
  for (const { id, at, plan } of await listScheduled(read)) {
    console.log(`${new Date(at).toISOString()}  ${inWords(plan)}  ${id}`);
  }
}

async function show({ read }: Store, skus: readonly string[]): Promise<void> {
  const lists = await priceListsAt(read, skus, await currentPriceVersion(read));
  for (const sku of skus) {
    const prices = lists.get(sku) ?? [];
    console.log(`${sku}  ${prices.map((price) => formatMoney(price, shop.locale)).join("  ") || "is not sold here"}`);
  }
}

await withStore(async (store) => {
  const [what, first = "", second = ""] = positionals;
  switch (what) {
    case undefined:
      return overview(store);
    case "show":
      return show(store, positionals.slice(1));
    case "set": {
      const { currency, amount } = parseMoney(requireCurrency(values.currency ?? shop.currencies[0]), second);
      return carryOut(store, { kind: "set", changes: [{ sku: first, currency, amount }] });
    }
    case "sale":
      return carryOut(store, { kind: "sale", percent: Number(first), scope: requireScope() });
    case "drop":
      if (!(await dropScheduled(store, first))) throw new Error(`nothing with the id ${first} is scheduled`);
      return console.log("dropped");
    default:
      throw new Error(`unknown: ${what}\n${USAGE}`);
  }
});
