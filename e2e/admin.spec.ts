import type { Page } from "@playwright/test";
import { sendControl } from "../server/control.ts";
import { expectNoSidewaysScroll, expectNoViolations } from "./lib/everybody.ts";
import { isScript } from "./lib/gate.ts";
import { requireRelease } from "./lib/releases.ts";
import { expect, testWithShop } from "./lib/test.ts";

const test = testWithShop();

/** The token as the operator reads it: from what the first start printed. */
const printedToken = (log: string) => /shown this once: (\S+)/.exec(log)?.[1] ?? "";

async function signIn(page: Page, token: string): Promise<void> {
  await page.goto("/admin");
  await page.getByLabel("Operator's token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function enter(page: Page, token: string): Promise<void> {
  await signIn(page, token);
  await expect(page.getByRole("heading", { level: 1, name: "Releases" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-sw-state", /./);
}

test("Only who has the printed token comes into the back office", async ({ page, shop }) => {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) problems.push(message.text());
  });
  await signIn(page, "not the token");
  await expect(page.getByRole("alert").filter({ hasText: "not the token of this shop" })).toBeVisible();
  await expectNoViolations(page, "sign-in");
  await page.getByLabel("Operator's token").fill(printedToken(shop.log()));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Releases" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: shop.release })).toContainText("live 100%");
  await expectNoViolations(page, "releases");
  await expectNoSidewaysScroll(page, 320, "releases");
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === "__Host-operator");
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Strict" });
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByLabel("Operator's token")).toBeVisible();
  await page.goto("/admin");
  await expect(page).toHaveURL(/\/admin\/sign-in$/);
  expect(problems).toEqual([]);
});

test("Nothing of the back office is kept or shown to strangers", async ({ page, shop, request }) => {
  const disguises: Record<string, string>[] = [
    {},
    { RSC: "1" },
    { RSC: "1", "Next-Router-State-Tree": "%5B%22%22%5D" },
  ];
  for (const headers of disguises) {
    const answer = await request.get("/admin", { headers, maxRedirects: 0 });
    expect(answer.status()).toBe(307);
    expect(answer.headers()["cache-control"]).toContain("no-store");
    expect(await answer.text()).not.toContain("Kill switches");
  }
  await enter(page, printedToken(shop.log()));
  const [one, two] = await Promise.all(
    [1, 2].map(async () => (await page.request.get("/admin")).headers()["content-security-policy"] ?? ""),
  );
  expect(one).toMatch(/script-src 'self' 'nonce-[^']+'/);
  expect(one).not.toBe(two);
  expect(one).not.toMatch(/script-src[^;]*unsafe/);
});

test.describe("The kill switches", () => {
  // The safety worker that is asked for here would load the operator's own page anew.
  test.use({ serviceWorkers: "block" });

  test("The operator throws the kill switches, and the worker's addresses follow at once", async ({ page, shop }) => {
    await enter(page, printedToken(shop.log()));
    const worker = async () => (await fetch(`${shop.origin}/sw.js`)).text();
    const manifest = async () => fetch(`${shop.origin}/sw-manifest.json`);
    const healthy = await worker();
    expect((await (await manifest()).json()).kill).toBe(false);

    await page.getByLabel("Serve the safety worker").check();
    await expect(page.getByRole("status").filter({ hasText: "Serve the safety worker: on." })).toBeVisible();
    expect(await worker()).not.toBe(healthy);
    await page.getByLabel("Tell every worker to leave").check();
    await expect.poll(async () => (await (await manifest()).json()).kill).toBe(true);
    await page.getByLabel("Take the manifest away").check();
    await expect.poll(async () => (await manifest()).status).toBe(410);

    await page.reload();
    for (const name of ["Serve the safety worker", "Tell every worker to leave", "Take the manifest away"]) {
      await expect(page.getByLabel(name)).toBeChecked();
      await page.getByLabel(name).uncheck();
      await expect(page.getByRole("status").filter({ hasText: `${name}: off.` })).toBeVisible();
    }
    expect(await worker()).toBe(healthy);
  });
});

test("Nothing can be switched, and no token sent, before the scripts are here that would do it", async ({
  page,
  gate,
}) => {
  const held = gate.hold(isScript);
  await page.goto("/admin/sign-in", { waitUntil: "commit" });
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
  held.release();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeEnabled();
});

test("The operator moves the dial between two releases", async ({ page, shop }) => {
  const b = requireRelease("b");
  await sendControl({ command: "switch", release: b, schedule: "10%" }, shop.dataDir);
  await enter(page, printedToken(shop.log()));
  await expect(page.getByRole("row").filter({ hasText: shop.release })).toContainText("beside 90%");
  const line = page.getByLabel("Visitors for the live release");
  await line.fill("most of them");
  await page.getByRole("button", { name: "Move the dial" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "write a schedule" })).toBeVisible();
  await line.fill("75%");
  await page.getByRole("button", { name: "Move the dial" }).click();
  await expect(page.getByRole("row").filter({ hasText: b })).toContainText("live 75%");
  await expectNoViolations(page, "two releases");
  await shop.switchTo(shop.release);
});

test("The operator makes another release live", async ({ page, shop }) => {
  await enter(page, printedToken(shop.log()));
  const b = requireRelease("b");
  await page.getByRole("button", { name: `Make live: release ${b}` }).click();
  // The other host has to start first, which takes its time on a busy machine.
  await expect(page.getByRole("row").filter({ hasText: b })).toContainText("live 100%");
  expect((await fetch(`${shop.origin}/cart`)).headers.get("x-app-version")).toBe(b);
});
