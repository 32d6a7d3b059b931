import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { projectRoot } from "../../db/root.ts";
import { orderPage } from "../../protocol/orders.ts";
import { API_VERSION } from "../../protocol/versions.ts";
import { anySku, browser, keyed, orderFor, type TestApi, testApi } from "../test-kit.ts";
import { type Exchange, exchange } from "./replay.ts";

let shop: TestApi;
beforeEach(async () => {
  shop = await testApi();
});
afterEach(() => shop.close());

/** Recorded from the code that spoke version 1 only, before version 2 was written. */
const recorded = JSON.parse(readFileSync(join(projectRoot(), "api/contract/v1.json"), "utf8")) as readonly Exchange[];

test("version 1's requests, recorded before version 2, are answered as they were", async () => {
  expect(recorded.length).toBeGreaterThan(15);
  const now = await exchange(
    shop,
    1,
    recorded.map(({ sent }) => sent),
  );
  for (const [index, { sent, status, body }] of recorded.entries()) {
    // What later versions add is no breach; what version 1 said has to be there unchanged.
    expect(now[index], `${sent.method} ${sent.path}`).toMatchObject({ status, body });
  }
});

test("version 2 lists a device's orders page by page, to the first one", async () => {
  const shopper = browser(shop.api);
  const request = await orderFor(shop.store, { [await anySku(shop.store, 5)]: 1 });
  const placed: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    shop.clock.now += n % 2;
    const answer = await shopper.post("/api/orders", request, keyed());
    placed.unshift((await answer.json()).id);
  }
  const seen: string[] = [];
  for (let cursor = ""; ; ) {
    const answer = await shopper.get(`/api/orders?limit=2${cursor}`);
    expect(answer.headers.get("X-API-Version")).toBe(String(API_VERSION));
    const page = orderPage.parse(await answer.json());
    expect(page.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  expect([...seen].sort()).toEqual([...placed].sort());
  expect(seen).toHaveLength(5);
});

test("a cursor of somebody else's list, or none at all, is invalid", async () => {
  const one = browser(shop.api);
  const two = browser(shop.api);
  const request = await orderFor(shop.store, { [await anySku(shop.store, 5)]: 1 });
  const { id } = await (await one.post("/api/orders", request, keyed())).json();
  await two.post("/api/orders", request, keyed());
  for (const query of [`cursor=${id}`, "cursor=x", "limit=0", "limit=51", "limit=many"]) {
    const answer = await two.get(`/api/orders?${query}`);
    expect([query, answer.status, (await answer.json()).code]).toEqual([query, 400, "invalid"]);
  }
});
