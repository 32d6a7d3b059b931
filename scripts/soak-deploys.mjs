import { ensureInstalled, handOver } from "./lib/bootstrap.mjs";
import { ensureChromium } from "./lib/browser.mjs";

try {
  ensureInstalled(console.log);
  handOver("load/soak-deploys.ts", process.argv.slice(2), { HOLDFAST_CHROMIUM: ensureChromium(console.log) });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
