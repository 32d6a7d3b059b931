import type { Browser, Page } from "@playwright/test";
import type { Gate } from "./lib/gate.ts";
import { expectSaved, mugs, oneMoreMug } from "./lib/mugs.ts";
import { launchPeerBrowser } from "./lib/peer-browser.ts";
import { join, makeLink } from "./lib/sharing.ts";
import { addToCart, GOODS } from "./lib/shopper.ts";
import { expect, test as shopTest } from "./lib/test.ts";
import { withoutPeers } from "./lib/without-peers.ts";

/** Two people's devices, in one browser that lets pages meet. */
const test = shopTest.extend<{ phone: Page; laptop: Page }, { peering: Browser }>({
  peering: [
    async ({ playwright, launchOptions }, use) => {
      const browser = await launchPeerBrowser(playwright, launchOptions);
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  phone: async ({ peering, baseURL }, use) => use(await deviceIn(peering, baseURL)),
  laptop: async ({ peering, baseURL }, use) => use(await deviceIn(peering, baseURL)),
});
test.afterEach(({ phone, laptop }) => Promise.all([phone, laptop].map((page) => page.context().close())));

async function deviceIn(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  return context.newPage();
}

const meetings = ({ seen }: Gate) => seen.filter(({ path }) => /^\/api\/carts\/[^/]+\/signal\?/.test(path));

/** One cart with a mug in it, shown on both devices. */
async function shareCart(phone: Page, laptop: Page): Promise<void> {
  await addToCart(phone, GOODS.mug);
  const link = await makeLink(phone);
  await join(laptop, link);
  await expect(mugs(laptop)).toHaveValue("1");
  await phone.reload();
  await expectSaved(phone);
}

/** How many mugs the shop has in the cart. */
function inShop(page: Page, cartId: string): Promise<number[]> {
  return page.evaluate(async (id) => {
    const answer = await fetch(`/api/carts/${id}/sync`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ stateVector: null, updates: [], epoch: 0 }),
    });
    const { lines } = (await answer.json()) as { lines: { quantity: number }[] };
    return lines.map(({ quantity }) => quantity);
  }, cartId);
}

test.describe("Devices of one cart", () => {
  test("tell each other what they change while the shop is away, and the shop has all of it once when it is back", async ({
    phone,
    laptop,
    gate,
  }) => {
    await shareCart(phone, laptop);
    for (const page of [phone, laptop]) await expect(page.locator("html")).toHaveAttribute("data-peers", "1");

    gate.set({ kind: "down" });
    await oneMoreMug(phone);
    await expect(mugs(laptop)).toHaveValue("2");
    await oneMoreMug(laptop);
    await expect(mugs(phone)).toHaveValue("3");
    for (const page of [phone, laptop]) await expect(page.getByText("Saved on this device and with us.")).toBeHidden();

    gate.set({ kind: "none" });
    for (const page of [phone, laptop]) {
      await expectSaved(page);
      await expect(mugs(page)).toHaveValue("3");
    }
    const [, cartId = ""] = /carts\/([^/]+)/.exec(meetings(gate)[0]?.path ?? "") ?? [];
    expect(await inShop(phone, cartId)).toEqual([3]);
  });

  test("agree through the shop where a browser cannot connect them", async ({ phone, laptop, gate }) => {
    for (const page of [phone, laptop]) await withoutPeers(page.context());
    await shareCart(phone, laptop);
    await oneMoreMug(phone);
    await expect(mugs(laptop)).toHaveValue("2");
    await oneMoreMug(laptop);
    await expect(mugs(phone)).toHaveValue("3");
    for (const page of [phone, laptop]) {
      await expectSaved(page);
      await expect(page.locator("html")).not.toHaveAttribute("data-peers");
    }
    expect(meetings(gate)).toEqual([]);
  });
});
