import { beforeEach, describe, expect, test } from "vitest";
import { startWorker } from "./worker.test-suite.ts";

let worker = startWorker([]);
const { parseRange } = await import("./ranges.ts");

describe("a Range header", () => {
  test.each([
    ["bytes=0-4", { first: 0, last: 4 }],
    ["bytes=5-", { first: 5, last: 9 }],
    ["bytes=-3", { first: 7, last: 9 }],
    ["bytes=-99", { first: 0, last: 9 }],
    ["bytes=8-99", { first: 8, last: 9 }],
    ["BYTES = 0-0", null],
    ["bytes=10-", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=4-2", null],
    ["bytes=0-1,4-5", null],
    ["lines=0-1", null],
    ["bytes=-", null],
    ["", null],
  ])("%s of ten bytes is %o", (header, range) => {
    expect(parseRange(header, 10)).toEqual(range);
  });

  test("of an empty file cannot be satisfied", () => {
    expect(parseRange("bytes=0-", 0)).toBe("unsatisfiable");
    expect(parseRange("bytes=-1", 0)).toBe("unsatisfiable");
  });
});

describe("a part of a file", () => {
  const PATH = "/media/lamp/film-640.avif";
  const ask = (range: string, headers: Record<string, string> = {}) =>
    worker.ask(PATH, { headers: { Range: range, ...headers } });

  beforeEach(async () => {
    worker = startWorker([]);
    const cache = await worker.caches.open("holdfast|/|v1|images|all");
    const headers = { "Content-Type": "image/avif", ETag: '"1"', "Content-Length": "10" };
    await cache.put(PATH, new Response("0123456789", { headers }));
  });

  test("is cut from the copy at hand, without a network", async () => {
    const part = await ask("bytes=2-4");
    expect([part.status, await part.text()]).toEqual([206, "234"]);
    expect(part.headers.get("Content-Range")).toBe("bytes 2-4/10");
    expect(part.headers.get("Content-Length")).toBe("3");
    expect(part.headers.get("Content-Type")).toBe("image/avif");
  });

  test("beyond its end is a 416 that tells the size", async () => {
    const part = await ask("bytes=10-");
    expect([part.status, part.headers.get("Content-Range"), await part.text()]).toEqual([416, "bytes */10", ""]);
  });

  test("is the whole file where the caller has a part of another", async () => {
    expect((await ask("bytes=2-4", { "If-Range": '"0"' })).status).toBe(200);
    expect((await ask("bytes=2-4", { "If-Range": '"1"' })).status).toBe(206);
    expect(await (await ask("bytes=0-1,3-4")).text()).toBe("0123456789");
  });

  test("that only the network has is passed on and never stored as the file", async () => {
    worker.network = () => new Response("45", { status: 206, headers: { "Content-Type": "image/avif" } });
    const path = "/media/lamp/other-640.avif";
    expect((await worker.ask(path, { headers: { Range: "bytes=4-5" } })).status).toBe(206);
    worker.network = () => {
      throw new TypeError("Failed to fetch");
    };
    expect((await worker.ask(path)).status).toBe(504);
  });
});
