import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RELEASE_ID_LENGTH } from "../protocol/release.ts";
import type { NodeHandler } from "./capture.ts";
import { releaseDir } from "./release/catalogue.ts";
import { newSplit, writeSplit } from "./release/split.ts";
import { writeRelease } from "./release/testing.ts";
import { serving } from "./testing.ts";
import { createTwoReleases } from "./two-releases.ts";

const A = "a".repeat(RELEASE_ID_LENGTH);
const B = "b".repeat(RELEASE_ID_LENGTH);
const NOW = Date.UTC(2026, 10, 27);
const OLDER = { Cookie: "holdfast-lot=60" };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "holdfast split "));
  vi.stubEnv("RELEASES_DIR", folder);
  vi.stubEnv("DATA_DIR", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const says =
  (release: string): NodeHandler =>
  async (request, response) => {
    response.appendHeader("Vary", "Accept-Encoding");
    response.end(`${release} ${request.url}`);
  };

/** The host of B with A beside it on this port, below these paths; null where A's process is away. */
function hostOf(port: number | null, basePath = "", besidePath = "") {
  const two = createTwoReleases({
    release: B,
    basePath,
    own: says("B"),
    seen: { document: () => {}, call: () => {} },
    now: () => NOW,
    draw: () => 0.5,
  });
  if (port !== null) two.tell({ split: newSplit(B, A, "25%", NOW), port, basePath: besidePath });
  return two;
}

async function ask(origin: string, path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${origin}${path}`, { headers, redirect: "manual" });
  const told = Object.fromEntries(["vary", "set-cookie", "location"].map((name) => [name, answer.headers.get(name)]));
  return { status: answer.status, text: await answer.text(), ...told };
}

/** Serves A on a port of its own for the time of one test. */
const besideA = <Result>(use: (port: number) => Promise<Result>) =>
  serving(says("A"), (origin) => use(Number(new URL(origin).port)));

const CHOSEN = "Cookie, X-Holdfast-Release";

test("a visitor of the release beside is answered by it, one of the live one by that, and caches are told of both", () =>
  besideA((port) =>
    serving(hostOf(port).handler, async (origin) => {
      expect(await ask(origin, "/cart", OLDER)).toEqual({
        status: 200,
        text: "A /cart",
        vary: `Accept-Encoding, ${CHOSEN}`,
        "set-cookie": null,
        location: null,
      });
      expect(await ask(origin, "/cart", { Cookie: "holdfast-lot=7" })).toMatchObject({
        text: "B /cart",
        vary: `${CHOSEN}, Accept-Encoding`,
      });
      expect(await ask(origin, "/cart")).toMatchObject({
        text: "A /cart",
        "set-cookie": expect.stringMatching(/^holdfast-lot=50;/),
      });
      expect(await ask(origin, "/api/orders", OLDER)).toMatchObject({ text: "B /api/orders", vary: "Accept-Encoding" });
      expect(await ask(origin, "/api/version", OLDER)).toMatchObject({ vary: `${CHOSEN}, Accept-Encoding` });
    }),
  ));

test("with one release nothing is chosen and caches hear of no choice", () =>
  serving(hostOf(null).handler, async (origin) => {
    expect(await ask(origin, "/cart", OLDER)).toMatchObject({
      text: "B /cart",
      vary: "Accept-Encoding",
      "set-cookie": null,
    });
  }));

test("while the one beside cannot be reached the live one answers its visitors", async () => {
  const port = await besideA(async (left) => left);
  await serving(hostOf(port).handler, async (origin) => {
    expect(await ask(origin, "/cart", OLDER)).toMatchObject({ status: 200, text: "B /cart" });
  });
});

test("below a path of its own only it can answer, so that its visitors wait; nothing varies", async () => {
  const port = await besideA(async (left) => {
    await serving(hostOf(left, "", "/v2").handler, async (origin) => {
      expect(await ask(origin, "/v2/cart")).toMatchObject({ text: "A /v2/cart", vary: "Accept-Encoding" });
      expect(await ask(origin, "/cart")).toMatchObject({ text: "B /cart", "set-cookie": null });
    });
    return left;
  });
  await serving(hostOf(port, "", "/v2").handler, async (origin) => {
    expect(await ask(origin, "/v2/cart")).toMatchObject({ status: 503 });
  });
});

test("navigations to a release that is gone are sent over, but not while its process is only being started again", () =>
  serving(hostOf(null).handler, async (origin) => {
    const document = { "Sec-Fetch-Dest": "document" };
    expect(await ask(origin, "/v2/cart", document)).toMatchObject({ status: 302, location: "/cart" });
    const record = { id: A, createdAt: "2026-11-27T12:00:00Z", fingerprint: "f", basePath: "/v2" };
    writeRelease(releaseDir(A), record);
    await writeSplit(newSplit(B, A, "100%", NOW));
    expect(await ask(origin, "/v2/cart", document)).toMatchObject({ status: 503 });
    // Its deadline is over.
    await writeSplit({ ...newSplit(B, A, "100%", NOW), deadline: NOW });
    expect(await ask(origin, "/v2/cart", document)).toMatchObject({ status: 302, location: "/cart" });
  }));
