import { type Finding, unitsSold } from "../blackfriday/judge.ts";
import { HABITS, planBuyer } from "../blackfriday/plan.ts";
import type { Scenario } from "../blackfriday/scenario.ts";
import { rush } from "../lib/arrivals.ts";
import { someGoods, stockUp } from "./goods.ts";

/** Thousands want one thing of which there are a hundred, all in the same moment. */
export const drop: Scenario = {
  about: "one product, a hundred units, and thousands who come when the doors open",
  usual: { buyers: 3_000, seconds: 15, units: 100 },

  async prepare({ random, size, store }) {
    const goods = await someGoods(store, 1);
    await stockUp(store, goods, size.units);
    const [{ sku } = { sku: "" }] = goods;
    const plans = Array.from({ length: size.buyers }, () => planBuyer(random, goods, HABITS));
    return {
      skus: [sku],
      arrivals: rush(random, size.buyers, size.seconds),
      plans,
      demands({ books }): Finding[] {
        const sold = unitsSold(books).get(sku) ?? 0;
        const wanted = Math.min(size.units, size.buyers);
        // Who turns buyers away while goods are left has lost sales.
        return sold < wanted ? [{ rule: "lost", subject: `${wanted - sold} units that somebody wanted` }] : [];
      },
      facts: (books) => [`${unitsSold(books).get(sku) ?? 0} of ${size.units} units sold to ${size.buyers} buyers`],
    };
  },
};
