import type { Page } from "@playwright/test";
import { countOnDevice } from "./lib/device-database.ts";
import { expectNoViolations } from "./lib/everybody.ts";
import { isScript } from "./lib/gate.ts";
import { watchShiftsFromFirstPaint } from "./lib/layout-shifts.ts";
import { openShop } from "./lib/shop.ts";
import { GOODS, open, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const COATS = "/category/outerwear";

const count = (page: Page) => page.getByRole("status").filter({ hasText: /\d things?$/ });
const goods = (page: Page) => page.getByRole("main").getByRole("article");
const option = (page: Page, name: RegExp) => page.getByRole("checkbox", { name });
const field = (page: Page) => page.getByRole("banner").getByLabel("Search the shop");

async function narrow(page: Page): Promise<void> {
  await page.getByText("Narrow down").click();
}

/** The number that stands behind a value of a facet. */
async function promised(page: Page, name: RegExp): Promise<number> {
  const label = page
    .getByRole("main")
    .locator("label")
    .filter({ has: option(page, name) });
  return Number(/\((\d+)\)/.exec((await label.textContent()) ?? "")?.[1]);
}

/** Puts the catalogue and the pages of the shop on the device, as a page does that stays open for a while. */
async function warmed(page: Page): Promise<void> {
  await workerInControl(page);
  const kept = async () => {
    const state = await page.evaluate(async () => (await fetch("/__sw/state?format=json")).json());
    const pages = Object.entries<number>(state.caches).find(([name]) => name.includes("|pages|"));
    return pages?.[1] ?? 0;
  };
  await expect.poll(kept, { intervals: [1_000] }).toBeGreaterThan(95);
}

test.describe("Finding one's way on a shelf", () => {
  test("each choice shows what its number promised, stands in the address, and Back undoes it", async ({ page }) => {
    await open(page, COATS);
    await narrow(page);
    const red = await promised(page, /Buoy red/);
    await option(page, /Buoy red/).check();
    await expect(page).toHaveURL(/\?colour=red$/);
    await expect(goods(page)).toHaveCount(red);
    await expect(count(page)).toHaveText(new RegExp(`^${red} of \\d+ things$`));

    const medium = await promised(page, /^M /);
    await option(page, /^M /).check();
    await expect(page).toHaveURL(/\?colour=red&size=M$/);
    await expect(goods(page)).toHaveCount(medium);

    await page.goBack();
    await expect(page).toHaveURL(/\?colour=red$/);
    await expect(goods(page)).toHaveCount(red);
    await expect(option(page, /^M /)).not.toBeChecked();
    await expect(option(page, /Buoy red/)).toBeChecked();
    await page.goForward();
    await expect(option(page, /^M /)).toBeChecked();
    await page.reload();
    await expect(goods(page)).toHaveCount(medium);
  });

  test("choices go one by one or all at once, and two of one kind widen the shelf", async ({ page }) => {
    await open(page, COATS);
    const all = await goods(page).count();
    await narrow(page);
    const red = await promised(page, /Buoy red/);
    await option(page, /Buoy red/).check();
    await expect(page).toHaveURL(/colour=red$/);
    await expect(goods(page)).toHaveCount(red);
    await option(page, /Kelp/).check();
    await expect(page).toHaveURL(/colour=kelp&colour=red$/);
    await expect.poll(() => goods(page).count()).toBeGreaterThan(red);
    await page.getByRole("link", { name: "Remove Kelp" }).click();
    await expect(page).toHaveURL(/\?colour=red$/);
    await expect(option(page, /Kelp/)).not.toBeChecked();
    await page.getByRole("link", { name: "Clear all" }).click();
    await expect(page).toHaveURL(new RegExp(`${COATS}$`));
    await expect(goods(page)).toHaveCount(all);
  });

  test("what was ticked before the scripts had come is shown once they have", async ({ page, gate }) => {
    const held = gate.hold(isScript);
    await page.goto(COATS, { waitUntil: "commit" });
    await narrow(page);
    const red = await promised(page, /Buoy red/);
    await option(page, /Buoy red/).check();
    held.release();
    await expect(page).toHaveURL(/\?colour=red$/);
    await expect(goods(page)).toHaveCount(red);
    await expect(option(page, /Buoy red/)).toBeChecked();
  });

  test("what contradicts itself says so and leads back", async ({ page }) => {
    await open(page, `${COATS}?price=5&size=44–47`);
    await expect(page.getByText("Nothing on this shelf is all of that at once.")).toBeVisible();
    await expectNoViolations(page, "shelf, contradiction");
    await page.getByRole("link", { name: "Clear all" }).click();
    await expect(goods(page).first()).toBeVisible();
  });

  test("the shelf can be sorted by price and name, and Back returns to the order before", async ({ page }) => {
    await open(page, COATS);
    const sort = page.getByRole("combobox", { name: "Sort" });
    const names = () => goods(page).getByRole("heading").allTextContents();
    const shelved = await names();
    await sort.selectOption("Name");
    await expect.poll(names).toEqual(shelved.toSorted((one, other) => (one < other ? -1 : 1)));
    await sort.selectOption("Price, low to high");
    await expect(page).toHaveURL(/sort=price-up/);
    const amounts = async () =>
      (await goods(page).locator("[data-in=EUR]").allTextContents()).map((text) => Number(text.replace(/[^\d.]/g, "")));
    await expect
      .poll(async () => (await amounts()).join() === (await amounts()).toSorted((a, b) => a - b).join())
      .toBe(true);
    await page.goBack();
    await expect(sort).toHaveValue("name");
    await page.goBack();
    await expect(sort).toHaveValue("shelf");
    await expect.poll(names).toEqual(shelved);
  });

  test("price bands speak the currency that the shopper reads", async ({ page }) => {
    await open(page, COATS);
    await page.getByRole("banner").getByLabel("Currency").selectOption("JPY");
    await narrow(page);
    await option(page, /€25 to €50/).check();
    await expect(page).toHaveURL(/price=2&currency=JPY/);
    await expect(option(page, /¥4,000 to ¥8,000/)).toBeChecked();
  });

  test("it works without scripts, as a form and links", async ({ browser, baseURL }) => {
    const page = await browser.newPage({ javaScriptEnabled: false, baseURL: baseURL ?? "" });
    await page.goto(COATS);
    await narrow(page);
    await option(page, /Buoy red/).check();
    await page.getByRole("combobox", { name: "Sort" }).selectOption("Name");
    await page.getByRole("main").getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/colour=red&sort=name/);
    await page.getByRole("link", { name: "Remove Buoy red" }).click();
    await expect(page).toHaveURL(/\?sort=name$/);
    await page.close();
  });

  test("axe finds nothing among the facets, chosen or not", async ({ page }) => {
    await open(page, COATS);
    await narrow(page);
    await expectNoViolations(page, "shelf, facets open");
    await option(page, /Buoy red/).check();
    await expect(page).toHaveURL(/colour=red/);
    await expectNoViolations(page, "shelf, a colour chosen");
  });
});

test("A long shelf goes on page by page, each thing once, and Back returns to the place one left", async ({ page }) => {
  const shop = await openShop({ env: { SEED_PROFILE: "large", SEED_PRODUCTS: "600" } });
  try {
    const address = `${shop.origin}${COATS}?price=3&price=4&sort=price-up`;
    await page.goto(address);
    const [, found] = /^(\d+) of/.exec((await count(page).textContent()) ?? "") ?? [];
    const seen: string[] = [];
    for (;;) {
      seen.push(
        ...(await goods(page)
          .getByRole("link")
          .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))),
      );
      const next = page.getByRole("link", { name: "Next page" });
      if ((await next.count()) === 0) break;
      const before = page.url();
      await next.click();
      await page.waitForURL((url) => url.href !== before);
      await expect(goods(page).first().getByRole("link")).not.toHaveAttribute("href", seen.at(-24) ?? "");
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(Number(found));

    await open(page, address);
    const first = await goods(page).first().getByRole("link").getAttribute("href");
    await page.getByRole("link", { name: "Next page" }).click();
    await page.waitForURL(/after=/);
    // The address is there before the shelf: a place measured on the page before would not be the one that is left.
    await expect(goods(page).first().getByRole("link")).not.toHaveAttribute("href", first ?? "");
    const left = goods(page).nth(14);
    await left.scrollIntoViewIfNeeded();
    // A click may scroll by itself, so the place is the one at which it lands.
    await page.evaluate(() =>
      addEventListener("click", () => sessionStorage.setItem("place-left", `${window.scrollY}`), { capture: true }),
    );
    await left.getByRole("link").click();
    await page.waitForURL(/\/product\//);
    const place = await page.evaluate(() => Number(sessionStorage.getItem("place-left")));
    expect(place).toBeGreaterThan(300);
    await expect(
      page.getByRole("button", { name: "Add to cart" }).or(page.getByRole("button", { name: "Sold out" })),
    ).toBeVisible();
    await page.goBack();
    await expect(left).toBeInViewport();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(place - 40);
  } finally {
    await shop.stop();
  }
});

test.describe("Search", () => {
  test("suggests while one types, and is walked through by keyboard alone", async ({ page }) => {
    await open(page, "/");
    await field(page).focus();
    const combobox = page.getByRole("banner").getByRole("combobox", { name: "Search the shop" });
    await expect(combobox).toHaveAttribute("aria-expanded", "false");
    await combobox.pressSequentially("ketle");
    const options = page.getByRole("listbox").getByRole("option");
    await expect(options.first()).toContainText(/kettle/i);
    await expect(options.first()).toContainText("€");
    await expect(combobox).toHaveAttribute("aria-expanded", "true");
    await expect(
      page
        .getByRole("banner")
        .getByRole("status")
        .filter({ hasText: /suggestion/ }),
    ).toBeAttached();
    await expectNoViolations(page, "suggestions open");

    await page.keyboard.press("ArrowDown");
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    await expect(combobox).toHaveAttribute("aria-activedescendant", (await options.first().getAttribute("id")) ?? "-");
    await page.keyboard.press("ArrowUp");
    await expect(combobox).not.toHaveAttribute("aria-activedescendant");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("listbox")).toBeHidden();
    await expect(combobox).toHaveValue("ketle");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/product\/.*kettle/);
  });

  test("suggests also for what was typed before the scripts had come", async ({ page, gate }) => {
    const held = gate.hold(isScript);
    await page.goto("/", { waitUntil: "commit" });
    await field(page).fill("ketle");
    held.release();
    await expect(page.getByRole("listbox").getByRole("option").first()).toContainText(/kettle/i);
    await expect(field(page)).toHaveValue("ketle");
  });

  test("suggests in the currency that the shopper chose", async ({ page }) => {
    await open(page, "/");
    const currency = page.getByRole("banner").getByRole("combobox", { name: "Currency" });
    await currency.selectOption("JPY");
    await field(page).focus();
    const combobox = page.getByRole("banner").getByRole("combobox", { name: "Search the shop" });
    await combobox.pressSequentially("kettle");
    const first = page.getByRole("listbox").getByRole("option").first();
    await expect(first.getByText(/^¥[\d,]+$/)).toBeVisible();
    await expect(first.getByText(/^€/)).toBeHidden();
  });

  test("Enter without a suggestion searches for the words", async ({ page }) => {
    await open(page, "/");
    await field(page).fill("mug");
    await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
    await field(page).press("Enter");
    await expect(page).toHaveURL(/\/search\?q=mug/);
    await expect(
      page
        .getByRole("main")
        .getByRole("link", { name: /Road-end mug/ })
        .first(),
    ).toBeVisible();
  });

  test("no page carries the index before it is wanted", async ({ page, gate }) => {
    // Its scripts come late (served-fast): a quiet network before that proves nothing.
    await open(page, COATS);
    await page.waitForLoadState("networkidle");
    const before = gate.seen.filter(({ path }) => path === "/api/catalogue");
    expect(before).toEqual([]);
    const scripts = new Set(gate.seen.filter(isScript).map(({ path }) => path));
    const bodies = await Promise.all(
      [
        ...(await page.locator("script[src]").evaluateAll((all) => all.map((one) => one.getAttribute("src") ?? ""))),
      ].map(async (path) => (await page.request.get(path)).text()),
    );
    expect(scripts.size).toBeGreaterThan(0);
    expect(bodies.some((text) => text.includes("MiniSearch"))).toBe(false);
  });

  test("a shop too large for a device is searched over the network", async ({ page, gate }) => {
    const body = JSON.stringify({
      priceVersion: 1,
      complete: false,
      currencies: [],
      categories: [],
      collections: [],
      colours: [],
      products: [],
    });
    const answered = gate.next(
      ({ path }) => path === "/api/catalogue",
      { kind: "status", status: 200, body, type: "application/json" },
      9,
    );
    await open(page, "/");
    await field(page).fill("oilskn");
    await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("Skerry oilskin");
    expect(gate.seen.some(({ path }) => path === "/api/search?q=oilskn")).toBe(true);
    void answered;
  });
});

test.describe("Offline", () => {
  test("search works, says how old its prices are, and leads to things never looked at", async ({ page, context }) => {
    await open(page, "/about");
    await warmed(page);
    await context.setOffline(true);
    await page.goto("/search?q=oilskn");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("oilskn");
    const hit = page.getByRole("main").getByRole("link", { name: /Skerry oilskin/ });
    await expect(hit).toBeVisible();
    await expect(page.getByText(/^Prices as we knew them (a moment|\d+ minutes?) ago\.$/)).toBeVisible();
    await expectNoViolations(page, "search, offline");
    await hit.click();
    await expect(page.getByRole("heading", { level: 1, name: "Skerry oilskin" })).toBeVisible();

    await field(page).fill("lantrn");
    await expect(page.getByRole("listbox").getByRole("option").first()).toContainText(/lantern/i);
    await expect(page.getByRole("banner").getByText(/^Prices as we knew them/)).toBeVisible();
    await field(page).press("ArrowDown");
    await field(page).press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: /lantern/i })).toBeVisible();
    await page.goto("/category/camp");
    await expect(page.getByRole("heading", { level: 1, name: "Camp & shore" })).toBeVisible();
  });

  test("a device that has not learned the shop yet says so instead of finding nothing", async ({ page, context }) => {
    await open(page, "/");
    await workerInControl(page);
    await context.setOffline(true);
    await page.goto("/search?q=mug");
    await expect(page.getByText(/has to wait for a signal/)).toBeVisible();
  });
});

test.describe("What one looked at", () => {
  test("is shown again on this device, moves nothing that is being read, and is forgotten on request", async ({
    page,
    gate,
  }) => {
    const shifts = await watchShiftsFromFirstPaint(page);
    await open(page, GOODS.mug);
    await expect.poll(() => countOnDevice(page, "viewed")).toBe(1);
    await open(page, GOODS.jacket);
    const looked = page.getByRole("region", { name: "You looked at" });
    await expect(looked.getByRole("link", { name: "Road-end mug" })).toBeVisible();
    await expect(looked.getByRole("link", { name: /Skerry/ })).toHaveCount(0);
    expect(await shifts()).toEqual([]);
    await expect.poll(() => countOnDevice(page, "viewed")).toBe(2);

    await open(page, "/");
    await expect(looked.getByRole("link")).toHaveText([/Skerry oilskin/, "Road-end mug"]);
    expect(await shifts()).toEqual([]);
    await expectNoViolations(page, "home, looked at");
    await open(page, "/cart");
    await expect(looked).toBeVisible();
    expect(await shifts()).toEqual([]);
    await looked.getByRole("button", { name: "Forget these" }).click();
    await expect(looked).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Nothing in it yet." })).toBeVisible();
    await expect(looked).toHaveCount(0);
    expect(gate.seen.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});
