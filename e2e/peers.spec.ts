import type { Browser, BrowserContext, Page } from "@playwright/test";
import { addToCart, GOODS, open } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const mugs = (page: Page) => page.getByRole("textbox", { name: /^Quantity of Road-end mug/ });
const oneMore = (page: Page) => page.getByRole("button", { name: /^One more Road-end mug/ });

async function trialShare(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open("holdfast");
      asked.onsuccess = () => resolve(asked.result);
    });
    const get = (store: string, key: string) =>
      new Promise<any>((resolve) => {
        const asked = db.transaction(store).objectStore(store).get(key);
        asked.onsuccess = () => resolve(asked.result);
      });
    const { cartId } = await get("meta", "cart");
    const answer = await fetch(`/api/carts/${cartId}/invitation`, { method: "POST", body: "{}", headers: { "Content-Type": "application/json", "X-API-Version": "1" } });
    const { secret, sharing } = await answer.json();
    db.transaction("meta", "readwrite").objectStore("meta").put({ name: "share", sharing, kept: null, told: null });
    return secret;
  });
}
async function trialJoin(page: Page, secret: string | null): Promise<void> {
  console.log(await page.evaluate(async (secret) => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open("holdfast");
      asked.onsuccess = () => resolve(asked.result);
    });
    const get = (store: string, key: string) =>
      new Promise<any>((resolve) => {
        const asked = db.transaction(store).objectStore(store).get(key);
        asked.onsuccess = () => resolve(asked.result);
      });
    let sharing: any;
    if (secret) {
      const answer = await fetch(`/api/carts/join`, { method: "POST", body: JSON.stringify({ secret }), headers: { "Content-Type": "application/json" } });
      sharing = await answer.json();
    } else {
      const { cartId } = await get("meta", "cart");
      sharing = await (await fetch(`/api/carts/${cartId}/members`)).json();
    }
    const store = db.transaction("meta", "readwrite").objectStore("meta");
    store.put({ name: "share", sharing, kept: null, told: null });
    if (secret) {
      store.put({ name: "cart", cartId: sharing.cartId, startedAt: 1, replaced: 1 });
      store.delete("cart-vector");
      store.delete("cart-counters");
    }
    await new Promise((resolve) => { store.transaction.oncomplete = resolve; });
    return JSON.stringify(sharing);
  }, secret));
}

test.describe("Devices of one cart", () => {
  test("agree while the shop is away, and with the shop once it is back", async ({ page: phone, browser, baseURL, gate }) => {
    phone.on("console", (m) => console.log("phone", m.text()));
    await addToCart(phone, GOODS.mug);
    await open(phone, "/cart");
    await expect(phone.getByText("Saved on this device and with us.")).toBeVisible();
    const secret = await trialShare(phone);
    const context = await browser.newContext({ baseURL });
    const laptop = await context.newPage();
    laptop.on("console", (m) => console.log("laptop", m.text()));
    await open(laptop, "/cart");
    await trialJoin(laptop, secret);
    await trialJoin(phone, null);
    await addToCart(laptop, GOODS.mug);
    await open(laptop, "/cart");
    await expect(mugs(laptop)).toHaveValue("2");
    await phone.reload();
    for (const page of [phone, laptop]) await expect(page.locator("html")).toHaveAttribute("data-peers", "1");
    console.log(await laptop.evaluate(() => performance.getEntriesByType("resource").map((r: any) => `${r.name} ${r.encodedBodySize} ${r.decodedBodySize}`).filter((x) => x.includes(".js")).join("\n")));
    gate.set({ kind: "down" });
    await oneMore(phone).click();
    await expect(mugs(laptop)).toHaveValue("2");
    console.log("crossed");
    await oneMore(laptop).click();
    await expect(mugs(phone)).toHaveValue("4");
    gate.set({ kind: "none" });
  });
});
