import type { Page } from "@playwright/test";

/** How often this page is loaded from now on, asked once the document that is there has loaded. */
export function countLoads(page: Page): () => Promise<number> {
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  return async () => {
    await page.waitForLoadState();
    return loads;
  };
}
