import type { Page } from "@playwright/test";
import { sendControl } from "../server/control.ts";
import { mugs, oneMoreMug } from "./lib/mugs.ts";
import { requireRelease } from "./lib/releases.ts";
import type { Shop } from "./lib/shop.ts";
import { addToCart, GOODS, open, workerInControl } from "./lib/shopper.ts";
import { expect, testWithShop } from "./lib/test.ts";
import { beginIdle, workerState } from "./lib/worker.ts";

const test = testWithShop();

interface Device {
  readonly scopes: string[];
  readonly caches: string[];
}

/** Makes a release live below its own path, with the one before going on at the root. */
async function besideRoot(shop: Shop, release: string): Promise<void> {
  // The tests of one file may share a shop.
  if ((await fetch(`${shop.origin}/v2/cart`)).headers.get("x-app-version") === release) return;
  await sendControl({ command: "switch", release, schedule: "100%" }, shop.dataDir);
}

/** What of this shop is installed on the device: scopes of workers, and scopes and releases of what is cached. */
function device(page: Page): Promise<Device> {
  return page.evaluate(async () => {
    const registrations = await navigator.serviceWorker.getRegistrations();
    return {
      scopes: registrations.map(({ scope }) => new URL(scope).pathname).sort(),
      caches: (await caches.keys()).sort(),
    };
  });
}

const filesOf = (release: string, scope: string) => `holdfast|${scope}|v1|static|${release}`;

test("A release below /v2/ has a worker and caches of its own, shares the cart and what waits, and neither harms the other", async ({
  page,
  context,
  gate,
  shop,
}) => {
  const root = shop.release;
  const v2 = requireRelease("v2");
  await addToCart(page, GOODS.mug);
  await workerInControl(page);
  // The newest lives below /v2/, the one before goes on at the root.
  await besideRoot(shop, v2);
  await expect.poll(async () => (await fetch(`${shop.origin}/v2/cart`)).headers.get("x-app-version")).toBe(v2);
  expect((await fetch(`${shop.origin}/cart`)).headers.get("x-app-version")).toBe(root);

  const tab = await context.newPage();
  // A connection that was open before the switch is closed after one more answer of the older host.
  await expect
    .poll(async () => {
      await open(tab, "/v2/cart");
      return tab.locator("html").getAttribute("data-release");
    })
    .toBe(v2);
  await expect(tab.getByRole("main")).toContainText("Road-end mug");
  await workerInControl(tab);
  await expect
    .poll(() => device(tab))
    .toMatchObject({
      scopes: ["/", "/v2/"],
      caches: expect.arrayContaining([filesOf(root, "/"), filesOf(v2, "/v2/")]),
    });
  // The root's worker controls it until then.
  await expect
    .poll(() => tab.evaluate(() => new URL(navigator.serviceWorker.controller?.scriptURL ?? "").pathname))
    .toBe("/v2/sw.js");
  const told = await tab.evaluate(async () => (await fetch("/v2/__sw/state?format=json")).json());
  expect(told.worker).toEqual({ version: v2, scope: "/v2/" });

  // Each cleans up what is its own.
  const names = [filesOf(root, "/"), filesOf(v2, "/v2/")];
  await tab.evaluate(async (all) => {
    for (const name of all) await (await caches.open(name)).put("/mark", new Response("here"));
  }, names);
  await tab.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const hello = { type: "HELLO", release: document.documentElement.dataset.release, claimed: false };
        const post = (message: object) => navigator.serviceWorker.controller?.postMessage({ version: 1, ...message });
        let word: string | null = null;
        const hear = ({ data, source }: MessageEvent) => {
          if (source !== navigator.serviceWorker.controller) return;
          if (data.type === "STATE" && data.nonce !== word) {
            word = data.nonce;
            post({ type: "FORCE_CLEANUP", nonce: word, what: "all" });
          } else if (data.type === "CLEANED" && data.nonce === word) {
            navigator.serviceWorker.removeEventListener("message", hear);
            resolve();
          } else if (data.type === "CLEANED") {
            // The page itself has had something cleaned up, and used up the word.
            post(hello);
          }
        };
        navigator.serviceWorker.addEventListener("message", hear);
        post(hello);
      }),
  );
  const marks = await tab.evaluate(
    (names) => Promise.all(names.map(async (name) => (await caches.match("/mark", { cacheName: name }))?.status)),
    names,
  );
  expect(marks).toEqual([200, undefined]);
  expect((await workerState(page)).worker?.version).toBe(root);

  // A soft navigation stays below, and so does what it asks for.
  await tab.getByRole("link", { name: "Go to checkout" }).click();
  await tab.waitForURL("**/v2/checkout");

  // Offline each opens its own.
  const kept = async () => {
    await beginIdle(tab);
    return tab.evaluate(
      async (name) => (await caches.match("/v2/cart", { cacheName: name }))?.status,
      filesOf(v2, "/v2/"),
    );
  };
  await expect.poll(kept).toBe(200);
  gate.set({ kind: "down" });
  await tab.goto("/v2/cart");
  await expect(tab.locator("html")).toHaveAttribute("data-release", v2);
  await page.goto("/cart");
  await expect(page.locator("html")).toHaveAttribute("data-release", root);
  await expect(page.getByRole("main")).toContainText("Road-end mug");

  // Syncs end with a registration; what waits does not: the one below /v2/ asks for its own, and sends what the root left.
  await oneMoreMug(page);
  await expect(page.getByText("Saved on this device.", { exact: true })).toBeVisible();
  await page.close();
  await tab.evaluate(async () => {
    const registrations = await navigator.serviceWorker.getRegistrations();
    for (const registration of registrations) if (!registration.scope.endsWith("/v2/")) await registration.unregister();
  });
  expect((await device(tab)).scopes).toEqual(["/v2/"]);
  await oneMoreMug(tab);
  const syncs = () => tab.evaluate(async () => Reflect.get(await navigator.serviceWorker.ready, "sync").getTags());
  await expect.poll(syncs).toEqual(["doc-sync"]);
  gate.set({ kind: "none" });
  await tab.goto("/v2/cart");
  await expect(tab.getByText("Saved on this device and with us.")).toBeVisible();
  await expect(mugs(tab)).toHaveValue("3");
});

test("After the deadline navigations of stragglers are sent over; script, manifest, API and chunks are not", async ({
  shop,
}) => {
  const v2 = requireRelease("v2");
  await besideRoot(shop, v2);
  const ask = (path: string, dest: string) =>
    fetch(`${shop.origin}${path}`, { redirect: "manual", headers: { "Sec-Fetch-Dest": dest, Accept: "text/html" } });
  await expect.poll(async () => (await ask("/v2/cart", "document")).headers.get("x-app-version")).toBe(v2);
  expect((await ask("/cart", "document")).status).toBe(200);
  const before = (await (await fetch(`${shop.origin}/sw.js`)).text()).length;
  await sendControl({ command: "dial", dial: { hoursLeft: 0 } }, shop.dataDir);
  await expect.poll(async () => (await ask("/cart?from=mail", "document")).status).toBe(302);
  expect((await ask("/cart?from=mail", "document")).headers.get("location")).toBe("/v2/cart?from=mail");
  const script = (await (await fetch(`${shop.origin}/v2/cart`)).text()).match(
    /\/v2(\/_next\/static\/[\w./~-]+\.js)/,
  )?.[1];
  for (const [path, dest] of [
    ["/sw.js", "serviceworker"],
    ["/sw-manifest.json", "empty"],
    ["/api/version", "empty"],
    ["/api/products?limit=1", "empty"],
    [script ?? "/", "script"],
    ["/cart", "empty"],
    ["/v2/cart", "document"],
  ] as const) {
    expect([path, (await ask(path, dest)).status]).toEqual([path, 200]);
  }
  expect((await (await fetch(`${shop.origin}/sw.js`)).text()).length).toBe(before);
});
