import { test as base } from "@playwright/test";
import { type Gate, openGate } from "./gate.ts";
import { openShop, type Shop } from "./shop.ts";

/**
 * `shop` is shared by the tests of one worker process; `gate` stands in front of it for one test, and `baseURL` is the
 * gate's. Every call makes shops that no other call's tests see, so that they may wear them down.
 */
export function testWithShop(options: Parameters<typeof openShop>[0] = {}) {
  return base.extend<{ gate: Gate }, { shop: Shop }>({
    shop: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
      async ({}, use) => {
        const shop = await openShop(options);
        await use(shop);
        await shop.stop();
      },
      { scope: "worker", timeout: 300_000 },
    ],
    gate: async ({ shop }, use) => {
      const gate = await openGate(shop.origin);
      await use(gate);
      await gate.close();
    },
    baseURL: async ({ gate }, use) => {
      await use(gate.origin);
    },
  });
}

export const test = testWithShop();

export { expect } from "@playwright/test";
