import { brotliDecompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { chooseEncoding, encodeBody } from "./encoding.ts";

const body = await encodeBody(Buffer.from("tide ".repeat(400)));

describe("compression", () => {
  it("keeps the bytes", () => {
    expect(brotliDecompressSync(body.br ?? Buffer.alloc(0)).toString()).toBe("tide ".repeat(400));
  });

  it.each([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br;q=0.0, gzip;q=0", "identity"],
    ["identity", "identity"],
    [undefined, "identity"],
  ])("chooses by Accept-Encoding: %s → %s", (accept, expected) => {
    expect(chooseEncoding(body, accept)).toBe(expected);
  });

  it("leaves what is too small to gain", async () => {
    expect(await encodeBody(Buffer.from("small"))).toEqual({ identity: Buffer.from("small") });
  });
});
