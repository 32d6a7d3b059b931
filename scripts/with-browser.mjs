import { ensureInstalled, handOver } from "./lib/bootstrap.mjs";
import { ensureChromium } from "./lib/browser.mjs";

/** Runs a script that drives a browser under the project's own Node: `node scripts/with-browser.mjs <file> [arguments]`. */
const [script = "", ...args] = process.argv.slice(2);
try {
  ensureInstalled(console.log);
  handOver(script, args, { HOLDFAST_CHROMIUM: ensureChromium(console.log) });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
