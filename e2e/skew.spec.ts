import { expectHonestBooks, orderCount } from "./lib/books.ts";
import { countLoads } from "./lib/count-loads.ts";
import { requireRelease } from "./lib/releases.ts";
import { addToCart, GOODS, PLACED, placeOrder, reachReview, stage, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";

/** A shop that has given up the API's first version. */
const test = testWithShop({ env: { MIN_API_VERSION: "2" } });

test("An order of a tab that is too old for the shop is kept, the tab updates once, and the order is placed once", async ({
  page,
  gate,
  shop,
}) => {
  await addToCart(page, GOODS.mug);
  await workerInControl(page);
  await reachReview(page, "Pay on delivery");
  const [old, next] = [shop.release, requireRelease("b")];
  await shop.switchTo(next);
  await expect
    .poll(async () => (await fetch(`${gate.origin}/sw-manifest.json`)).headers.get("x-app-version"))
    .toBe(next);
  // From here on the older release, page and worker alike, speaks as one did that knew the first version alone.
  void gate.next(
    ({ headers }) => headers["x-client-build"] === old,
    { kind: "rewrite", headers: { "x-api-version": "1" } },
    Number.POSITIVE_INFINITY,
  );
  const loads = countLoads(page);
  const orders = await orderCount(shop);
  const searchField = page.getByLabel("Search the shop").first();
  await searchField.fill("rope for the boat");
  await placeOrder(page);

  await expect(page.locator("html")).toHaveAttribute("data-release", next);
  await expect(stage(page, PLACED)).toBeVisible();
  await expect.poll(loads).toBe(1);
  await expect(searchField).toHaveValue("rope for the boat");
  const tries = gate.seen.filter(({ method, path }) => method === "POST" && path === "/api/orders");
  expect(new Set(tries.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  const statusesOf = (build: string) =>
    tries.filter(({ headers }) => headers["x-client-build"] === build).map(({ status }) => status);
  expect(new Set(statusesOf(old))).toEqual(new Set([409]));
  expect(statusesOf(next)).toEqual([201]);
  expect(await orderCount(shop)).toBe(orders + 1);
  await expectHonestBooks(shop);
});

test("The manifest and the API tell the same lowest version, so that an old worker hears of it", async ({ shop }) => {
  for (const path of ["/sw-manifest.json", "/api/version"]) {
    const told = (await (await fetch(`${shop.origin}${path}`)).json()) as { minApiVersion: number };
    expect([path, told.minApiVersion]).toEqual([path, 2]);
  }
});
