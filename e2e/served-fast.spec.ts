import type { Page } from "@playwright/test";
import type { Gate } from "./lib/gate.ts";
import { open } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

// The worker would answer for the router; here it is the router that is looked at.
test.use({ serviceWorkers: "block" });

const isPayload = ({ path }: { path: string }) => path.includes("_rsc=");
const asked = (gate: Gate, slug: string) =>
  gate.seen.filter((request) => isPayload(request) && request.path.startsWith(`/product/${slug}`)).length;
const tiles = (page: Page) => page.getByRole("main").getByRole("article").getByRole("link");
const settled = (page: Page) => page.waitForLoadState("networkidle");

test.describe("Pages change quickly", () => {
  test("a link loads its page when the shopper shows intent, not before, and changes it softly", async ({
    page,
    gate,
  }) => {
    await open(page, "/category/kitchen");
    await settled(page);
    expect(gate.seen.filter(isPayload)).toEqual([]);
    const mug = tiles(page).filter({ hasText: "Road-end mug" });
    await mug.hover();
    await expect.poll(() => asked(gate, "road-end-mug")).toBeGreaterThan(0);
    await settled(page);
    const before = gate.seen.length;
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await mug.click();
    await expect(page.getByRole("heading", { level: 1, name: "Road-end mug" })).toBeVisible();
    expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
    expect(gate.seen.slice(before).filter(({ path }) => path === "/product/road-end-mug")).toEqual([]);
  });

  test("never more than three are loaded ahead at once", async ({ page, gate }) => {
    await open(page, "/category/kitchen");
    const held = gate.hold(isPayload);
    for (let index = 0; index < 6; index += 1) await tiles(page).nth(index).focus();
    await expect.poll(() => gate.seen.filter(isPayload).length).toBe(3);
    held.release();
    const pages = () => new Set(gate.seen.filter(isPayload).map(({ path }) => path.split("?")[0])).size;
    await settled(page);
    expect(pages()).toBe(3);
    await tiles(page).nth(6).focus();
    await expect.poll(pages).toBe(4);
  });

  test("nothing is loaded ahead for those who save data", async ({ page, gate }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "connection", { value: { saveData: true } });
    });
    await open(page, "/category/kitchen");
    for (let index = 0; index < 3; index += 1) await tiles(page).nth(index).hover();
    await settled(page);
    expect(gate.seen.filter(isPayload)).toEqual([]);
    await tiles(page).first().click();
    await expect(page).toHaveURL(/\/product\//);
  });

  test("a soft change is shown as a transition, and Back brings the place on the page back", async ({ page }) => {
    await open(page, "/category/kitchen");
    await page.evaluate(() => {
      const start = document.startViewTransition.bind(document);
      Object.assign(window, { transitions: 0 });
      document.startViewTransition = (...parameters) => {
        (window as unknown as { transitions: number }).transitions += 1;
        return start(...parameters);
      };
    });
    const last = tiles(page).last();
    await last.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => window.scrollY);
    await last.click();
    await expect(page).toHaveURL(/\/product\//);
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { transitions: number }).transitions))
      .toBeGreaterThan(0);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
    await page.goBack();
    await expect(page).toHaveURL(/\/category\/kitchen$/);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(place);
  });
});
