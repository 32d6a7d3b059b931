import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import config from "../../playwright.config.ts";
import { buildRelease } from "../../scripts/lib/build-release.ts";
import { projectRoot } from "../../server/paths.ts";
import { openShop } from "../lib/shop.ts";
import { addToCart, GOODS, open, orderOffline, workerInControl } from "../lib/shopper.ts";
import { settle } from "./camera.ts";

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 };
const MOST_BYTES = 300_000;

interface Picture {
  readonly files: readonly string[];
  readonly device: typeof PHONE | typeof DESKTOP;
  go(page: Page): Promise<void>;
}

/** The pictures of the README and of the app's install dialogue. */
const PICTURES: readonly Picture[] = [
  {
    files: ["docs/pictures/home.png", "public/screenshots/home-desktop.png"],
    device: DESKTOP,
    go: (page) => open(page, "/"),
  },
  {
    files: ["public/screenshots/product-desktop.png"],
    device: DESKTOP,
    go: (page) => open(page, GOODS.jacket),
  },
  { files: ["public/screenshots/home-phone.png"], device: PHONE, go: (page) => open(page, "/") },
  {
    files: ["docs/pictures/product-phone.png", "public/screenshots/product-phone.png"],
    device: PHONE,
    go: (page) => open(page, GOODS.jacket),
  },
  {
    files: ["docs/pictures/order-offline.png", "public/screenshots/order-offline-phone.png"],
    device: PHONE,
    async go(page) {
      await addToCart(page, "/product/storm-lantern");
      await addToCart(page, GOODS.mug);
      await workerInControl(page);
      await orderOffline(page);
    },
  },
];

async function take(browser: Browser, origin: string, { files, device, go }: Picture): Promise<void> {
  const context = await browser.newContext({
    ...device,
    baseURL: origin,
    reducedMotion: "reduce",
    colorScheme: "light",
  });
  const page = await context.newPage();
  await go(page);
  await settle(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  const picture = sharp(await page.screenshot({ animations: "disabled", caret: "hide" }));
  for (const file of files) {
    const path = join(projectRoot(), file);
    mkdirSync(dirname(path), { recursive: true });
    // Flat drawings lose nothing that shows in a palette, and most of their weight.
    await picture.clone().png({ palette: true, quality: 90, effort: 10, compressionLevel: 9 }).toFile(path);
    const { size } = statSync(path);
    if (size > MOST_BYTES) throw new Error(`${file} weighs ${size} bytes`);
    console.log(`${file}: ${Math.round(size / 1000)} kB`);
  }
  await context.close();
}

const { id } = await buildRelease((line) => console.log(line));
const shop = await openShop({ release: id });
const browser = await chromium.launch(config.use?.launchOptions);
try {
  for (const picture of PICTURES) await take(browser, shop.origin, picture);
} finally {
  await browser.close();
  await shop.stop();
}
