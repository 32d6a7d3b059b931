import { buildTestReleases, requireRelease } from "../e2e/lib/releases.ts";
import { openShop } from "../e2e/lib/shop.ts";
import { launchBrowser } from "./lib/browser.ts";
import { findingsOf, type SoakSize, soakDeploys, soakLines } from "./soak/deploys.ts";

const USUAL: SoakSize = { switches: 50, tabs: 20, shoppers: 4, kills: 10 };

/** `npm run soak:deploys -- switches=10 tabs=4` changes parts of the usual size. */
function sizeOf(args: readonly string[]): SoakSize {
  const size = { ...USUAL };
  for (const arg of args) {
    const [, name, value] = /^(switches|tabs|shoppers|kills)=(\d+)$/.exec(arg) ?? [];
    if (!isPart(name)) throw new Error(`unknown: ${arg} (switches=, tabs=, shoppers= and kills= are there)`);
    size[name] = Number(value);
  }
  return size;
}

function isPart(name: string | undefined): name is keyof SoakSize {
  return name !== undefined && name in USUAL;
}

const size = sizeOf(process.argv.slice(2));
await buildTestReleases(["a", "b", "c"]);
const releases = (["a", "b", "c"] as const).map(requireRelease);
const shop = await openShop();
const browser = await launchBrowser();
try {
  const report = await soakDeploys({ shop, browser, releases, size }, console.log);
  const findings = findingsOf(report);
  console.log([...soakLines(report), ...findings].join("\n"));
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await shop.stop();
}
