import type { BrowserContext, Page } from "@playwright/test";
import { orderCount } from "./lib/books.ts";
import { expectNoViolations } from "./lib/everybody.ts";
import { isScript } from "./lib/gate.ts";
import {
  addToCart,
  GOODS,
  NOT_PLACED,
  open,
  PLACED,
  placeOrder,
  reachReview,
  stage,
  workerInControl,
} from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

/** What only the person knows, and what a cache must never hold (C7). */
const PERSONAL = ["Nora", "Burke", "nora@example.com", "Pier Road", "X2Y3"];

async function order(page: Page): Promise<void> {
  await addToCart(page, GOODS.mug);
  await reachReview(page, "Pay on delivery");
  await placeOrder(page);
}

/** Addresses of everything in any cache that contains one of these words. */
function cachedWith(page: Page, words: readonly string[]): Promise<string[]> {
  return page.evaluate(async (secrets) => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request, { ignoreVary: true });
        const type = response?.headers.get("Content-Type") ?? "";
        if (!response || /^(image|font)\//.test(type) || /javascript|css/.test(type)) continue;
        const text = await response.text();
        if (secrets.some((secret) => text.includes(secret))) found.push(`${name} ${request.url}`);
      }
    }
    return found;
  }, words);
}

async function forget(page: Page): Promise<void> {
  await page.goto("/forget");
  await page.getByRole("button", { name: "Forget me on this device" }).click();
}

const forgotten = (page: Page) => page.getByRole("heading", { level: 1, name: "This device has forgotten you." });

async function expectNobody(page: Page): Promise<void> {
  await page.goto("/orders");
  await expect(page.getByRole("heading", { name: "None so far." })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Cart\s*, 0 items$/ })).toBeVisible();
  await page.goto("/checkout");
  await expect(page.getByLabel("Full name")).toHaveCount(0);
}

async function deviceCookie(context: BrowserContext): Promise<string | null> {
  return (await context.cookies()).find(({ name }) => name.endsWith("device"))?.value ?? null;
}

test("Two people on one computer: the second never meets the first, with a signal or without", async ({
  page,
  context,
  gate,
}) => {
  await open(page, "/");
  await workerInControl(page);
  await order(page);
  await expect(stage(page, PLACED)).toBeVisible();
  const first = await deviceCookie(context);
  expect(first).not.toBeNull();
  await page.goto("/orders");
  await expect(page.getByRole("heading", { level: 2, name: /^Order \w{4}-\w{4}$/ })).toBeVisible();
  expect(await cachedWith(page, PERSONAL)).toEqual([]);

  // A second tab is in the middle of a checkout when the first one forgets.
  const other = await context.newPage();
  await addToCart(other, GOODS.mug);
  await other.goto("/checkout");
  await other.getByLabel("Full name").fill("Nora Burke");

  await forget(page);
  // The cart of the second tab may still wait to be sent: that is asked about.
  const evenSo = page.getByRole("button", { name: "Forget it all the same" });
  await expect(forgotten(page).or(evenSo)).toBeVisible();
  if (await evenSo.isVisible()) await evenSo.click();
  await expect(forgotten(page)).toBeVisible();
  await expect(other.getByLabel("Full name")).toHaveCount(0);
  await other.close();
  expect(await deviceCookie(context)).toBeNull();
  await expectNobody(page);
  const shown = await page.evaluate(async () => (await (await fetch("/api/orders")).json()).items);
  expect(shown).toEqual([]);

  await order(page);
  await expect(stage(page, PLACED)).toBeVisible();
  const second = await deviceCookie(context);
  expect(second).not.toBeNull();
  expect(second).not.toBe(first);
  await page.goto("/orders");
  await expect(page.getByRole("heading", { level: 2, name: /^Order \w{4}-\w{4}$/ })).toHaveCount(1);

  // The second person leaves where there is no signal: the cookie cannot be taken back yet.
  await context.setOffline(true);
  await forget(page);
  await expect(forgotten(page)).toBeVisible();
  await expectNobody(page);
  expect(await deviceCookie(context)).toBe(second);

  // Whatever the third does first, the server is asked to forget the second before it.
  gate.seen.length = 0;
  await context.setOffline(false);
  await order(page);
  await expect(stage(page, PLACED)).toBeVisible();
  const writes = gate.seen.filter(({ method }) => method === "POST").map(({ path }) => path);
  expect(writes[0]).toBe("/api/forget");
  expect(writes).toContain("/api/orders");
  const third = await deviceCookie(context);
  expect([first, second]).not.toContain(third);
  const mine = await page.evaluate(async () => (await (await fetch("/api/orders")).json()).items.length);
  expect(mine).toBe(1);
});

test("What has not been sent yet is asked about before it is lost", async ({ page, gate, shop }) => {
  const before = await orderCount(shop);
  await open(page, "/");
  await workerInControl(page);
  await addToCart(page, GOODS.mug);
  gate.set({ kind: "down" });
  await reachReview(page, "Pay on delivery");
  await placeOrder(page);
  await expect(stage(page, NOT_PLACED)).toBeVisible();
  await page.goto("/orders");
  await page.getByRole("main").getByRole("link", { name: "Forget this device" }).click();
  await page.getByRole("button", { name: "Forget me on this device" }).click();
  await expect(page.getByRole("heading", { name: /not been sent yet/ })).toBeFocused();
  await expectNoViolations(page, "a question before forgetting");
  await page.getByRole("button", { name: "Keep everything" }).click();
  await expect(page.getByRole("button", { name: "Forget me on this device" })).toBeVisible();
  await page.goto("/orders");
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(1);
  await forget(page);
  await page.getByRole("button", { name: "Forget it all the same" }).click();
  await expect(forgotten(page)).toBeVisible();
  await expectNoViolations(page, "a forgotten device");
  gate.set({ kind: "none" });
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expectNobody(page);
  expect(await orderCount(shop)).toBe(before);
});

test("The button is still until the scripts are here that would forget", async ({ page, gate }) => {
  const held = gate.hold(isScript);
  await page.goto("/forget", { waitUntil: "commit" });
  const button = page.getByRole("button", { name: "Forget me on this device" });
  await expect(button).toBeDisabled();
  held.release();
  await button.click();
  await expect(forgotten(page)).toBeVisible();
});
