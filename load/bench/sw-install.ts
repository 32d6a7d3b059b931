import type { Browser } from "@playwright/test";
import type { Shop } from "../../e2e/lib/shop.ts";
import { launchBrowser } from "../lib/browser.ts";
import { median, percentile } from "../lib/hammer.ts";
import { type InstallSite, openInstallSites } from "../lib/install-site.ts";
import type { Ratio } from "../lib/report.ts";

const ROUNDS = 15;
const LATENCY_MS = 180;
const BYTES = 2.1 * 1024 * 1024;

/** Milliseconds from the start of the install event, the script being there, until everything is installed. */
async function timedInstall(browser: Browser, { origin }: InstallSite): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/`);
    return await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
      const started = performance.now();
      const { installing } = registration;
      if (!installing) throw new Error("nothing was being installed");
      await new Promise<void>((resolve, reject) => {
        installing.addEventListener("statechange", () => {
          if (installing.state === "redundant") reject(new Error("the installation failed"));
          else resolve();
        });
      });
      return performance.now() - started;
    });
  } finally {
    await context.close();
  }
}

/** A first installation of 2.1 MB over a network of 180 ms: hashes in the script and one packed request, against stock Serwist. */
export async function benchInstall(shop: Shop): Promise<{ title: string; ratios: Ratio[] }> {
  const sites = await openInstallSites(shop, { bytes: BYTES, latencyMs: LATENCY_MS });
  const browser = await launchBrowser(["--no-first-run", "--disable-quic", "--disable-background-networking"]);
  try {
    const times: Record<"ours" | "stock", number[]> = { ours: [], stock: [] };
    const names = ["ours", "stock"] as const;
    for (const name of names) await timedInstall(browser, sites[name]);
    const before = { ours: sites.ours.requests(), stock: sites.stock.requests() };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of round % 2 === 0 ? names : [...names].reverse()) {
        times[name].push(await timedInstall(browser, sites[name]));
      }
    }
    const perInstall = (name: "ours" | "stock") => Math.round((sites[name].requests() - before[name]) / ROUNDS) - 2;
    const ms = (value: number) => `${value.toFixed(0)} ms`;
    return {
      title: `Installing ${sites.count} files, 2.1 MB`,
      ratios: [
        {
          name: "this worker ÷ stock Serwist (to beat 0.1, and 340 ms, p95 1,200 ms)",
          value: median(times.ours) / median(times.stock),
          atMost: 0.2,
          detail:
            `${ms(median(times.ours))} (p95 ${ms(percentile(times.ours, 0.95))}, ${perInstall("ours")} requests) against ` +
            `${ms(median(times.stock))} (p95 ${ms(percentile(times.stock, 0.95))}, ${perInstall("stock")} requests) ` +
            `at ${LATENCY_MS} ms latency, median of ${ROUNDS} interleaved rounds`,
        },
      ],
    };
  } finally {
    await browser.close();
    await sites.ours.close();
    await sites.stock.close();
  }
}
