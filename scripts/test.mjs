import { ensureInstalled, handOver } from "./lib/bootstrap.mjs";
import { ensureChromium } from "./lib/browser.mjs";

const say = (line) => console.log(line);

try {
  ensureInstalled(say);
  const chromium = ensureChromium(say);
  handOver("scripts/test.ts", process.argv.slice(2), { HOLDFAST_CHROMIUM: chromium });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exit(1);
}
