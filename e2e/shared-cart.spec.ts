import type { Browser, Page } from "@playwright/test";
import { addToCart, GOODS, open, placeOrder, reachReview, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const mugs = (page: Page) => page.getByRole("textbox", { name: /^Quantity of Road-end mug/ });
const members = (page: Page) => page.getByRole("list", { name: "Who shares this cart" }).getByRole("listitem");

/** The owner's link, from the cart page. */
async function makeLink(page: Page): Promise<string> {
  await open(page, "/cart");
  await page.getByRole("button", { name: "Share this cart" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  return page.getByRole("textbox", { name: "Link to this cart" }).inputValue();
}

/** Another device, with a cookie and a database of its own. */
async function otherDevice(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  return context.newPage();
}

async function join(page: Page, link: string): Promise<void> {
  await open(page, link);
  await page.getByRole("button", { name: "Join the cart" }).click();
  await page.waitForURL(/\/cart$/);
  await expect(members(page).filter({ hasText: "this device" })).toBeVisible();
}

test.describe("A shared cart", () => {
  test("is filled by a family on three devices, two of them without a signal, and ends as everybody meant", async ({
    page: mother,
    browser,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    await addToCart(mother, GOODS.mug);
    const link = await makeLink(mother);
    const [father, daughter] = [await otherDevice(browser, baseURL), await otherDevice(browser, baseURL)];

    await test.step("they join by the link, whose secret no server is sent", async () => {
      const asked: string[] = [];
      father.context().on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
      await addToCart(father, GOODS.jacket);
      await open(father, link);
      await expect(father.getByRole("radio", { name: /^Put one thing into the shared cart/ })).toBeChecked();
      expect(father.url()).toMatch(/\/join$/);
      await father.getByRole("button", { name: "Join the cart" }).click();
      await father.waitForURL(/\/cart$/);
      await expect(mugs(father)).toHaveValue("1");
      await join(daughter, link);
      const secret = link.split("#")[1] ?? "no secret";
      expect(secret).toHaveLength(43);
      expect(asked.filter((request) => request.includes(secret))).toEqual([]);
      await expect(father.getByText("Skerry oilskin")).toBeVisible();
    });

    await test.step("two change it without a signal, one with", async () => {
      for (const page of [father, daughter]) {
        await workerInControl(page);
        await page.context().setOffline(true);
        await page.getByRole("button", { name: /^One more Road-end mug/ }).click();
        await expect(mugs(page)).toHaveValue("2");
      }
      await daughter.getByRole("button", { name: /^Remove Skerry oilskin/ }).click();
      await mother.getByRole("button", { name: /^One more Road-end mug/ }).click();
      await expect(mugs(mother)).toHaveValue("2");
    });

    await test.step("once all have a signal again they see the same", async () => {
      for (const page of [father, daughter]) await page.context().setOffline(false);
      for (const page of [mother, father, daughter]) {
        await expect(async () => {
          await page.reload();
          await expect(mugs(page)).toHaveValue("4", { timeout: 3_000 });
          await expect(page.getByText("Skerry oilskin")).toBeHidden();
        }).toPass();
      }
      await expect(members(mother)).toHaveCount(3);
    });

    await test.step("one who is taken out keeps a copy, is told so, and the link is off", async () => {
      const name = await members(daughter).filter({ hasText: "this device" }).innerText();
      const label = name.replace(/\s*this device.*$/s, "");
      await mother.getByRole("button", { name: `Take out ${label}` }).click();
      await mother.getByRole("button", { name: `Take out ${label}` }).click();
      await expect(members(mother)).toHaveCount(2);
      await daughter.reload();
      await expect(
        daughter.getByRole("heading", { name: "This cart is no longer shared with this device" }),
      ).toBeVisible();
      await daughter.getByRole("button", { name: /^One more Road-end mug/ }).click();
      await expect(mugs(daughter)).toHaveValue("5");
      await expect(daughter.getByText("Saved on this device and with us.")).toBeVisible();
      await mother.reload();
      await expect(mugs(mother)).toHaveValue("4");
      await open(daughter, link);
      await daughter.getByRole("button", { name: "Join the cart" }).click();
      await expect(daughter.getByText(/^This link no longer lets anybody in/)).toBeVisible();
    });
    await Promise.all([father, daughter].map((page) => page.context().close()));
  });

  test("says to the others that one of them has ordered from it", async ({ page: owner, browser, baseURL }) => {
    await addToCart(owner, GOODS.mug);
    const link = await makeLink(owner);
    const friend = await otherDevice(browser, baseURL);
    await join(friend, link);
    await expect(mugs(friend)).toHaveValue("1");
    await reachReview(friend, "Pay on delivery");
    await placeOrder(friend);
    await expect(friend.getByRole("heading", { level: 1, name: "Placed. Thank you." })).toBeVisible();
    await owner.reload();
    await expect(
      owner.getByText(/ ordered from this cart a moment ago\. What was ordered is no longer in it\.$/),
    ).toBeVisible();
    await expect(owner.getByText("Nothing in it yet.")).toBeVisible();
    await owner.getByRole("button", { name: "All right" }).click();
    await owner.reload();
    await expect(members(owner)).toHaveCount(2);
    await expect(owner.getByText(/ordered from this cart/)).toBeHidden();
    await friend.context().close();
  });
});
