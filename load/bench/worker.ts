import { chromium } from "@playwright/test";
import { openGate } from "../../e2e/lib/gate.ts";
import type { Shop } from "../../e2e/lib/shop.ts";
import { median } from "../lib/hammer.ts";
import type { Ratio } from "../lib/report.ts";

const ROUNDS = 25;
const LATENCY_MS = 180;
const SLOWDOWN = 4;

/** A precached file answered by the worker against the same file over a network of 180 ms, in one page at 4× CPU slowdown. */
export async function benchWorker(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const gate = await openGate(shop.origin);
  const browser = await chromium.launch({
    executablePath: process.env.HOLDFAST_CHROMIUM,
    chromiumSandbox: false,
    args: ["--no-first-run", "--disable-quic", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage({ baseURL: gate.origin });
    await page.goto("/cart");
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const script = await page.locator("script[src^='/_next/static/']").first().getAttribute("src");
    if (!script) throw new Error("the page has no script to measure");
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    gate.set({ kind: "delay", ms: LATENCY_MS });
    const time = (url: string) =>
      page.evaluate(async (address) => {
        const started = performance.now();
        await (await fetch(address, { cache: "no-store" })).arrayBuffer();
        return performance.now() - started;
      }, url);
    const worker: number[] = [];
    const network: number[] = [];
    await time(script);
    for (let round = 0; round < ROUNDS; round += 1) {
      worker.push(await time(script));
      network.push(await time(`${script}?sw-bypass`));
    }
    const value = median(worker) / median(network);
    return {
      title: "The worker",
      ratios: [
        {
          name: "a precached file from the worker ÷ the same file over the network",
          value,
          atMost: 0.2,
          detail:
            `${median(worker).toFixed(1)} ms against ${median(network).toFixed(1)} ms at ${LATENCY_MS} ms latency, page at ` +
            `${SLOWDOWN}× CPU slowdown (the worker itself cannot be slowed), median of ${ROUNDS} interleaved rounds`,
        },
      ],
    };
  } finally {
    await browser.close();
    await gate.close();
  }
}
