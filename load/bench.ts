import { buildTestReleases } from "../e2e/lib/releases.ts";
import { openShop, type Shop } from "../e2e/lib/shop.ts";
import { benchCartLive } from "./bench/cart-live.ts";
import { benchLarge } from "./bench/large.ts";
import { benchOrders } from "./bench/orders.ts";
import { benchPage } from "./bench/page.ts";
import { benchPrices } from "./bench/prices.ts";
import { benchSize } from "./bench/size.ts";
import { benchAnswers } from "./bench/sw-answers.ts";
import { benchInstall } from "./bench/sw-install.ts";
import { benchNavigation } from "./bench/sw-navigation.ts";
import { benchWorkerSize } from "./bench/sw-size.ts";
import { benchFlush } from "./bench/sync-flush.ts";
import { benchCartSize } from "./bench/sync-size.ts";
import { benchStorm } from "./bench/sync-storm.ts";
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
  large: async () => benchLarge(await theShop()),
  size: async () => benchSize(await theShop()),
  prices: async () => benchPrices(await theShop()),
  "cart-live": async () => benchCartLive(await theShop()),
  "sync-flush": async () => benchFlush(await theShop()),
  "sync-size": benchCartSize,
  "sync-storm": benchStorm,
  "sw-answers": async () => benchAnswers(await theShop()),
  "sw-install": async () => benchInstall(await theShop()),
  "sw-navigation": async () => benchNavigation(await theShop()),
  "sw-size": async () => benchWorkerSize(await theShop()),
} as const;

/** `npm run bench` runs all parts, `npm run bench -- page orders` those that are named; `sw` names all that begin so. */
const named = process.argv.slice(2);
const isNamed = (part: string) => named.some((name) => part === name || part.startsWith(`${name}-`));
const unknown = named.filter(
  (name) => !Object.keys(PARTS).some((part) => part === name || part.startsWith(`${name}-`)),
);
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(", ")} (there are ${Object.keys(PARTS).join(", ")})`);
  process.exit(1);
}

let within = true;
try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (named.length > 0 && !isNamed(name)) continue;
    const { title, ratios } = await part();
    within = report(title, ratios) && within;
  }
} finally {
  for (const shop of opened) await shop.stop();
}
process.exit(within ? 0 : 1);
