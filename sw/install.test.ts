import { beforeEach, describe, expect, test, vi } from "vitest";
import { encodePack, PACK_TYPE } from "../protocol/pack.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import { shellOf, startWorker, type TestWorker } from "./worker.test-suite.ts";

const TYPE = "text/javascript";
const path = (index: number) => `/_next/static/chunks/file-${index}.js`;
const FILES = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [path(index), `text of ${index}`]));
const PACK = `/__sw/pack/${RELEASE_ID}`;

const script = (text: string | undefined) => new Response(text, { headers: { "Content-Type": TYPE } });

let worker: TestWorker;
let asked: string[];

/** A server that has every file of the release, and `instead` for some addresses. */
function serve(instead: (url: URL) => Response | null = () => null): void {
  worker.network = (url) => {
    asked.push(url.pathname + url.search);
    const other = instead(url);
    if (other) return other;
    if (url.pathname === PACK) {
      const names = url.searchParams.get("files")?.split(",").map(Number) ?? [...Object.keys(FILES).keys()];
      return pack(names.map((position) => path(position)));
    }
    return script(FILES[url.pathname]);
  };
}

function pack(urls: readonly string[], text = (url: string) => FILES[url] ?? ""): Response {
  const files = urls.map((url) => ({
    url,
    headers: { "Content-Type": TYPE },
    bytes: new TextEncoder().encode(text(url)),
  }));
  return new Response(encodePack(files), { headers: { "Content-Type": PACK_TYPE } });
}

/** Another release on this device, with these files. */
async function olderRelease(files: Readonly<Record<string, string>>): Promise<void> {
  const cache = await worker.caches.open("holdfast|/|v1|static|older");
  for (const [url, text] of Object.entries(files)) await cache.put(url, script(text));
  const list = { release: "older", installedAt: 1, full: true, files: await shellOf(files) };
  await cache.put("/sw-manifest.json", Response.json(list));
}

async function install(): Promise<void> {
  const { installRelease } = await import("./install.ts");
  await installRelease();
}

async function installed(): Promise<Record<string, string>> {
  const cache = await worker.caches.open(`holdfast|/|v1|static|${RELEASE_ID}`);
  const texts: Record<string, string> = {};
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== "/sw-manifest.json") texts[pathname] = (await (await cache.match(url))?.text()) ?? "";
  }
  return texts;
}

beforeEach(async () => {
  vi.resetModules();
  asked = [];
  worker = startWorker(await shellOf(FILES));
  serve();
});

describe("an installation", () => {
  test("on an empty device is one request", async () => {
    await install();
    expect(asked).toEqual([PACK]);
    expect(await installed()).toEqual(FILES);
  });

  test("copies what an older release has with the same hash, under whatever name, and asks only for the rest", async () => {
    const same = Object.entries(FILES).map(([url, text], index) => [index === 3 ? "/renamed.js" : url, text] as const);
    await olderRelease({ ...Object.fromEntries(same.slice(0, 12)), "/other.js": "nobody asks for this" });
    await install();
    expect(asked.sort()).toEqual([path(12), path(13)].sort());
    expect(await installed()).toEqual(FILES);
  });

  test("of an update that misses more than ten files is one request that names them", async () => {
    await olderRelease({ [path(1)]: FILES[path(1)] ?? "", [path(4)]: FILES[path(4)] ?? "", [path(5)]: "other bytes" });
    await install();
    expect(asked).toEqual([`${PACK}?files=0,2,3,5,6,7,8,9,10,11,12,13`]);
    expect(await installed()).toEqual(FILES);
  });

  test.each([
    ["is not there", () => new Response("no", { status: 404 })],
    ["is a page", () => new Response("<h1>Welcome</h1>", { headers: { "Content-Type": "text/html" } })],
    ["is cut short", () => new Response("HFP1\0\0\0", { headers: { "Content-Type": PACK_TYPE } })],
    ["holds other bytes", () => pack(Object.keys(FILES), () => "rubbish")],
    ["holds somebody else's files", () => pack(["/__proto__", "constructor"], () => "rubbish")],
  ])("whose pack %s fetches each file by itself", async (_, answer) => {
    serve((url) => (url.pathname === PACK ? answer() : null));
    await install();
    expect(asked).toHaveLength(1 + Object.keys(FILES).length);
    expect(await installed()).toEqual(FILES);
  });

  test("that was cut off goes on with what is missing", async () => {
    await olderRelease({});
    const cache = await worker.caches.open(`holdfast|/|v1|static|${RELEASE_ID}`);
    for (let index = 0; index < 10; index += 1) await cache.put(path(index), script(FILES[path(index)]));
    await cache.put(path(3), script("half of i"));
    await install();
    expect(asked.sort()).toEqual([path(3), path(10), path(11), path(12), path(13)].sort());
    expect(await installed()).toEqual(FILES);
  });

  test("with a file that is wrong twice, once past every cache, is refused and names it", async () => {
    await olderRelease(Object.fromEntries(Object.entries(FILES).slice(1)));
    serve((url) => (url.pathname === path(0) ? script("rubbish") : null));
    await expect(install()).rejects.toMatchObject({ url: path(0) });
    expect(asked).toEqual([path(0), expect.stringMatching(/\?sw-again=\d+$/)]);
    expect((await installed())[path(0)]).toBeUndefined();
  });

  test.each([500, 502, 503, 504, 404])(
    "with a file that is answered with %i has no holes: it fails",
    async (status) => {
      await olderRelease(Object.fromEntries(Object.entries(FILES).slice(1)));
      serve((url) => (url.pathname === path(0) ? new Response("no", { status }) : null));
      await expect(install()).rejects.toThrow("cannot be had");
    },
  );
});
