import { describe, expect, it } from "vitest";
import type { NodeHandler } from "./capture.ts";
import { createPageCache } from "./page-cache.ts";
import { sendPrepared } from "./send.ts";
import { serving } from "./testing.ts";

function setUp(render: NodeHandler) {
  const clock = { now: 1_000_000, priceVersion: 1 };
  const pages = createPageCache({ render, release: "R", priceVersion: () => clock.priceVersion, now: () => clock.now });
  const handler: NodeHandler = async (request, response) => sendPrepared(request, response, await pages.get(request));
  return { clock, pages, handler };
}

/** Renders a page that tells how often it was rendered and what it could see of the visitor. */
function counting(): { render: NodeHandler; count: () => number } {
  let count = 0;
  return {
    count: () => count,
    render: async (request, response) => {
      count += 1;
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.setHeader("Set-Cookie", "a=b");
      response.write(`<!doctype html><meta name="price-version" content="1"><p>${count}</p>`);
      response.end(
        `<p>${request.headers.cookie ?? "nobody"} ${request.headers["accept-language"] ?? "no language"}</p>`,
      );
    },
  };
}

describe("the page cache", () => {
  it("renders once and answers the next visitor from memory", async () => {
    const { render, count } = counting();
    const { handler, pages } = setUp(render);
    await serving(handler, async (origin) => {
      const first = await (await fetch(`${origin}/product/x`)).text();
      expect(await (await fetch(`${origin}/product/x`)).text()).toBe(first);
    });
    expect(count()).toBe(1);
    expect(pages.counts).toEqual({ hits: 1, stale: 0, misses: 1 });
  });

  it("shows Next neither cookies nor languages, and stores no cookie that it sets", async () => {
    const { handler } = setUp(counting().render);
    await serving(handler, async (origin) => {
      const response = await fetch(origin, { headers: { Cookie: "__Host-device=abc", "Accept-Language": "fr" } });
      expect(await response.text()).toContain("nobody no language");
      expect(response.headers.get("set-cookie")).toBeNull();
    });
  });

  it("lets no visitor's host name into a page that everybody is sent", async () => {
    const { handler } = setUp(async (request, response) => void response.end(request.headers.host));
    const asEvil: NodeHandler = (request, response) => {
      request.headers.host = "evil.example";
      return handler(request, response);
    };
    await serving(asEvil, async (origin) => {
      expect(await (await fetch(origin)).text()).toBe("localhost");
    });
  });

  it("never answers with a page of an older price version", async () => {
    const { render, count } = counting();
    const { handler, clock } = setUp(render);
    await serving(handler, async (origin) => {
      await fetch(origin);
      clock.priceVersion = 2;
      const response = await fetch(origin);
      expect(response.headers.get("x-price-version")).toBe("2");
    });
    expect(count()).toBe(2);
  });

  it("keeps nothing that was rendered while prices moved", async () => {
    const { handler, clock, pages } = setUp(async (_request, response) => {
      clock.priceVersion += 1;
      response.end("between two versions");
    });
    await serving(handler, async (origin) => {
      await fetch(origin);
      await fetch(origin);
    });
    expect(pages.counts.misses).toBe(2);
  });

  it("sends an ageing page once more while it renders the next", async () => {
    const { render, count } = counting();
    const { handler, clock, pages } = setUp(render);
    await serving(handler, async (origin) => {
      await fetch(origin);
      clock.now += 6_000;
      expect(await (await fetch(origin)).text()).toContain("<p>1</p>");
      expect(pages.counts.stale).toBe(1);
      clock.now += 120_000;
      expect(await (await fetch(origin)).text()).toContain("<p>3</p>");
    });
    expect(count()).toBe(3);
  });

  it("renders once for a crowd that comes at the same moment", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let count = 0;
    const { handler, pages } = setUp(async (_request, response) => {
      count += 1;
      await held;
      response.end("one");
    });
    await serving(handler, async (origin) => {
      const crowd = Array.from({ length: 20 }, async () => (await fetch(origin)).text());
      while (pages.counts.misses < 20) await new Promise((resolve) => setImmediate(resolve));
      release();
      expect(new Set(await Promise.all(crowd))).toEqual(new Set(["one"]));
    });
    expect(count).toBe(1);
  });

  it("keeps flight data apart from documents", async () => {
    const { handler } = setUp(async (request, response) => {
      response.end(request.headers.rsc ? "flight" : "document");
    });
    await serving(handler, async (origin) => {
      expect(await (await fetch(`${origin}/cart`)).text()).toBe("document");
      expect(await (await fetch(`${origin}/cart`, { headers: { RSC: "1" } })).text()).toBe("flight");
      expect(await (await fetch(`${origin}/cart`)).text()).toBe("document");
    });
  });

  it("keeps no answer but 200", async () => {
    let count = 0;
    const { handler } = setUp(async (_request, response) => {
      count += 1;
      response.statusCode = 404;
      response.end("not here");
    });
    await serving(handler, async (origin) => {
      expect((await fetch(origin)).status).toBe(404);
      const again = await fetch(origin);
      expect(again.headers.get("cache-control")).toBe("no-store");
    });
    expect(count).toBe(2);
  });

  it("says 304 to a visitor who has the page", async () => {
    const { handler } = setUp(counting().render);
    await serving(handler, async (origin) => {
      const etag = (await fetch(origin)).headers.get("etag") ?? "";
      expect((await fetch(origin, { headers: { "If-None-Match": etag } })).status).toBe(304);
      expect((await fetch(origin, { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
    });
  });
});
