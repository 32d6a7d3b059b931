import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Candidate, evictionOrder, excessOf, isCritical, isEvictable, LEVELS } from "./eviction.ts";
import { startWorker, type TestWorker } from "./worker.test-suite.ts";

const KINDS = ["images|all", "pages|B", "rsc|B", "api|3@me", "api|9@me"];
const candidate = fc.record({
  cache: fc.constantFrom(...KINDS).map((kind) => `holdfast|/|v1|${kind}`),
  url: fc.webUrl(),
  usedAt: fc.nat(),
});

describe("what goes first", () => {
  const stage = ({ cache }: Candidate) =>
    cache.includes("|images|") ? 0 : cache.includes("|api|") ? (cache.includes("|3@") ? 2 : 3) : 1;

  test("is pictures, then pages, then answers of older prices; the least recently used of each", () => {
    fc.assert(
      fc.property(fc.array(candidate), (candidates) => {
        const order = evictionOrder(candidates);
        expect(order).toHaveLength(candidates.length);
        for (const [index, next] of order.slice(1).entries()) {
          const before = order[index];
          if (!before) continue;
          const [one, other] = [stage(before), stage(next)];
          expect(one < other || (one === other && before.usedAt <= next.usedAt)).toBe(true);
        }
      }),
      { seed: 4 },
    );
  });

  test.each([
    ["holdfast|/|v1|static|B", false],
    ["holdfast|/|v1|chunks|B", false],
    ["holdfast|/|v1|styles|all", false],
    ["holdfast|/|v1|catalogue|all", false],
    ["holdfast|/v2/|v1|images|all", false],
    ["another-app|images", false],
    ["holdfast|/|v1|images|all", true],
    ["holdfast|/|v1|pages|B", true],
    ["holdfast|/|v1|api|3@me", true],
  ])("%s: %s", (name, evictable) => {
    expect(isEvictable(name, "/")).toBe(evictable);
  });
});

describe("the budget", () => {
  test.each([
    [{ usage: 80, quota: 100 }, 0, false],
    [{ usage: 81, quota: 100 }, 81 - 100 * LEVELS.low, false],
    [{ usage: 95, quota: 100 }, 35, false],
    [{ usage: 96, quota: 100 }, 36, true],
    [{ usage: 200, quota: 100 }, 140, true],
    [{}, 0, false],
    [{ usage: 5, quota: 0 }, 0, false],
  ])("%o asks for %d bytes, critical: %s", (estimate, excess, critical) => {
    expect(excessOf(estimate)).toBe(excess);
    expect(isCritical(estimate)).toBe(critical);
  });
});

describe("a device that fills up", () => {
  let worker: TestWorker;
  let estimate: StorageEstimate;
  const KB = "x".repeat(1024);
  const IMAGES = "holdfast|/|v1|images|all";
  const PAGES = "holdfast|/|v1|pages|B";

  async function fill(name: string, paths: readonly string[], type = "image/avif"): Promise<void> {
    const cache = await worker.caches.open(name);
    for (const path of paths) await cache.put(path, new Response(KB, { headers: { "Content-Type": type } }));
  }
  const left = async (name: string) =>
    (await (await worker.caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);

  beforeEach(async () => {
    vi.resetModules();
    worker = startWorker([]);
    estimate = { usage: 10_000, quota: 100_000 };
    Object.defineProperty(navigator, "storage", { value: { estimate: async () => estimate }, configurable: true });
    await fill(IMAGES, ["/media/a-1.avif", "/media/b-1.avif", "/media/c-1.avif"]);
    await fill(PAGES, ["/product/a", "/product/b"], "text/html");
    await fill("holdfast|/|v1|static|B", ["/app.js"], "text/javascript");
  });

  afterEach(() => {
    vi.useRealTimers();
    Reflect.deleteProperty(navigator, "storage");
  });

  test("loses nothing while there is room", async () => {
    const { checkStorage } = await import("./budget.ts");
    await checkStorage();
    expect(await left(IMAGES)).toHaveLength(3);
  });

  test("loses the pictures that were not used for longest, and no more than needed", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000 });
    const { used } = await import("./use.ts");
    for (const name of ["b", "c", "a"]) {
      used(IMAGES, `https://shop.example/media/${name}-1.avif`);
      vi.setSystemTime(Date.now() + 1_000);
    }
    estimate = { usage: 10_001, quota: 12_500 };
    vi.useRealTimers();
    // 10,001 of 12,500 is above the mark; down to 0.6 it takes 2,501 bytes, which is three pictures.
    const { checkStorage } = await import("./budget.ts");
    await checkStorage();
    expect(await left(IMAGES)).toEqual([]);
    expect(await left(PAGES)).toHaveLength(2);
  });

  test("remembers uses over a restart of the worker", async () => {
    const { used, lastUses } = await import("./use.ts");
    used(IMAGES, "https://shop.example/media/a-1.avif");
    await lastUses();
    vi.resetModules();
    const { makeRoom } = await import("./budget.ts");
    await makeRoom(2_000);
    expect(await left(IMAGES)).toEqual(["/media/a-1.avif"]);
  });

  test("goes into lite mode when it is critical, tells the tabs, and comes out of it again", async () => {
    const { onDeviceMessage } = await import("../offline/bus.ts");
    const heard: unknown[] = [];
    onDeviceMessage((message) => void heard.push(message));
    estimate = { usage: 99_000, quota: 100_000 };
    const { checkStorage, isLite } = await import("./budget.ts");
    await checkStorage();
    expect(heard).toEqual([{ type: "STORAGE_CRITICAL", version: 1, critical: true }]);
    expect(await isLite()).toBe(true);
    expect(await left("holdfast|/|v1|static|B")).toEqual(["/app.js"]);

    worker.network = () => new Response("new", { headers: { "Content-Type": "image/avif" } });
    await worker.ask("/media/new-1.avif");
    expect(await left(IMAGES)).toEqual([]);

    vi.resetModules();
    const again = await import("./budget.ts");
    expect(await again.isLite()).toBe(true);
    estimate = { usage: 10_000, quota: 100_000 };
    await again.checkStorage();
    expect(await again.isLite()).toBe(false);
    await worker.ask("/media/new-1.avif");
    expect(await left(IMAGES)).toEqual(["/media/new-1.avif"]);
  });

  test("that refuses a write makes room and stores it then", async () => {
    const { putWithin } = await import("./budget.ts");
    const images = await worker.caches.open(IMAGES);
    const full = new DOMException("full", "QuotaExceededError");
    const put = vi.spyOn(images, "put").mockRejectedValueOnce(full);
    await putWithin(images as unknown as Cache, "/media/new-1.avif", new Response("new"));
    put.mockRestore();
    expect(await left(IMAGES)).toContain("/media/new-1.avif");
    expect(await left(IMAGES)).not.toContain("/media/a-1.avif");
  });

  test("and has nothing left to give keeps nothing more ahead of need", async () => {
    const { putWithin, isLite } = await import("./budget.ts");
    for (const name of [IMAGES, PAGES]) await worker.caches.delete(name);
    const images = await worker.caches.open(IMAGES);
    const full = new DOMException("full", "QuotaExceededError");
    vi.spyOn(images, "put").mockRejectedValue(full);
    await expect(putWithin(images as unknown as Cache, "/media/new-1.avif", new Response("new"))).rejects.toBe(full);
    expect(await isLite()).toBe(true);
  });
});
