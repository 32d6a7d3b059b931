import type { Page } from "@playwright/test";
import { expectNoSidewaysScroll, expectNoViolations } from "./lib/everybody.ts";
import { addToCart, GOODS, open, reachReview } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { WALKS } from "./walks/all.ts";

const test = testWithShop();

const PAGES = [
  "/",
  "/category/kitchen",
  GOODS.jacket,
  "/search?q=mug",
  "/cart",
  "/checkout",
  "/checkout/delivery",
  "/orders",
  "/about",
  "/delivery",
];

test.describe("Everybody can use every page in every state", () => {
  test.use({ reducedMotion: "reduce" });

  for (const { name, withoutWorker, walk } of WALKS) {
    test.describe(() => {
      test.use({ serviceWorkers: withoutWorker ? "block" : "allow" });

      test(`${name}: axe finds nothing in light and dark, and it fits a width of 320 pixels`, async ({
        page,
        context,
        gate,
        shop,
      }) => {
        test.setTimeout(240_000);
        const show = async (state: string) => {
          await expectNoViolations(page, state);
          await expectNoSidewaysScroll(page, 320, state);
        };
        await walk({ page, context, gate, shop, show });
      });
    });
  }
});

test.describe("Larger text", () => {
  test("doubled, still fits, and nothing that can be pressed is cut off", async ({ page, context }) => {
    const session = await context.newCDPSession(page);
    // What the browser's own setting does: media queries in rem follow it, too.
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    await addToCart(page, GOODS.mug);
    for (const path of PAGES) {
      await open(page, path);
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("32px");
      await expectNoSidewaysScroll(page, 1280, path);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll("main button, main a, main h1, main label")]
          .filter((element) => element instanceof HTMLElement && element.checkVisibility())
          .filter((element) => {
            const { overflowX, overflowY } = getComputedStyle(element);
            const clips = overflowX === "hidden" || overflowY === "hidden";
            return (
              clips &&
              (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
            );
          })
          .filter((element) => !element.classList.contains("visually-hidden"))
          .map(({ outerHTML }) => outerHTML.slice(0, 120)),
      );
      expect(cut, path).toEqual([]);
    }
  });
});

/** The longest transition or animation that any element, or what is drawn before and after it, is styled with; in ms. */
function longestMotion(page: Page): Promise<number> {
  return page.evaluate(() => {
    const milliseconds = (list: string) =>
      list.split(",").map((part) => Number.parseFloat(part) * (part.trim().endsWith("ms") ? 1 : 1000));
    const styles = [...document.querySelectorAll("*")].flatMap((element) =>
      [null, "::before", "::after"].map((part) => getComputedStyle(element, part)),
    );
    const animated = styles.flatMap((style) =>
      style.animationName === "none" ? [] : milliseconds(style.animationDuration),
    );
    return Math.max(0, ...animated, ...styles.flatMap((style) => milliseconds(style.transitionDuration)));
  });
}

test.describe("Whoever asks for less motion", () => {
  test.use({ reducedMotion: "reduce" });

  test("sees nothing move for longer than a blink", async ({ page }) => {
    await addToCart(page, GOODS.mug);
    expect(await longestMotion(page), "after adding to the cart").toBeLessThanOrEqual(100);
    for (const path of PAGES) {
      await open(page, path);
      expect(await longestMotion(page), path).toBeLessThanOrEqual(100);
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe("auto");
    }
  });
});

test.describe("In a browser that forces its own colours", () => {
  test.use({ forcedColors: "active" });

  test("every control keeps an edge, and the swatches keep their colours", async ({ page }, testInfo) => {
    await addToCart(page, GOODS.jacket);
    const edgeless = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("main button, main input, main select, main a[class*='button']")]
          .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 2)
          .filter((element) => {
            const around = [element, element.nextElementSibling, element.parentElement].filter((one) => one !== null);
            return !around.some((one) => {
              const { borderTopStyle, borderBlockEndStyle, outlineStyle, textDecorationLine } = getComputedStyle(one);
              return [borderTopStyle, borderBlockEndStyle, outlineStyle, textDecorationLine].some(
                (line) => line !== "none",
              );
            });
          })
          .map(({ outerHTML }) => outerHTML.slice(0, 160)),
      );
    expect(await edgeless(), GOODS.jacket).toEqual([]);
    await testInfo.attach("product", { body: await page.screenshot(), contentType: "image/png" });
    await reachReview(page, "Pay on delivery");
    expect(await edgeless(), "review").toEqual([]);
    for (const path of ["/", "/cart", "/checkout", "/checkout/delivery"]) {
      await open(page, path);
      expect(await edgeless(), path).toEqual([]);
      await testInfo.attach(path, { body: await page.screenshot(), contentType: "image/png" });
    }
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() =>
      getComputedStyle(document.activeElement ?? document.body).getPropertyValue("outline-width"),
    );
    expect(Number.parseFloat(outline)).toBeGreaterThanOrEqual(2);
  });
});
