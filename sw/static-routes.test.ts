import { expect, test, vi } from "vitest";
import { classify, factsOf } from "./classify.ts";
import { startWorker } from "./worker.test-suite.ts";

startWorker([]);
const { allowNetworkOnly, NETWORK_ONLY } = await import("./static-routes.ts");

const ORIGIN = "https://shop.example";

test.each(NETWORK_ONLY)("%s is never the worker's, by its own table", (pattern) => {
  for (const below of pattern.endsWith("*") ? ["1", "1/2"] : [""]) {
    for (const method of ["GET", "HEAD", "POST"]) {
      const request = new Request(ORIGIN + pattern.replace("*", below), { method });
      const { strategy } = classify(factsOf(request, ORIGIN, () => false));
      // A write evicts reads, and nothing that was read from these paths is ever kept.
      expect(["untouched", "write"]).toContain(strategy);
    }
  }
});

test("a browser with static routing gets the paths with the network as their source, others are left alone", async () => {
  const addRoutes = vi.fn(async (_routes: unknown) => {});
  const work: Promise<unknown>[] = [];
  const event = { waitUntil: (promise: Promise<unknown>) => void work.push(promise) };
  allowNetworkOnly(event as unknown as ExtendableEvent);
  expect(work).toEqual([]);
  allowNetworkOnly({ ...event, addRoutes } as unknown as ExtendableEvent);
  await Promise.all(work);
  for (const pathname of ["/api/orders/*", "/sw.js", "/sw-manifest.json"]) {
    expect(addRoutes.mock.calls[0]?.[0]).toContainEqual({ condition: { urlPattern: { pathname } }, source: "network" });
  }
});
