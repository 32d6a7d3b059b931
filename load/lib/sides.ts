import type { Browser, BrowserContext, CDPSession, Page } from "@playwright/test";
import { type Gate, openGate } from "../../e2e/lib/gate.ts";
import type { Shop } from "../../e2e/lib/shop.ts";
import { launchBrowser } from "./browser.ts";
import { buildStockWorker } from "./stock-worker.ts";

/** Who answers the page's requests: this shop's worker, stock Serwist, or nobody but the network. */
export const SIDES = ["ours", "stock", "none"] as const;
export type SideName = (typeof SIDES)[number];

export interface Side {
  readonly page: Page;
  readonly session: CDPSession;
  readonly gate: Gate;
}

export interface Sides {
  readonly sides: Readonly<Record<SideName, Side>>;
  readonly stockScript: string;
  close(): Promise<void>;
}

async function openSide(browser: Browser, shop: Shop, name: SideName, stockScript: string) {
  const gate = await openGate(shop.origin);
  if (name === "stock") {
    const served = { kind: "status", status: 200, body: stockScript, type: "text/javascript" } as const;
    void gate.next(({ path }) => path === "/sw.js", served, Number.POSITIVE_INFINITY);
  }
  const context: BrowserContext = await browser.newContext({
    baseURL: gate.origin,
    serviceWorkers: name === "none" ? "block" : "allow",
  });
  const page = await context.newPage();
  await page.goto("/cart");
  if (name !== "none") {
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }
  return { page, session: await context.newCDPSession(page), gate };
}

/** The same shop three times side by side in one browser, each behind a network of this latency in milliseconds. */
export async function openSides(shop: Shop, latencyMs: number): Promise<Sides> {
  const stockScript = await buildStockWorker(shop.origin);
  const browser = await launchBrowser(["--no-first-run", "--disable-quic", "--disable-background-networking"]);
  const open = (name: SideName) => openSide(browser, shop, name, stockScript);
  const sides = { ours: await open("ours"), stock: await open("stock"), none: await open("none") };
  for (const { gate } of Object.values(sides)) gate.set({ kind: "delay", ms: latencyMs });
  return {
    sides,
    stockScript,
    async close() {
      await browser.close();
      for (const { gate } of Object.values(sides)) await gate.close();
    },
  };
}
