import { setTimeout as sleep } from "node:timers/promises";
import { currentPriceVersion, pricesAt } from "../../db/queries/prices.ts";
import { publishPrices } from "../../db/queries/publish-prices.ts";
import type { Store } from "../../db/store.ts";
import { HABITS, planBuyer } from "../blackfriday/plan.ts";
import type { PriceClock } from "../blackfriday/price-clock.ts";
import type { Scenario } from "../blackfriday/scenario.ts";
import { steady } from "../lib/arrivals.ts";
import type { Random } from "../lib/random.ts";
import { someGoods, stockUp } from "./goods.ts";

const PRODUCTS = 12;
const FLIP_EVERY_MS = 700;

/** Publishes other prices again and again, up and down by up to a third of what they were, until the buyers have gone. */
async function flipPrices(
  store: Store,
  clock: PriceClock,
  random: Random,
  skus: readonly string[],
  until: AbortSignal,
) {
  const first = await pricesAt(store.read, skus, "EUR", await currentPriceVersion(store.read));
  let flips = 0;
  while (!until.aborted) {
    const changes = skus.map((sku) => ({
      sku,
      currency: "EUR" as const,
      amount: Math.round((first.get(sku) ?? 1_000) * (0.67 + random.next() * 0.66)),
    }));
    clock.published(await publishPrices(store, { changes, now: Date.now() }));
    flips += 1;
    await sleep(FLIP_EVERY_MS, undefined, { signal: until }).catch((error: unknown) => {
      // The buyers have gone while it waited.
      if (!until.aborted) throw error;
    });
  }
  return flips;
}

/** Prices change in mid-sale, while buyers look, think and order. */
export const priceFlip: Scenario = {
  about: "prices that change every moment, in the midst of the sale",
  usual: { buyers: 1_500, seconds: 15, units: 1_000 },

  async prepare({ random, size, store, clock }) {
    const goods = await someGoods(store, PRODUCTS);
    await stockUp(store, goods, size.units);
    const skus = goods.map(({ sku }) => sku);
    const habits = { ...HABITS, mostUnits: 3, meanThinkMs: 900 };
    const plans = Array.from({ length: size.buyers }, () => planBuyer(random, goods, habits));
    let flips = 0;
    return {
      skus,
      arrivals: steady(random, size.buyers, size.seconds),
      plans,
      async meanwhile(until) {
        flips = await flipPrices(store, clock, random, skus, until);
      },
      demands: ({ records }) => [
        ...(flips > 1 ? [] : [{ rule: "lie", subject: "the prices never changed in mid-sale" } as const]),
        // Every price that a buyer saw was true a moment ago, so it has to be honoured (P3).
        ...records
          .filter(({ outcome }) => outcome === "price-changed")
          .map(
            ({ plan }) =>
              ({ rule: "lie", subject: `${plan.device}: a price shown a moment ago was not honoured` }) as const,
          ),
      ],
      facts: ({ orders }) => [`${flips} price changes in mid-sale, ${orders.length} orders`],
    };
  },
};
