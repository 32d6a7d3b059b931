import { writeKillSwitches } from "../api/kill-switches.ts";
import { goodWorkerComesBack } from "./lib/broken-workers.ts";
import { countLoads } from "./lib/count-loads.ts";
import { addToCart, GOODS, open, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";

const test = testWithShop();

/** Takes over at once, answers every page with rubbish, and asks the shop for the same thing for ever. */
const LOOPING = `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate")
    event.respondWith(new Response("<h1>Broken</h1>", { headers: { "Content-Type": "text/html" } }));
});
const again = () => fetch("/api/version?loop").catch(() => {}).then(() => setTimeout(again, 20));
again();
`;

test("K2: a worker that broke every page is taken back by the safety worker, and the cart is still there", async ({
  page,
  gate,
  shop,
}) => {
  let broken = true;
  await addToCart(page, GOODS.mug);
  await workerInControl(page);
  const isWorker = ({ path }: { path: string }) => broken && path === "/sw.js";
  void gate.next(isWorker, { kind: "status", status: 200, body: LOOPING, type: "text/javascript" }, Infinity);
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  // A browser may lose the page that is asked for while one worker is ended for another.
  await expect(async () => {
    await page.goto("/cart", { timeout: 20_000 });
    await expect(page.getByRole("heading", { name: "Broken" })).toBeVisible({ timeout: 1_000 });
  }).toPass();

  writeKillSwitches(shop.dataDir, { safetyWorker: true });
  broken = false;
  const loads = countLoads(page);
  // One more visit is what it takes: the browser looks for a newer worker at each.
  await page.goto("/cart");
  await expect(page.getByRole("link", { name: "Road-end" }).first()).toBeVisible();
  expect(await loads()).toBeLessThanOrEqual(2);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  expect(await loads()).toBeLessThanOrEqual(2);

  await goodWorkerComesBack(page, shop);
  await open(page, "/cart");
  await workerInControl(page);
  await expect(page.getByRole("link", { name: "Road-end" }).first()).toBeVisible();
});
