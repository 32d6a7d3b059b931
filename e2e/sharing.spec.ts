import type { Browser, Page } from "@playwright/test";
import { loseDatabase } from "./lib/lose-database.ts";
import { expectSaved, mugs, oneMoreMug } from "./lib/mugs.ts";
import { readCode } from "./lib/read-code.ts";
import { join, makeLink, members, ownName } from "./lib/sharing.ts";
import { addToCart, GOODS, open, placeOrder, reachReview, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";
import { withoutPeers } from "./lib/without-peers.ts";

const LANTERN = "/product/storm-lantern";
const UNKNOWN_SECRET = "a".repeat(43);

const lanterns = (page: Page) => page.getByRole("textbox", { name: /^Quantity of Storm lantern/ });
const linkIsDead = (page: Page) => page.getByRole("status").filter({ hasText: /^This link no longer lets anybody in/ });

/** Another device, with a cookie and a database of its own. */
async function otherDevice(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  await withoutPeers(context);
  return context.newPage();
}

/** Opens the cart until what the others did has come to it. */
async function expectInCart(page: Page, look: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await open(page, "/cart");
    await look();
  }).toPass();
}

test.describe("A shared cart", () => {
  test.beforeEach(({ context }) => withoutPeers(context));

  test("is filled by a family on three devices, two of them without a signal, and ends as everybody meant", async ({
    page: mother,
    browser,
    baseURL,
  }) => {
    await addToCart(mother, GOODS.mug);
    const link = await makeLink(mother);
    const [father, daughter] = [await otherDevice(browser, baseURL), await otherDevice(browser, baseURL)];

    await test.step("they join by the link, whose secret no server is sent and no cache keeps", async () => {
      const asked: string[] = [];
      father.context().on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
      await addToCart(father, LANTERN);
      await open(father, link);
      await expect(father.getByRole("radio", { name: /^Put one thing into the shared cart/ })).toBeChecked();
      expect(father.url()).toMatch(/\/join$/);
      await father.getByRole("button", { name: "Join the cart" }).click();
      await father.waitForURL(/\/cart$/);
      await expect(mugs(father)).toHaveValue("1");
      await expect(lanterns(father)).toHaveValue("1");
      await join(daughter, link);
      const secret = link.split("#")[1] ?? "no secret";
      expect(secret).toHaveLength(43);
      // The browser's own account of a navigation names the fragment, and nothing else may.
      expect(asked.filter((request) => request.includes(secret) && !request.startsWith(link))).toEqual([]);
      const kept = await father.evaluate(async () => {
        const names = await caches.keys();
        const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return keys.flat().map(({ url }) => url);
      });
      expect(kept.filter((url) => url.includes(secret))).toEqual([]);
    });

    await test.step("each sees by their names who else looks", async () => {
      const [fathers, daughters] = [await ownName(father), await ownName(daughter)];
      for (const name of [fathers, daughters]) {
        await expect(members(mother).filter({ hasText: name })).toContainText("looking now");
      }
      await daughter.goto("about:blank");
      await expect(members(father).filter({ hasText: daughters })).not.toContainText("looking now");
      await expect(members(father).filter({ hasText: "looking now" })).toHaveCount(1);
      await open(daughter, "/cart");
    });

    await test.step("two change it without a signal, one with", async () => {
      await expectInCart(daughter, () => expect(lanterns(daughter)).toHaveValue("1", { timeout: 10_000 }));
      for (const page of [father, daughter]) {
        await workerInControl(page);
        await page.context().setOffline(true);
        await oneMoreMug(page);
        await expect(mugs(page)).toHaveValue("2");
      }
      await daughter.getByRole("button", { name: /^Remove Storm lantern/ }).click();
      await oneMoreMug(mother);
      await expect(mugs(mother)).toHaveValue("2");
    });

    await test.step("once all have a signal again they see the same", async () => {
      for (const page of [father, daughter]) await page.context().setOffline(false);
      for (const page of [mother, father, daughter]) {
        await expectInCart(page, async () => {
          await expect(mugs(page)).toHaveValue("4", { timeout: 10_000 });
          await expect(lanterns(page)).toBeHidden();
        });
      }
      await expect(members(mother)).toHaveCount(3);
    });

    await test.step("one whose browser had deleted everything is still in it", async () => {
      await loseDatabase(daughter);
      await open(daughter, "/cart");
      await expect(members(daughter).filter({ hasText: "this device" })).toBeVisible();
      await expect(mugs(daughter)).toHaveValue("4");
    });
    await Promise.all([father, daughter].map((page) => page.context().close()));
  });

  test("is its owner's to end: the link is dead at once, and who is taken out keeps a copy and is told so", async ({
    page: owner,
    browser,
    baseURL,
  }) => {
    await addToCart(owner, GOODS.mug);
    const first = await makeLink(owner);
    await owner.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const copy = owner.getByRole("button", { name: "Copy the link" });
    await expect(copy).toBeFocused();
    await owner.keyboard.press("Enter");
    await expect(owner.getByText("The link is copied.")).toBeVisible();
    expect(await owner.evaluate(() => navigator.clipboard.readText())).toBe(first);
    for (const colorScheme of ["dark", "light"] as const) {
      await owner.emulateMedia({ colorScheme });
      expect(await readCode(owner.getByRole("img", { name: /QR code/ }))).toBe(first);
    }
    const friend = await otherDevice(browser, baseURL);
    await addToCart(friend, LANTERN);
    await open(friend, first);
    await owner.getByRole("button", { name: "Switch the link off" }).click();
    await expect(owner.getByText("The link is off. Who joined by it stays.")).toBeVisible();
    await expect(owner.getByRole("heading", { name: "Share this cart" })).toBeFocused();
    await friend.getByRole("button", { name: "Join the cart" }).click();
    await expect(linkIsDead(friend)).toBeVisible();

    await owner.getByRole("button", { name: "Make a link" }).click();
    const second = await owner.getByRole("textbox", { name: "Link to this cart" }).inputValue();
    await open(friend, second);
    await friend.getByRole("radio", { name: /^Keep mine aside/ }).check();
    await friend.getByRole("button", { name: "Join the cart" }).click();
    await friend.waitForURL(/\/cart$/);
    await expect(mugs(friend)).toHaveValue("1");
    await expect(lanterns(friend)).toBeHidden();
    const name = await ownName(friend);
    await expect(members(owner).filter({ hasText: name })).toContainText("looking now");
    await owner.getByRole("button", { name: `Take out ${name}` }).click();
    await owner.getByRole("button", { name: `Take out ${name}` }).click();
    await expect(owner.getByText(`${name} no longer shares this cart.`)).toBeVisible();
    await expect(members(owner)).toHaveCount(1);

    await expect(friend.getByRole("heading", { name: "This cart is no longer shared with this device" })).toBeVisible();
    await oneMoreMug(friend);
    await expect(mugs(friend)).toHaveValue("2");
    await expectSaved(friend);
    await owner.reload();
    await expect(members(owner)).toHaveCount(1);
    await expect(mugs(owner)).toHaveValue("1");
    await friend.getByRole("button", { name: "Back to the cart I had, with one thing" }).click();
    await expect(lanterns(friend)).toHaveValue("1");
    await expect(mugs(friend)).toBeHidden();
    await open(friend, second);
    await friend.getByRole("button", { name: "Join the cart" }).click();
    await expect(linkIsDead(friend)).toBeVisible();
    await friend.context().close();
  });

  test("shows a link in no tab once another tab of its owner has replaced it", async ({ page: owner, context }) => {
    await addToCart(owner, GOODS.mug);
    const first = await makeLink(owner);
    const link = (page: Page) => page.getByRole("textbox", { name: "Link to this cart" });
    const other = await context.newPage();
    await open(other, "/cart");
    await other.getByRole("button", { name: "Make a new link" }).click();
    await expect(link(other)).toBeVisible();
    expect(await link(other).inputValue()).not.toBe(first);
    await expect(link(owner)).toBeHidden();
    await expect(owner.getByRole("button", { name: "Make a new link" })).toBeVisible();
  });

  test("says to the others that one of them has ordered from it, and lets that one leave", async ({
    page: owner,
    browser,
    baseURL,
  }) => {
    await addToCart(owner, GOODS.mug);
    const link = await makeLink(owner);
    const friend = await otherDevice(browser, baseURL);
    await join(friend, link);
    await expect(mugs(friend)).toHaveValue("1");
    await reachReview(friend, "Pay on delivery");
    await placeOrder(friend);
    await expect(friend.getByRole("heading", { level: 1, name: "Placed. Thank you." })).toBeVisible();
    await expect(
      owner.getByText(/ ordered from this cart a moment ago\. What was ordered is no longer in it\.$/),
    ).toBeVisible();
    await expect(owner.getByText("Nothing in it yet.")).toBeVisible();
    await owner.getByRole("button", { name: "All right" }).click();
    await expect(owner.getByText(/ordered from this cart/)).toBeHidden();
    await owner.reload();
    await expect(members(owner)).toHaveCount(2);
    await expect(owner.getByText(/ordered from this cart/)).toBeHidden();

    await open(friend, "/cart");
    await friend.getByRole("button", { name: "Leave this cart" }).click();
    await expect(friend.getByText("You have left it. This is your own cart again.")).toBeVisible();
    await expect(friend.getByRole("heading", { name: "Share this cart" })).toBeFocused();
    await expect(members(owner)).toHaveCount(1);
    await friend.context().close();
  });

  test("opens to nobody by a link that is cut off, made up, or used where the shop cannot be reached", async ({
    page,
    gate,
  }) => {
    await addToCart(page, GOODS.mug);
    for (const fragment of ["", "#", "#short", `#${"<img src=x>".repeat(4)}`]) {
      await open(page, `/join${fragment}`);
      await page.reload();
      await expect(page.getByRole("heading", { level: 1, name: "This link is not whole" })).toBeVisible();
    }
    await open(page, `/join#${UNKNOWN_SECRET}`);
    gate.set({ kind: "down" });
    await page.getByRole("button", { name: "Join the cart" }).click();
    await expect(page.getByRole("status").filter({ hasText: /^The shop cannot be reached from here/ })).toBeVisible();
    gate.set({ kind: "none" });
    await page.getByRole("button", { name: "Join the cart" }).click();
    await expect(linkIsDead(page)).toBeVisible();
    await open(page, "/cart");
    await expect(mugs(page)).toHaveValue("1");
    await expect(page.getByRole("button", { name: "Share this cart" })).toBeVisible();
  });
});
