import type { Page } from "@playwright/test";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { withBooks } from "./lib/books.ts";
import { GOODS, open, workerInControl } from "./lib/shopper.ts";
import { expect, test } from "./lib/test.ts";

const MUG = "/api/products/road-end-mug";
const PICTURE = "/media/road-end-mug";

interface Told {
  readonly status: number;
  readonly source: string | null;
  readonly age: string | null;
  readonly prices: number;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly cache?: "only-if-cached";
  readonly mode?: "same-origin";
}

/** What the page is told about a read. */
function read(page: Page, path: string, init: Asked = {}): Promise<Told> {
  return page.evaluate(
    async ([url, options]) => {
      const response = await fetch(url, options);
      const { headers, status } = response;
      const prices = Number(headers.get("X-Price-Version") ?? 0);
      return { status, source: headers.get("X-Holdfast-Source"), age: headers.get("Age"), prices };
    },
    [path, init] as const,
  );
}

async function controlled(page: Page, path: string): Promise<void> {
  await open(page, path);
  await workerInControl(page);
}

test.describe("What the shop has told", () => {
  test("is shown at once and renewed behind it; newer prices make it old in every tab", async ({
    page,
    context,
    gate,
    shop,
  }) => {
    await controlled(page, "/about");
    const first = await read(page, MUG);
    expect(first).toMatchObject({ status: 200, source: "network", age: "0" });
    const renewals = () => gate.seen.filter(({ path, status }) => path === MUG && status !== undefined).length;
    // The page has its answer before the device has its copy.
    await expect.poll(() => page.evaluate(async (path) => (await caches.match(path)) !== undefined, MUG)).toBe(true);
    expect(await read(page, MUG)).toMatchObject({ source: "cache", prices: first.prices });
    await expect.poll(renewals).toBe(2);

    const { product } = (await (await page.request.get(MUG)).json()) as {
      product: { variants: { sku: string; prices: { currency: string; amount: number }[] }[] };
    };
    const { sku, prices } = product.variants[0] ?? { sku: "", prices: [] };
    const euros = prices.find(({ currency }) => currency === "EUR")?.amount ?? 0;
    const change = { sku, currency: "EUR" as const, amount: euros - 100 };
    await withBooks(shop, (store) => publishPrices(store, { changes: [change], now: Date.now() }));

    // Another tab learns of it; the first one asks nobody.
    const other = await context.newPage();
    await open(other, "/about");
    await read(other, "/api/version");
    gate.set({ kind: "down" });
    await expect.poll(async () => (await read(page, MUG)).source).toBe("stale");
    gate.set({ kind: "none" });
    expect(await read(page, MUG)).toMatchObject({ source: "network", prices: first.prices + 1 });
    await expect.poll(() => read(page, MUG, { method: "HEAD" })).toMatchObject({ status: 200, source: "cache" });
  });

  test("and cannot tell is an honest 504, for what nobody ever asked", async ({ page, gate }) => {
    await controlled(page, "/about");
    gate.set({ kind: "down" });
    expect(await read(page, "/api/products/shelter-tent")).toMatchObject({ status: 504 });
    expect(await read(page, "/media/none/none-320.avif")).toMatchObject({ status: 504 });
    expect(await read(page, "/api/version")).toMatchObject({ status: 504 });
  });
});

test.describe("Files", () => {
  test("come in parts from the device, and pictures in a larger size than asked for", async ({ page, gate }) => {
    await controlled(page, GOODS.mug);
    const wide = await page
      .locator("img[src*='/media/road-end-mug']")
      .first()
      .evaluate((picture: HTMLImageElement) => new URL(picture.src).pathname.replace(/-\d+\.\w+$/, ""));
    expect(wide).toContain(PICTURE);
    const kept = `${wide}-960.webp`;
    expect((await read(page, kept)).status).toBe(200);
    // The page has its answer before the device has its copy.
    await expect.poll(() => page.evaluate(async (path) => (await caches.match(path)) !== undefined, kept)).toBe(true);
    gate.set({ kind: "down" });
    const part = await page.evaluate(async (path) => {
      const response = await fetch(path, { headers: { Range: "bytes=0-99" } });
      return [response.status, (await response.blob()).size, response.headers.get("Content-Range")] as const;
    }, kept);
    expect(part).toEqual([206, 100, expect.stringMatching(/^bytes 0-99\/\d+$/)]);
    expect((await read(page, kept, { headers: { Range: "bytes=99999999-" } })).status).toBe(416);
    expect((await read(page, `${wide}-640.webp`)).status).toBe(200);
    expect((await read(page, `${wide}-1280.webp`)).status).toBe(504);
    expect((await read(page, kept, { cache: "only-if-cached", mode: "same-origin" })).status).toBe(200);
  });
});

test.describe("What is none of the worker's business", () => {
  test("passes: uploads with progress, event streams, and everything marked so", async ({ page, gate }) => {
    await controlled(page, "/about");
    const upload = await page.evaluate(
      (path) =>
        new Promise<{ status: number; steps: number[] }>((resolve) => {
          const request = new XMLHttpRequest();
          const steps: number[] = [];
          request.upload.onprogress = ({ loaded }) => steps.push(loaded);
          request.onloadend = () => resolve({ status: request.status, steps });
          request.open("POST", path);
          request.setRequestHeader("Content-Type", "application/json");
          request.send(JSON.stringify({ text: "x".repeat(20_000) }));
        }),
      "/api/orders?SW-Bypass",
    );
    expect(upload.status).toBe(400);
    expect(upload.steps.at(-1)).toBeGreaterThan(20_000);

    void gate.next(({ path }) => path === "/api/carts/x/live", {
      kind: "status",
      status: 200,
      type: "text/event-stream",
      body: "data: high tide\n\n",
    });
    const heard = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const stream = new EventSource("/api/carts/x/live");
          stream.onmessage = ({ data }) => {
            stream.close();
            resolve(data);
          };
        }),
    );
    expect(heard).toBe("high tide");
    expect((await read(page, `${MUG}?sw-bypass`)).source).toBeNull();
    expect((await read(page, MUG, { headers: { "sw-bypass": "" } })).source).toBeNull();
  });

  test("does not even wake it where the browser can route by itself", async ({ page }) => {
    await controlled(page, "/about");
    const routed = (path: string) =>
      page.evaluate(async (url) => {
        const entry = new Promise<PerformanceEntry | undefined>((resolve) => {
          new PerformanceObserver((list, observer) => {
            const [found] = list.getEntriesByName(new URL(url, location.href).href);
            if (!found) return;
            observer.disconnect();
            resolve(found);
          }).observe({ type: "resource", buffered: true });
        });
        await (await fetch(url)).text();
        const found = await entry;
        return found ? String(Reflect.get(found, "workerMatchedSourceType")) : null;
      }, path);
    expect(await routed("/api/orders")).toBe("network");
    expect(await routed(MUG)).toBe("");
  });
});

test("A page that was visited opens offline by a click, without loading a document", async ({ page, context }) => {
  await controlled(page, "/");
  const shelves = page.getByRole("navigation", { name: "Shop by category" });
  const link = shelves.getByRole("link", { name: "Kitchen & table" });
  const heading = page.getByRole("heading", { level: 1, name: "Kitchen & table" });
  await link.click();
  await expect(heading).toBeVisible();
  await page.goBack();
  await expect(heading).toBeHidden();
  await context.setOffline(true);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await link.click();
  await expect(heading).toBeVisible();
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  await page.goBack();
  await page.reload();
  await expect(page.locator("body")).not.toContainText("$Sreact");
  await expect(shelves).toBeVisible();
});
