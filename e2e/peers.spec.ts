import type { Browser, Page } from "@playwright/test";
import { countLoads } from "./lib/count-loads.ts";
import type { Gate, Seen } from "./lib/gate.ts";
import { expectSaved, mugs, oneMoreMug } from "./lib/mugs.ts";
import { launchPeerBrowser, overhear, rememberConnections, serversAsked } from "./lib/peer-browser.ts";
import { requireRelease } from "./lib/releases.ts";
import { join, makeLink, members } from "./lib/sharing.ts";
import { addToCart, cartLink, GOODS } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { withoutPeers } from "./lib/without-peers.ts";

/** Two people's devices, in one browser that lets pages meet. */
const test = testWithShop().extend<{ phone: Page; laptop: Page }, { peering: Browser }>({
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
  await rememberConnections(context);
  return context.newPage();
}

/** Two devices' pages that tell each other what they change. */
async function expectConnected(...pages: Page[]): Promise<void> {
  for (const page of pages) await expect(page.locator("html")).toHaveAttribute("data-peers", "1");
}

/** Whoever comes back to the stream says what it heard last. */
const isFollowing = ({ path, headers }: Seen) =>
  /^\/api\/carts\/[^/]+\/live\?/.test(path) && headers["last-event-id"] !== undefined;

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

/** What devices say to each other begins with the name of the cipher, and no frame has anything of it in the clear. */
function expectEncrypted(frames: readonly string[]): void {
  const published = frames.map((frame) => JSON.parse(frame)).filter(({ type }) => type === "publish");
  expect(published).not.toEqual([]);
  for (const { data } of published) {
    expect(data).toEqual(expect.any(String));
    expect(Buffer.from(data, "base64").toString("latin1", 1)).toMatch(/^AES-GCM/);
  }
  expect(frames.filter((frame) => /fingerprint|candidate|v=0|"signal"/i.test(frame))).toEqual([]);
}

/** How many mugs the shop has in the cart. */
async function inShop(page: Page, gate: Gate): Promise<number[]> {
  const [, cartId = ""] = /carts\/([^/]+)/.exec(meetings(gate)[0]?.path ?? "") ?? [];
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
    const overheard = [overhear(phone), overhear(laptop)];
    await shareCart(phone, laptop);
    await expectConnected(phone, laptop);

    gate.set({ kind: "down" });
    await oneMoreMug(phone);
    await expect(mugs(laptop)).toHaveValue("2");
    await oneMoreMug(laptop);
    await expect(mugs(phone)).toHaveValue("3");
    for (const page of [phone, laptop]) await expect(page.getByText("Saved on this device and with us.")).toBeHidden();

    gate.set({ kind: "none" });
    // Each has its own backoff, longer the longer the shop was away.
    for (const page of [phone, laptop]) {
      await expectSaved(page);
      await expect(mugs(page)).toHaveValue("3");
      await expect(cartLink(page, 3)).toBeVisible();
    }
    expect(await inShop(phone, gate)).toEqual([3]);

    await test.step("the shop could read nothing of how they met, and nobody else was asked", async () => {
      for (const { sent, received } of overheard) for (const frames of [sent, received]) expectEncrypted(frames);
      for (const page of [phone, laptop]) {
        const servers = await serversAsked(page);
        expect(servers).not.toEqual([]);
        expect(servers.flat()).toEqual([]);
      }
    });
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

  test("go on without a reload when the shop changes its release: each has what the other did, and so has the shop", async ({
    phone,
    laptop,
    gate,
    shop,
  }) => {
    await shareCart(phone, laptop);
    const both = [phone, laptop];
    const expectLooking = (page: Page) => expect(members(page).filter({ hasText: "looking now" })).toHaveCount(1);
    for (const page of both) await expectLooking(page);
    await expectConnected(...both);
    const loads = both.map(countLoads);
    // What they have open now ends with the host of the older release.
    const overheard = both.map(overhear);
    const seen = gate.seen.length;

    const switched = shop.switchTo(requireRelease("b"));
    await oneMoreMug(phone);
    await switched;
    await Promise.all(both.map(oneMoreMug));
    for (const page of both) await expect(mugs(page)).toHaveValue("4");
    const followers = () => gate.seen.slice(seen).filter(isFollowing);
    await expect.poll(() => new Set(followers().map(({ headers }) => headers.cookie)).size).toBe(2);
    for (const { received } of overheard) await expect.poll(() => received.join(" ")).toContain('"vouched"');

    await oneMoreMug(laptop);
    for (const page of both) {
      await expect(mugs(page)).toHaveValue("5");
      await expectSaved(page);
      await expectLooking(page);
    }
    await expectConnected(...both);
    expect(await inShop(phone, gate)).toEqual([5]);
    expect(await Promise.all(loads.map((count) => count()))).toEqual([0, 0]);
    expect((await fetch(`${shop.origin}/cart`)).headers.get("x-app-version")).toBe(requireRelease("b"));
  });
});
