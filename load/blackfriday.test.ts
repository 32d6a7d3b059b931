import { expect, test } from "vitest";
import { auditLedger } from "../db/queries/ledger.ts";
import { runCrowd } from "./blackfriday/crowd.ts";
import { SCENARIOS } from "./blackfriday/scenarios.ts";
import { requireTarget } from "./lib/loopback.ts";
import { randomFrom } from "./lib/random.ts";
import { openStand } from "./lib/stand.ts";

const CROWD = process.env.HOLDFAST_LONG
  ? { buyers: 3_000, perSecond: 300, seed: 20261127 }
  : { buyers: 250, perSecond: 150, seed: 20261127 };

test.each(Object.keys(SCENARIOS))(
  "%s keeps its promise, and the books are honest",
  async (name) => {
    const scenario = SCENARIOS[name];
    if (!scenario) throw new Error(`no scenario ${name}`);
    const stand = await openStand({ stock: 1_000 });
    try {
      await stand.withBooks(async (store) => {
        const plan = await scenario.prepare(store, CROWD);
        const shoppers = await runCrowd(stand.server().origin, CROWD, plan);
        await plan.end();
        expect(await plan.broken(shoppers)).toEqual([]);
        expect(await auditLedger(store.read)).toEqual([]);
        expect(shoppers).toHaveLength(CROWD.buyers);
      });
    } finally {
      await stand.stop();
    }
  },
  120_000,
);

test("the same seed is the same crowd", () => {
  const draw = (seed: number) => {
    const random = randomFrom(seed);
    return [random.next(), random.between(1, 6), random.chance(0.5), random.fork().next()];
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test("load goes to this machine, unless its owner says that the target is theirs", () => {
  expect(requireTarget("http://localhost:3000", false).port).toBe("3000");
  expect(() => requireTarget("https://shop.example", false)).toThrow(RangeError);
  expect(requireTarget("https://shop.example", true).hostname).toBe("shop.example");
  expect(() => requireTarget("file:///etc/passwd", true)).toThrow(RangeError);
});
