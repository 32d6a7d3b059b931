import { describe, expect, it } from "vitest";
import { createAdmission, Refused } from "./admission.ts";
import { isStream, sendBusy } from "./busy.ts";
import type { NodeHandler } from "./capture.ts";
import { createPageCache } from "./page-cache.ts";
import { sendPrepared } from "./send.ts";
import { serving } from "./testing.ts";

const busy: NodeHandler = (request, response) => sendBusy(request, response, new Refused(5));

describe("a shop that is full", () => {
  it("tells shoppers in words and clients by a problem when to come back", async () => {
    await serving(busy, async (origin) => {
      const page = await fetch(`${origin}/product/x`);
      expect([page.status, page.headers.get("retry-after"), page.headers.get("cache-control")]).toEqual([
        503,
        "5",
        "no-store",
      ]);
      expect(page.headers.get("content-type")).toContain("text/plain");
      const call = await fetch(`${origin}/api/orders`);
      expect([call.status, call.headers.get("retry-after")]).toEqual([503, "5"]);
      expect(await call.json()).toMatchObject({ code: "unavailable", status: 503 });
    });
  });

  it("refuses early what it cannot render, and shows an old page of the same prices rather than none", async () => {
    const gate = Promise.withResolvers<void>();
    const admission = createAdmission({ running: 1, waiting: 0, waitMs: 1_000 });
    const clock = { now: 0 };
    const pages = createPageCache({
      release: "R",
      priceVersion: () => 1,
      now: () => clock.now,
      render: (request, response) =>
        admission.run(async () => {
          if (request.url === "/slow") await gate.promise;
          response.end(request.url);
        }),
    });
    const handler: NodeHandler = async (request, response) => {
      try {
        sendPrepared(request, response, await pages.get(request));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await sendBusy(request, response, error);
      }
    };
    await serving(handler, async (origin) => {
      expect(await (await fetch(`${origin}/seen`)).text()).toBe("/seen");
      clock.now += 3_600_000;
      const slow = fetch(`${origin}/slow`);
      while (admission.counts.running === 0) await new Promise((resolve) => setImmediate(resolve));
      expect((await fetch(`${origin}/other`)).status).toBe(503);
      expect((await fetch(`${origin}/seen`)).status).toBe(200);
      gate.resolve();
      expect((await slow).status).toBe(200);
      expect((await fetch(`${origin}/other`)).status).toBe(200);
    });
  });
});

it("streams take no place in the queue", async () => {
  const seen: boolean[] = [];
  const look: NodeHandler = async (request, response) => {
    seen.push(isStream(request));
    response.end();
  };
  await serving(look, async (origin) => {
    await fetch(`${origin}/api/prices/live`);
    await fetch(`${origin}/api/carts/0198c0de/live?epoch=0`);
    await fetch(`${origin}/api/prices?skus=A`);
    await fetch(`${origin}/api/orders`, { headers: { Accept: "text/event-stream" } });
  });
  expect(seen).toEqual([true, true, false, false]);
});
