import type { Page } from "@playwright/test";

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node: Node | null }[];
}

/** Runs in the page. The notice that tells of the network floats above the main part and may grow. */
const collect = (mainOnly: boolean) => {
  const shifts: string[] = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries() as LayoutShift[]) {
      const nodes = sources.map(({ node }) => node);
      const moved = mainOnly ? nodes.filter((node) => document.querySelector("main")?.contains(node)) : nodes;
      const words = moved.map((node) => node?.textContent?.slice(0, 80));
      if (!mainOnly || moved.length > 0) shifts.push(`${value}: ${words.join(" | ")}`);
    }
  }).observe({ type: "layout-shift", buffered: !mainOnly });
  Object.assign(window, { shifts });
};

const shiftsIn = (page: Page) => () => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);

/** What jumps in the main part of the page that is open from now on, and how far (Layout Instability, 2.6). */
export async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(collect, true);
  return shiftsIn(page);
}

/** Runs in the page: all text has a face that is there from the start. */
const withoutFontsToCome = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { font-family: sans-serif !important }");
  document.adoptedStyleSheets = [sheet];
};

/**
 * What has jumped in the page that is open then, from its first paint on. Not by fonts: on a busy machine one may come after
 * that paint and is a hair wider or narrower than its adjusted stand-in.
 */
export async function watchShiftsFromFirstPaint(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(withoutFontsToCome);
  await page.addInitScript(collect, false);
  return shiftsIn(page);
}
