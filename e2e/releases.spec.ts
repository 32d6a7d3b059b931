import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { releaseDir } from "../server/release/catalogue.ts";
import { expectHonestBooks, orderCount } from "./lib/books.ts";
import { requireRelease } from "./lib/releases.ts";
import { openShop, type Shop } from "./lib/shop.ts";
import { startShopping } from "./lib/shopping.ts";
import { expect, test } from "./lib/test.ts";

function anyScriptOf(release: string): string {
  const folder = join(releaseDir(release), "next/static/chunks");
  const script = readdirSync(folder).find((name) => name.endsWith(".js"));
  if (!script) throw new Error(`release ${release} has no script`);
  return script;
}

test.describe("A release goes out", () => {
  let a: string;
  let b: string;
  let shop: Shop;

  test.beforeAll(async () => {
    a = requireRelease("a");
    b = requireRelease("b");
    shop = await openShop({ release: a });
  });
  test.afterAll(() => shop.stop());

  const liveRelease = async () => (await fetch(`${shop.origin}/cart`)).headers.get("x-app-version");

  test("no request is dropped and no order is lost or made twice while the shop switches to it and back", async () => {
    const before = await orderCount(shop);
    const shopping = await startShopping(shop, 8);
    expect(await liveRelease()).toBe(a);
    await shop.switchTo(b);
    await expect.poll(liveRelease).toBe(b);
    await shop.switchTo(a);
    await expect.poll(liveRelease).toBe(a);
    const { pages, orders } = await shopping.stop();
    expect(new Set(pages)).toEqual(new Set([200]));
    expect(new Set(orders)).toEqual(new Set([201]));
    expect((await orderCount(shop)) - before).toBe(orders.length);
    await expectHonestBooks(shop);
  });

  test("scripts of the release before are still served, byte for byte", async () => {
    const path = `next/static/${b}/_buildManifest.js`;
    const response = await fetch(`${shop.origin}/_${path}`);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(readFileSync(join(releaseDir(b), path)));
    expect(response.headers.get("cache-control")).toContain("immutable");
  });

  test("a script that no release has is a real 404, not a page", async () => {
    const response = await fetch(`${shop.origin}/_next/static/chunks/gone.js`);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("text/plain");
  });

  test("scripts go out compressed, with the right type and for ever", async () => {
    const response = await fetch(`${shop.origin}/_next/static/chunks/${anyScriptOf(a)}`, {
      headers: { "Accept-Encoding": "br" },
    });
    expect(response.headers.get("content-encoding")).toBe("br");
    expect(response.headers.get("content-type")).toContain("text/javascript");
  });

  test("documents, the worker and /api/version tell the same release", async () => {
    const document = await (await fetch(`${shop.origin}/cart`)).text();
    expect(document).toContain(`data-release="${a}"`);
    const version = (await (await fetch(`${shop.origin}/api/version`)).json()) as { release: string };
    expect(version.release).toBe(a);
    const worker = await fetch(`${shop.origin}/sw.js`);
    expect(worker.headers.get("cache-control")).toBe("no-cache");
    expect(await worker.text()).toContain(a);
  });

  test("a host that is killed is started again and the door stays open", async () => {
    await shop.killHost();
    // What was connected to the dead host is gone with it; whoever knocks anew is let in.
    const knock = async () => {
      const answer = await fetch(`${shop.origin}/cart`, {
        headers: { Connection: "close" },
        signal: AbortSignal.timeout(5_000),
      });
      return answer.status;
    };
    await expect.poll(() => knock().catch(() => 0)).toBe(200);
  });
});
