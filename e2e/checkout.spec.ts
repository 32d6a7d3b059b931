import type { Browser, Page } from "@playwright/test";
import { addToCart, fillDetails, GOODS } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

/** Ends the process that draws this page, the way a lack of memory does. */
async function crash(page: Page, browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const cpuTimes = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.filter(({ type }) => type === "renderer").map(({ id, cpuTime }) => [id, cpuTime] as const);
  };
  // A busy page tells which process is its own: ending others, too, would end the next tab before it opens.
  const before = new Map(await cpuTimes());
  await page.evaluate(() => {
    const end = performance.now() + 500;
    while (performance.now() < end);
  });
  const used = (await cpuTimes()).map(([id, time]) => ({ id, time: time - (before.get(id) ?? 0) }));
  const [busiest] = used.sort((one, other) => other.time - one.time);
  if (!busiest) throw new Error("no process draws the page");
  const crashed = page.waitForEvent("crash");
  process.kill(busiest.id, "SIGKILL");
  await crashed;
}

test.describe("The checkout", () => {
  test.beforeEach(async ({ page }) => {
    await addToCart(page, GOODS.mug);
    await page.goto("/checkout");
  });

  test("has its steps in the address; Back goes one step back with everything kept", async ({ page }) => {
    await fillDetails(page);
    await expect(page).toHaveURL(/\/checkout\/delivery$/);
    await page.getByRole("radio", { name: /^Express/ }).check();
    await page.getByRole("radio", { name: /^Pay on delivery/ }).check();
    await page.getByRole("button", { name: "Go on to review" }).click();
    await expect(page).toHaveURL(/\/checkout\/review$/);
    await page.goBack();
    await expect(page.getByRole("radio", { name: /^Express/ })).toBeChecked();
    await page.goBack();
    await expect(page.getByLabel("Full name")).toHaveValue("Nora Burke");
  });

  test("keeps drafts over a reload and a crash of the tab", async ({ playwright, baseURL }, testInfo) => {
    // A browser of its own: a crash may take other tabs with it, and other tests' browser must not suffer.
    const browser = await playwright.chromium.launch(testInfo.project.use.launchOptions);
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    await addToCart(page, GOODS.mug);
    await page.goto("/checkout");
    await page.getByLabel("Full name").fill("Nora Burke");
    await page.reload();
    await expect(page.getByLabel("Full name")).toHaveValue("Nora Burke");
    await page.getByLabel("Town or city").fill("Roundstone");
    await crash(page, browser);
    const again = await context.newPage();
    await again.goto("/checkout");
    await expect(again.getByLabel("Full name")).toHaveValue("Nora Burke");
    await expect(again.getByLabel("Town or city")).toHaveValue("Roundstone");
    await browser.close();
  });

  test("says what is missing and how to mend it, and leads there", async ({ page }) => {
    await page.getByLabel("Email").fill("nora.example.com");
    await page.getByRole("button", { name: "Go on to delivery" }).click();
    const summary = page.getByRole("alert").or(page.getByRole("group", { name: /answers? needs? mending/ }));
    await expect(summary.first()).toContainText("Enter an address with an @");
    await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
    await page.getByRole("link", { name: /Enter the name of the person/ }).click();
    await expect(page.getByLabel("Full name")).toBeFocused();
  });

  test("leads back to the first step that is not finished", async ({ page }) => {
    await page.goto("/checkout/review");
    await expect(page).toHaveURL(/\/checkout$/);
  });
});
