import type { Page } from "@playwright/test";
import { type Action, longestStories } from "../domain/updates/tab-model.test-suite.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { type Pretended, pretendBrowser } from "./lib/pretended-browser.ts";
import { open } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

/** Beyond the gap between two looks, the idle time, and the patience with a worker that does not take over. */
const A_WHILE_MS = 11_000;

/** Most happenings of one story; the machine alone is put through longer ones in every run. */
const LONGEST = process.env.HOLDFAST_LONG === undefined ? 9 : 40;

interface Tab {
  readonly pretended: Pretended;
  readonly spent: readonly string[];
}

async function tabOf(page: Page): Promise<Tab> {
  return page.evaluate(() => ({
    pretended: JSON.parse(sessionStorage.getItem("pretended") ?? "null"),
    spent: JSON.parse(sessionStorage.getItem("holdfast.spent") ?? "[]"),
  }));
}

/** Until the engine follows updates and is in the middle of nothing; a reload in between is waited for, too. */
async function atRest(page: Page): Promise<void> {
  let looks = 0;
  const phase = async () => {
    looks += 1;
    const now = await page.locator("html").getAttribute("data-update-phase");
    // A worker that does not take over is waited for in vain; time may as well pass.
    if (now === "applying" && looks > 5) await page.clock.fastForward(A_WHILE_MS);
    return now;
  };
  await expect.poll(phase).toMatch(/^(idle|ready|failed)$/);
}

async function look(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((away) => {
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      get: () => (away ? "hidden" : "visible"),
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

/** Presses a button of the notice where it is offered; whether it was. */
async function press(page: Page, name: string): Promise<boolean> {
  const button = page.getByRole("region", { name: "New version of the shop" }).getByRole("button", { name });
  if ((await button.count()) === 0) return false;
  await button.click();
  return true;
}

/** Lets one thing happen; how many reloads the shopper has asked for by it. */
async function act(page: Page, action: Action): Promise<number> {
  switch (action) {
    case "accept":
      await press(page, "Update now");
      return (await press(page, "Reload the page")) ? 1 : 0;
    case "dismiss":
      await press(page, "Not now");
      return 0;
    case "follow": {
      const path = new URL(page.url()).pathname === "/about" ? "/delivery" : "/about";
      await page.locator(`footer a[href="${path}"]`).click();
      await page.waitForURL(`**${path}`);
      return 0;
    }
    case "look-away":
      await look(page, true);
      return 0;
    case "look":
      await look(page, false);
      return 0;
    default:
      await page.evaluate((what) => window.happen(what), action);
      return 0;
  }
}

test.describe("However releases, rollbacks, refusals and answers follow each other", () => {
  for (const [index, story] of longestStories(LONGEST).entries()) {
    test(`no tab reloads twice for one release: story ${index + 1}, ${story.join(", ")}`, async ({ page }) => {
      await page.clock.install();
      await page.addInitScript<typeof MESSAGE_VERSION>(pretendBrowser, MESSAGE_VERSION);
      await open(page, "/about");
      await atRest(page);
      let asked = 0;
      for (const action of story) {
        asked += await act(page, action);
        await atRest(page);
        await page.clock.fastForward(A_WHILE_MS);
        await atRest(page);
      }
      await page.clock.fastForward(60_000);
      await atRest(page);
      const { pretended, spent } = await tabOf(page);
      expect(pretended.reloads).toBeLessThanOrEqual(spent.length + asked);
      expect(new Set(spent).size).toBe(spent.length);
      expect(spent.length).toBeLessThanOrEqual(pretended.server.deployment);
    });
  }
});
