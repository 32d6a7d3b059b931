import { CATALOGUE_PAGES, MOST_JAVASCRIPT, scriptRatio, weighEmptyPage } from "../load/bench/size.ts";
import { type ScriptWeight, weighScripts } from "../load/lib/page-scripts.ts";
import { expect, test } from "./lib/test.ts";

test.describe("A cheap phone gets little JavaScript", () => {
  let empty: ScriptWeight;

  test.beforeAll(async ({ browser }) => {
    empty = await weighEmptyPage(browser, console.log);
  });

  for (const [name, path] of Object.entries(CATALOGUE_PAGES)) {
    test(`${name} stays within ${MOST_JAVASCRIPT} of an empty Next page`, async ({ browser, shop }) => {
      const page = await weighScripts(browser, `${shop.origin}${path}`);
      expect(empty.files).toBeGreaterThan(2);
      expect(scriptRatio(page, empty)).toBeGreaterThan(1);
      expect(scriptRatio(page, empty)).toBeLessThanOrEqual(MOST_JAVASCRIPT);
    });
  }
});
