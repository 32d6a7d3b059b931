import AxeBuilder from "@axe-core/playwright";
import { type CDPSession, expect, type Locator, type Page } from "@playwright/test";

const EVERYTHING = {
  type: "tag" as const,
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
const COLOUR = { type: "rule" as const, values: ["color-contrast"] };

/** What axe finds on the page as it stands; it lists nothing else, which is half of its work. */
async function violationsIn(page: Page, runOnly: typeof EVERYTHING | typeof COLOUR): Promise<string[]> {
  // Otherwise axe opens a second page for each run, which hangs offline; our pages have no frames that it would miss.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await axe.options({ runOnly, resultTypes: ["violations"], preload: false }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/** WCAG 2.2 A and AA by axe, target size included, in light and in dark. */
export async function expectNoViolations(page: Page, where: string): Promise<void> {
  // A soft navigation shows the new page a moment before its title.
  await expect(page).toHaveTitle(/./);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await violationsIn(page, EVERYTHING);
  await page.emulateMedia({ colorScheme: "dark" });
  // The schemes differ in nothing but colour.
  const dark = await violationsIn(page, COLOUR);
  await page.emulateMedia({ colorScheme: null });
  expect([...light, ...dark], where).toEqual([]);
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

/** Text twice as large still fits, and nothing that can be pressed is cut off (WCAG 1.4.4). */
export async function expectRoomForLargerText(page: Page, session: CDPSession, where: string): Promise<void> {
  // What the browser's own setting does: media queries in rem follow it, too.
  await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  await expect(page.locator("html"), where).toHaveCSS("font-size", "32px");
  await expectNoSidewaysScroll(page, 1280, `${where} with larger text`);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("main button, main a, main h1, main label")]
      .filter((element) => element instanceof HTMLElement && element.checkVisibility())
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const clips = overflowX === "hidden" || overflowY === "hidden";
        return (
          clips && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
        );
      })
      .filter((element) => !element.classList.contains("visually-hidden"))
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  );
  expect(cut, `${where} with larger text`).toEqual([]);
  await session.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
  await expect(page.locator("html"), where).toHaveCSS("font-size", "16px");
}

const LONGEST_BLINK_MS = 100;

/** Where less motion was asked for, no transition or animation that any element is styled with lasts longer than a blink. */
export async function expectLittleMotion(page: Page, where: string): Promise<void> {
  const longest = await page.evaluate(() => {
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
  expect(longest, `${where}: milliseconds of motion`).toBeLessThanOrEqual(LONGEST_BLINK_MS);
  await expect(page.locator("html"), where).toHaveCSS("scroll-behavior", "auto");
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
