import type { Page } from "@playwright/test";

/** How often this page is loaded from now on. */
export function countLoads(page: Page): { readonly loads: number } {
  const count = { loads: 0 };
  page.on("load", () => {
    count.loads += 1;
  });
  return count;
}
