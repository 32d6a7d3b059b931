import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** WCAG 2.2 A and AA by axe, target size included, in light and in dark. */
export async function expectNoViolations(page: Page, where: string): Promise<void> {
  // A soft navigation shows the new page a moment before its title.
  await expect(page).toHaveTitle(/./);
  // Otherwise axe opens a second page for each run, which hangs offline; our pages have no frames that it would miss.
  const axe = () => new AxeBuilder({ page }).setLegacyMode(true);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await axe().withTags(TAGS).analyze();
  await page.emulateMedia({ colorScheme: "dark" });
  // The schemes differ in nothing but colour.
  const dark = await axe().withRules(["color-contrast"]).analyze();
  await page.emulateMedia({ colorScheme: null });
  const violations = [...light.violations, ...dark.violations];
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(found, where).toEqual([]);
}

/** Nothing makes the page scroll sideways at this width in CSS pixels (WCAG 1.4.10). */
export async function expectNoSidewaysScroll(page: Page, width: number, where: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 900 });
  const wide = await page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return [];
    const beyond = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > window.innerWidth + 1,
    );
    return [
      `${document.documentElement.scrollWidth} pixels`,
      ...beyond.map(({ outerHTML }) => outerHTML.slice(0, 120)),
    ];
  });
  expect(wide, `${where} at ${width} pixels`).toEqual([]);
  if (before) await page.setViewportSize(before);
}

/** The element that has the focus shows it, by itself or by the label that stands for it (WCAG 2.4.7). */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const blind = await page.evaluate(() => {
    const active = document.activeElement;
    if (!active || active === document.body) return null;
    const labels = active instanceof HTMLInputElement ? [...(active.labels ?? [])] : [];
    // A link that covers its whole tile shows the focus on the tile.
    const tile = active.closest("li, article");
    const candidates = [active, active.nextElementSibling, active.parentElement, ...labels, tile]
      .concat(...(tile?.querySelectorAll("*") ?? []))
      .filter((element) => element !== null && element !== undefined);
    const shown = candidates.some((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && width > 2 && height > 2;
    });
    return shown ? null : active.outerHTML.slice(0, 200);
  });
  expect(blind, "has the focus without showing it").toBeNull();
}

const FURTHEST = 120;

/** Presses Tab until the wanted element has the focus; every stop on the way must show its focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let pressed = 0; pressed < FURTHEST; pressed += 1) {
    await page.keyboard.press("Tab");
    await expectVisibleFocus(page);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never came to ${wanted}`);
}

/** Moves on by keyboard alone: to a link or button, and into it. */
export async function tabInto(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
}
