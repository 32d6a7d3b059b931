import type { Page } from "@playwright/test";
import type { Gate } from "./lib/gate.ts";
import { GOODS, open } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

// The worker would answer for the router; here it is the router that is looked at.
test.use({ serviceWorkers: "block" });

const isPayload = ({ path }: { path: string }) => path.includes("_rsc=");
const asked = (gate: Gate, slug: string) =>
  gate.seen.filter((request) => isPayload(request) && request.path.startsWith(`/product/${slug}`)).length;
const tiles = (page: Page) => page.getByRole("main").getByRole("article").getByRole("link");
/** Counts the transitions that this page draws from now on. */
async function countTransitions(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle(() => {
    const count = { transitions: 0 };
    const start = document.startViewTransition.bind(document);
    document.startViewTransition = (...parameters) => {
      count.transitions += 1;
      return start(...parameters);
    };
    return count;
  });
  return () => counter.evaluate(({ transitions }) => transitions);
}

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
    await tiles(page).evaluateAll((links) => {
      for (const link of links.slice(0, 6)) if (link instanceof HTMLElement) link.focus();
    });
    await expect.poll(() => gate.seen.filter(isPayload).length).toBe(3);
    held.release();
    const pages = () => new Set(gate.seen.filter(isPayload).map(({ path }) => path.split("?")[0])).size;
    const seventh = tiles(page).nth(6);
    // There is room once the browser has told of the answers: the shopper comes by again until then.
    await expect(async () => {
      await seventh.blur();
      await seventh.focus();
      expect(pages()).toBe(4);
    }).toPass();
    expect(asked(gate, (await seventh.getAttribute("href"))?.replace("/product/", "") ?? "")).toBeGreaterThan(0);
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

  test("scripts wait until the largest picture is painted, but not for ever", async ({ page, gate }) => {
    const scripts = () => gate.seen.filter(({ path }) => /\/_next\/static\/.*\.js/.test(path)).length;
    const pictures = () => gate.seen.filter(({ path }) => path.startsWith("/media/compose/home")).length;
    const held = gate.hold(({ path }) => path.startsWith("/media/compose/home"));
    await page.goto("/", { waitUntil: "commit" });
    await expect.poll(pictures).toBeGreaterThan(0);
    await expect.poll(scripts).toBeGreaterThan(0);
    // By the page's own clock: this machine may come to look later than the page waits.
    const begun = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .filter(({ name }) => name.endsWith(".js"))
          .map(({ startTime }) => startTime),
      );
    await expect.poll(begun).not.toEqual([]);
    await expect(page.getByRole("contentinfo")).toBeAttached();
    expect(Math.min(...(await begun()))).toBeGreaterThanOrEqual(3_000);
    held.release();
    await expect(page.locator("html")).toHaveAttribute("data-sw-state", /./);
  });

  test("what changes on a page is drawn at once: while a browser captures a transition it hears no tap", async ({
    page,
  }) => {
    await open(page, GOODS.jacket);
    const transitions = await countTransitions(page);
    await page.getByRole("radio", { name: "L", exact: true }).check({ force: true });
    await expect(page).toHaveURL(/variant=/);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByRole("status").filter({ hasText: /, L: in your cart/ })).toBeVisible();
    expect(await transitions()).toBe(0);
  });

  test("a soft change is shown as a transition, and Back brings the place on the page back", async ({ page }) => {
    await open(page, "/category/kitchen");
    await settled(page);
    const transitions = await countTransitions(page);
    const last = tiles(page).last();
    await last.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => window.scrollY);
    await last.click();
    await expect(page).toHaveURL(/\/product\//);
    await expect.poll(transitions).toBeGreaterThan(0);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
    await page.goBack();
    await expect(page).toHaveURL(/\/category\/kitchen$/);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(place);
  });

  for (const [reducedMotion, shown] of [
    ["no-preference", "fades for a moment"],
    ["reduce", "is there at once for those who ask for less motion"],
  ] as const) {
    test(`a page that changes softly ${shown}`, async ({ page }) => {
      await page.emulateMedia({ reducedMotion });
      await open(page, "/category/kitchen");
      // How long each part of the transition moves once it is ready.
      await page.evaluate(() => {
        const start = document.startViewTransition.bind(document);
        document.startViewTransition = (...parameters) => {
          const transition = start(...parameters);
          const motion = transition.ready.then(() =>
            document
              .getAnimations()
              .filter(
                ({ effect }) => effect instanceof KeyframeEffect && effect.pseudoElement?.includes("view-transition"),
              )
              .map(({ effect }) => Number(effect?.getComputedTiming().duration)),
          );
          Object.assign(window, { motion });
          return transition;
        };
      });
      await tiles(page).first().click();
      await expect(page).toHaveURL(/\/product\//);
      await page.waitForFunction(() => "motion" in window);
      const motion = await page.evaluate(() => (window as unknown as { motion: Promise<number[]> }).motion);
      if (reducedMotion === "reduce") expect(motion).toEqual([]);
      else expect(Math.max(...motion)).toBe(160);
    });
  }
});
