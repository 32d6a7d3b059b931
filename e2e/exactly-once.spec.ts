import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { expectHonestBooks, orderCount } from "./lib/books.ts";
import {
  addToCart,
  GOODS,
  NOT_PLACED,
  orderOffline,
  PLACED,
  placeOrder,
  reachReview,
  stage,
  workerInControl,
} from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const isOrder = ({ method, path }: { method: string; path: string }) => method === "POST" && path === "/api/orders";

/** Ends every process of the browser that owns a profile, as a power cut would. */
async function killBrowser(profile: string): Promise<void> {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (command.includes(profile) && !command.includes("--type=")) process.kill(Number(pid), "SIGKILL");
  }
}

test.describe("An order is placed exactly once", () => {
  test.afterEach(({ shop }) => expectHonestBooks(shop));

  test("although the first answer was lost on the way", async ({ page, gate, shop }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    await reachReview(page, "Pay on delivery");
    const lost = gate.next(isOrder, { kind: "lose-answer" });
    await placeOrder(page);
    await lost;
    await expect(stage(page, PLACED)).toBeVisible({ timeout: 30_000 });
    expect(gate.seen.filter(isOrder).length).toBeGreaterThan(1);
    expect(await orderCount(shop)).toBe(before + 1);
  });

  test("although the server answered 500 first", async ({ page, gate, shop }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    await reachReview(page, "Pay on delivery");
    void gate.next(isOrder, { kind: "status", status: 502, body: "bad gateway" });
    await placeOrder(page);
    await expect(stage(page, PLACED)).toBeVisible({ timeout: 30_000 });
    expect(await orderCount(shop)).toBe(before + 1);
  });

  test("although the tab was closed: the worker sends it when the network is back", async ({ page, context, shop }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    const session = await context.browser()?.newBrowserCDPSession();
    await session?.send("Browser.grantPermissions", { permissions: ["backgroundSync"] });
    await orderOffline(page);
    await page.close();
    await context.setOffline(false);
    await expect.poll(() => orderCount(shop), { timeout: 20_000 }).toBe(before + 1);
  });

  test("although the worker was killed while it waited", async ({ page, context, shop }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    await orderOffline(page);
    const session = await context.newCDPSession(page);
    await session.send("ServiceWorker.enable");
    await session.send("ServiceWorker.stopAllWorkers");
    await context.setOffline(false);
    await expect(stage(page, PLACED)).toBeVisible();
    expect(await orderCount(shop)).toBe(before + 1);
  });

  test("although the browser was killed and started again", async ({ gate, shop }) => {
    const before = await orderCount(shop);
    const profile = await mkdtemp(join(tmpdir(), "holdfast-profile-"));
    const launch = () =>
      chromium.launchPersistentContext(profile, {
        executablePath: process.env.HOLDFAST_CHROMIUM ?? "/usr/bin/chromium",
        chromiumSandbox: false,
        args: ["--no-first-run", "--disable-quic", "--disable-background-networking"],
        baseURL: gate.origin,
      });
    const first = await launch();
    const page = await first.newPage();
    await addToCart(page, GOODS.mug);
    await workerInControl(page);
    gate.set({ kind: "down" });
    await reachReview(page, "Pay on delivery");
    await placeOrder(page);
    await expect(stage(page, NOT_PLACED)).toBeVisible();
    const address = page.url();
    const gone = new Promise((resolve) => first.once("close", resolve));
    await killBrowser(profile);
    await gone;
    expect(await orderCount(shop)).toBe(before);
    gate.set({ kind: "none" });
    const second = await launch();
    const again = await second.newPage();
    await again.goto(address);
    await expect(stage(again, PLACED)).toBeVisible({ timeout: 30_000 });
    expect(await orderCount(shop)).toBe(before + 1);
    await second.close();
    await rm(profile, { recursive: true, force: true });
  });

  test("although the shopper pressed the button in a hurry", async ({ page, shop }) => {
    const before = await orderCount(shop);
    await addToCart(page, GOODS.mug);
    await reachReview(page, "Pay on delivery");
    await page.getByRole("button", { name: /^Place order/ }).dblclick();
    await expect(stage(page, PLACED)).toBeVisible();
    expect(await orderCount(shop)).toBe(before + 1);
  });
});
