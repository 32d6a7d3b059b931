import { sendControl } from "../server/control.ts";
import { expectHonestBooks, orderCount } from "./lib/books.ts";
import { requireRelease } from "./lib/releases.ts";
import type { Shop } from "./lib/shop.ts";
import { startShopping } from "./lib/shopping.ts";
import { expect, testWithShop } from "./lib/test.ts";

const test = testWithShop();

interface Visit {
  readonly release: string | null;
  readonly setCookie: string | null;
}

async function visit(shop: Shop, headers: Record<string, string> = {}, path = "/cart"): Promise<Visit> {
  const answer = await fetch(`${shop.origin}${path}`, { headers, redirect: "manual" });
  await answer.arrayBuffer();
  expect(answer.status).toBe(200);
  return { release: answer.headers.get("x-app-version"), setCookie: answer.headers.get("set-cookie") };
}

const dial = (shop: Shop, schedule: string) => sendControl({ command: "dial", dial: { schedule } }, shop.dataDir);

test.describe
  .serial("Two releases serve at once", () => {
    let a: string;
    let b: string;

    test("the running one stays beside the new one, and no request is dropped and no order lost on the way", async ({
      shop,
    }) => {
      a = shop.release;
      b = requireRelease("b");
      const before = await orderCount(shop);
      const shopping = await startShopping(shop, 4);
      await sendControl({ command: "switch", release: b, schedule: "50%" }, shop.dataDir);
      await expect.poll(async () => (await visit(shop, { "X-Holdfast-Release": b })).release).toBe(b);
      expect((await visit(shop, { "X-Holdfast-Release": a })).release).toBe(a);
      const { pages, orders } = await shopping.stop();
      expect(new Set(pages)).toEqual(new Set([200]));
      expect(new Set(orders)).toEqual(new Set([201]));
      expect((await orderCount(shop)) - before).toBe(orders.length);
      await expectHonestBooks(shop);
    });

    test("header, cookie and lot choose, and a visitor stays with what was drawn", async ({ shop }) => {
      expect((await visit(shop, { Cookie: `holdfast-release=${a}` })).release).toBe(a);
      expect((await visit(shop, { Cookie: `holdfast-release=${a}`, "X-Holdfast-Release": b })).release).toBe(b);
      const seen = new Set<string | null>();
      for (let visitor = 0; visitor < 40; visitor += 1) {
        const first = await visit(shop);
        const cookie = first.setCookie?.split(";")[0] ?? "";
        expect(cookie).toMatch(/^holdfast-lot=\d{1,2}$/);
        expect((await visit(shop, { Cookie: cookie })).release).toBe(first.release);
        seen.add(first.release);
      }
      expect(seen).toEqual(new Set([a, b]));
    });

    test("document, worker, manifest and what the API tells belong to one release", async ({ shop }) => {
      for (const release of [a, b]) {
        const headers = { Cookie: `holdfast-release=${release}` };
        for (const path of ["/cart", "/product/road-end-mug", "/sw.js", "/sw-manifest.json"]) {
          expect([path, (await visit(shop, headers, path)).release]).toEqual([path, release]);
        }
        const get = async (path: string) => (await fetch(`${shop.origin}${path}`, { headers })).json();
        expect((await get("/sw-manifest.json")).id).toBe(release);
        expect((await get("/api/version")).release).toBe(release);
      }
    });

    test("the dial moves by hand and by a line, and the list shows who is where", async ({ shop }) => {
      const lot = { Cookie: "holdfast-lot=30" };
      await dial(shop, "10%");
      expect((await visit(shop, lot)).release).toBe(a);
      await dial(shop, "31%");
      expect((await visit(shop, lot)).release).toBe(b);
      await dial(shop, "10% 1s 100%");
      await expect.poll(async () => (await visit(shop, lot)).release).toBe(b);
      await expect(dial(shop, "a lot")).rejects.toThrow("write a schedule");
      await dial(shop, "40%");
      expect(await sendControl({ command: "status" }, shop.dataDir)).toMatchObject({
        dial: { percent: 40, schedule: null },
        releases: expect.arrayContaining([
          expect.objectContaining({ id: a, role: "beside", share: 60 }),
          expect.objectContaining({ id: b, role: "live", share: 40 }),
        ]),
      });
    });

    test("shoppers of either release order from the newest, whose API all of them use", async ({ browser, shop }) => {
      for (const release of [a, b]) {
        const context = await browser.newContext({ baseURL: shop.origin });
        await context.addCookies([{ name: "holdfast-release", value: release, url: shop.origin }]);
        const page = await context.newPage();
        await page.goto("/product/road-end-mug");
        await expect(page.locator("html")).toHaveAttribute("data-release", release);
        await expect(page.locator("html")).toHaveAttribute("data-sw-state", /./);
        await page.getByRole("button", { name: "Add to cart" }).click();
        await expect(page.getByRole("status").filter({ hasText: "in your cart" })).toBeVisible();
        await context.close();
      }
    });

    test("a live host that is killed comes back with both", async ({ shop }) => {
      await shop.killHost();
      const knock = (release: string) =>
        fetch(`${shop.origin}/cart`, {
          headers: { Connection: "close", "X-Holdfast-Release": release },
          signal: AbortSignal.timeout(5_000),
        }).then(
          (answer) => answer.headers.get("x-app-version"),
          () => null,
        );
      await expect.poll(() => knock(b)).toBe(b);
      await expect.poll(() => knock(a)).toBe(a);
    });

    test("making the new one live for everybody ends it", async ({ shop }) => {
      await shop.switchTo(b);
      const after = () => visit(shop, { Cookie: `holdfast-release=${a}; holdfast-lot=99` });
      await expect.poll(after).toEqual({ release: b, setCookie: null });
    });
  });
