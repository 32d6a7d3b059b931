import type { Browser } from "playwright-core";
import type { Shop } from "../../e2e/lib/shop.ts";
import { launchBrowser } from "../lib/browser.ts";
import { buildEmptyPage, serveEmptyPage } from "../lib/empty-page.ts";
import { type ScriptWeight, weighScripts } from "../lib/page-scripts.ts";
import type { Ratio } from "../lib/report.ts";

/** A catalogue page's JavaScript in terms of what Next needs for nothing at all. */
export const MOST_JAVASCRIPT = 1.15;

export const CATALOGUE_PAGES = {
  home: "/",
  category: "/category/kitchen",
  product: "/product/skerry-oilskin",
  search: "/search?q=mug",
} as const;

const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1);

/** The greater of the two ratios: whatever a server compresses with, the bound holds. */
export function scriptRatio(page: ScriptWeight, empty: ScriptWeight): number {
  return Math.max(page.brotli / empty.brotli, page.gzip / empty.gzip);
}

/** What an empty page of the same Next weighs. */
export async function weighEmptyPage(browser: Browser, say: (line: string) => void): Promise<ScriptWeight> {
  const empty = await serveEmptyPage(buildEmptyPage(say));
  try {
    return await weighScripts(browser, empty.url);
  } finally {
    await empty.stop();
  }
}

/** JavaScript that pages load before anybody touches them, against an empty Next page. */
export async function benchSize(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const browser = await launchBrowser();
  try {
    const empty = await weighEmptyPage(browser, console.log);
    const ratios: Ratio[] = [];
    for (const [name, path] of Object.entries({ ...CATALOGUE_PAGES, cart: "/cart" })) {
      const page = await weighScripts(browser, `${shop.origin}${path}`);
      const both = `${(page.brotli / empty.brotli).toFixed(3)} in brotli, ${(page.gzip / empty.gzip).toFixed(3)} in gzip`;
      ratios.push({
        name: `JavaScript of ${name} (${path}) ÷ empty Next page`,
        value: scriptRatio(page, empty),
        ...(name in CATALOGUE_PAGES ? { atMost: MOST_JAVASCRIPT } : {}),
        detail: `${both}: ${kilobytes(page.brotli)} against ${kilobytes(empty.brotli)} kB brotli, ${kilobytes(page.gzip)} against ${kilobytes(empty.gzip)} kB gzip, ${page.files} files`,
      });
    }
    return { title: "JavaScript before the first touch", ratios };
  } finally {
    await browser.close();
  }
}
