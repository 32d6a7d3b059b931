import {
  expectLittleMotion,
  expectNoSidewaysScroll,
  expectNoViolations,
  expectRoomForLargerText,
} from "./lib/everybody.ts";
import { policyBreaches } from "./lib/policy.ts";
import { addToCart, GOODS, open, reachReview } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { WALKS } from "./walks/all.ts";

const test = testWithShop();

test.describe("Everybody can use every page in every state", () => {
  test.use({ reducedMotion: "reduce" });

  for (const { name, withoutWorker, walk } of WALKS) {
    test.describe(() => {
      test.use({ serviceWorkers: withoutWorker ? "block" : "allow" });

      test(`${name}: axe finds nothing in light and dark, all fits 320 pixels and doubled text, nothing moves for long, and no security policy is broken`, async ({
        page,
        context,
        gate,
        shop,
      }) => {
        // A walk looks at dozens of states four times each.
        test.setTimeout(900_000);
        const session = await context.newCDPSession(page);
        // One load of each state serves all that is asked of it.
        const show = async (state: string) => {
          await expectNoViolations(page, state);
          await expectNoSidewaysScroll(page, 320, state);
          await expectRoomForLargerText(page, session, state);
          await expectLittleMotion(page, state);
        };
        const broken = await policyBreaches(context);
        await walk({ page, context, gate, shop, show });
        expect(broken).toEqual([]);
      });
    });
  }
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
