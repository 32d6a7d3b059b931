import { buildTestReleases } from "../e2e/lib/releases.ts";
import { openShop, type Shop } from "../e2e/lib/shop.ts";
import { benchLarge } from "./bench/large.ts";
import { benchOrders } from "./bench/orders.ts";
import { benchPage } from "./bench/page.ts";
import { benchSize } from "./bench/size.ts";
import { benchWorker } from "./bench/worker.ts";
import { report } from "./lib/report.ts";

const opened: Shop[] = [];

/** The built shop, which only some parts need. */
async function theShop(): Promise<Shop> {
  const [open] = opened;
  if (open) return open;
  await buildTestReleases();
  const shop = await openShop();
  opened.push(shop);
  return shop;
}

const PARTS = {
  orders: benchOrders,
  page: async () => benchPage(await theShop()),
  worker: async () => benchWorker(await theShop()),
  large: async () => benchLarge(await theShop()),
  size: async () => benchSize(await theShop()),
} as const;

/** `npm run bench` runs all parts, `npm run bench -- page orders` those that are named. */
const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(", ")} (there are ${Object.keys(PARTS).join(", ")})`);
  process.exit(1);
}

let within = true;
try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const { title, ratios } = await part();
    within = report(title, ratios) && within;
  }
} finally {
  for (const shop of opened) await shop.stop();
}
process.exit(within ? 0 : 1);
