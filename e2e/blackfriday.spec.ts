import { openStore } from "../db/store.ts";
import { openTestAcquirer } from "../load/blackfriday/acquirer.ts";
import { reportLines } from "../load/blackfriday/report.ts";
import { rehearse } from "../load/blackfriday/run.ts";
import type { Scenario } from "../load/blackfriday/scenario.ts";
import { drop } from "../load/scenarios/drop.ts";
import { priceFlip } from "../load/scenarios/price-flip.ts";
import { expect, testWithShop } from "./lib/test.ts";

const test = testWithShop();
const long = process.env.HOLDFAST_LONG === "1";

const SLICES = {
  "a crowd that wants one thing buys every unit of it, and not one more": {
    scenario: drop,
    small: { buyers: 240, seconds: 3, units: 20 },
  },
  "prices that change in mid-sale charge nobody more than they saw": {
    scenario: priceFlip,
    small: { buyers: 160, seconds: 15, units: 1_000 },
  },
} as const satisfies Record<string, { scenario: Scenario; small: Scenario["usual"] }>;

test.describe("Black Friday, rehearsed", () => {
  for (const [title, { scenario, small }] of Object.entries(SLICES)) {
    test(title, async ({ shop }) => {
      const store = await openStore({ dataDir: shop.dataDir });
      const acquirer = openTestAcquirer(shop.dataDir);
      try {
        const size = long ? scenario.usual : small;
        const report = await rehearse({ origin: new URL(shop.origin), store, acquirer, scenario, size, seed: 11 });
        console.log(reportLines(report).join("\n"));
        expect(report.findings).toEqual([]);
        expect(report.evidence.charges?.length).toBeGreaterThan(0);
      } finally {
        acquirer.close();
        await store.close();
      }
    });
  }
});
