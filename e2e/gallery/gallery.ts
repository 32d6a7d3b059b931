import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import config from "../../playwright.config.ts";
import { buildRelease } from "../../scripts/lib/build-release.ts";
import { projectRoot } from "../../server/paths.ts";
import { openGate } from "../lib/gate.ts";
import { openShop, type Shop } from "../lib/shop.ts";
import { WALKS } from "../walks/all.ts";
import type { Walk } from "../walks/visit.ts";
import { DEVICES, type Device, type Shot, takeBoth } from "./camera.ts";
import { contactSheet } from "./sheet.ts";

const into = join(projectRoot(), "test-results/gallery");

async function follow(browser: Browser, shop: Shop, { name: walk, withoutWorker, walk: go }: Walk, device: Device) {
  const gate = await openGate(shop.origin);
  const context = await browser.newContext({
    ...DEVICES[device],
    baseURL: gate.origin,
    reducedMotion: "reduce",
    serviceWorkers: withoutWorker ? "block" : "allow",
  });
  const page = await context.newPage();
  const shots: Shot[] = [];
  try {
    const show = async (name: string) => {
      shots.push(...(await takeBoth(page, into, { walk, name, device })));
    };
    await go({ page, context, gate, shop, show });
  } finally {
    await context.close();
    await gate.close();
  }
  return shots;
}

/** `npm run gallery [-- walk]`: all walks, or those whose name contains the word. */
async function main(word = ""): Promise<void> {
  const walks = WALKS.filter(({ name }) => name.toLowerCase().includes(word.toLowerCase()));
  if (walks.length === 0) throw new Error(`there is no walk called "${word}"`);
  if (word === "") rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const { id } = await buildRelease((line) => console.log(line));
  const browser = await chromium.launch(config.use?.launchOptions);
  const shots: Shot[] = [];
  try {
    for (const device of Object.keys(DEVICES) as Device[]) {
      // The walks change stock and prices, so each device has a shop of its own.
      const shop = await openShop({ release: id });
      try {
        for (const walk of walks) {
          console.log(`${device}: ${walk.name}`);
          shots.push(...(await follow(browser, shop, walk, device)));
        }
      } finally {
        await shop.stop();
      }
    }
  } finally {
    await browser.close();
  }
  writeFileSync(join(into, "index.html"), contactSheet(shots));
  console.log(`${shots.length} pictures: ${join(into, "index.html")}`);
}

await main(process.argv[2]);
