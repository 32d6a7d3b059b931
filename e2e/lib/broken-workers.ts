import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { writeKillSwitches } from "../../api/kill-switches.ts";
import { releaseDir } from "../../server/release/catalogue.ts";
import type { Gate } from "./gate.ts";
import type { Shop } from "./shop.ts";
import { open } from "./shopper.ts";

/** What goes wrong in a worker that is otherwise the shop's own, as a bad line in a release would make it. */
const FAULTS = {
  /** Every copy on the device is rubbish, and whatever is asked for is answered with it. */
  "wrong cache": `
const rubbish = () => new Response("<h1>Rubbish</h1>", { headers: { "Content-Type": "text/html" } });
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(spoil().then(() => clients.claim())));
async function spoil() {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) await cache.put(request, rubbish());
  }
}
addEventListener("fetch", (event) => {
  event.stopImmediatePropagation();
  if (event.request.method !== "GET") return;
  event.respondWith(caches.match(event.request).then((copy) => copy ?? rubbish()));
});
`,
  /** Takes over from the worker before, and never gets ready to answer. */
  "activation without end": `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(new Promise(() => {})));
`,
  /** Never done with its installation: whatever comes after it queues behind it. */
  "installation without end": `
addEventListener("install", (event) => event.waitUntil(new Promise(() => {})));
`,
} as const;

export type WorkerFault = keyof typeof FAULTS;

/** Serves this release's worker with a fault in it from now on, until it is called back. */
export function serveBroken(gate: Gate, release: string, fault: WorkerFault): { callBack(): void } {
  const body = `${FAULTS[fault]}\n${readFileSync(join(releaseDir(release), "sw.js"), "utf8")}`;
  let served = true;
  const isWorker = ({ path }: { path: string }) => served && path === "/sw.js";
  void gate.next(isWorker, { kind: "status", status: 200, body, type: "text/javascript" }, Number.POSITIVE_INFINITY);
  return {
    callBack() {
      served = false;
    },
  };
}

/** Asks the browser to look for a newer worker, as a navigation does, and waits until it has found it. */
export async function lookForWorker(page: Page): Promise<void> {
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
}

export interface Registered {
  readonly installing: string | null;
  readonly waiting: string | null;
  readonly active: string | null;
}

/** The workers of this page's registration, by their states; null where there is none. */
export function registered(page: Page): Promise<Registered | null> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    if (!registration) return null;
    const { installing, waiting, active } = registration;
    return {
      installing: installing?.state ?? null,
      waiting: waiting?.state ?? null,
      active: active?.state ?? null,
    };
  });
}

/** The switches are off again: the next pages get the shop's own worker, and none of what the broken one showed. */
export async function goodWorkerComesBack(page: Page, shop: Shop): Promise<void> {
  writeKillSwitches(shop.dataDir, { safetyWorker: false, flag: false });
  // A load that came while the browser cleared up may have got its worker taken away again.
  await expect(async () => {
    await open(page, "/about");
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 10_000 })
      .toBe(true);
  }).toPass();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Rubbish");
}
