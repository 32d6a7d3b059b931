import { buildTestReleases } from "../e2e/lib/releases.ts";
import { openShop } from "../e2e/lib/shop.ts";
import { benchOrder } from "./bench/order.ts";
import { benchPage } from "./bench/page.ts";
import { benchSize } from "./bench/size.ts";
import { benchWorker } from "./bench/worker.ts";
import { report } from "./lib/report.ts";

const PARTS = { page: benchPage, order: benchOrder, worker: benchWorker, size: benchSize } as const;

/** `npm run bench` runs all parts, `npm run bench -- page order` those that are named. */
const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(", ")} (there are ${Object.keys(PARTS).join(", ")})`);
  process.exit(1);
}

await buildTestReleases();
const shop = await openShop();
let within = true;
try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const { title, ratios } = await part(shop);
    within = report(title, ratios) && within;
  }
} finally {
  await shop.stop();
}
process.exit(within ? 0 : 1);
