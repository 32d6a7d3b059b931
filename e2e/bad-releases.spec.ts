import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { releasesDir } from "../server/paths.ts";
import { listReleases, releaseDir } from "../server/release/catalogue.ts";
import { requireRelease } from "./lib/releases.ts";
import { expect, testWithShop } from "./lib/test.ts";

const test = testWithShop();
const live = async (origin: string) => (await fetch(`${origin}/cart`)).headers.get("x-app-version");

type Ended = { readonly code: number | null; readonly output: string };

function releaseCommand(dataDir: string, ...args: string[]): Promise<Ended> {
  return runRelease({ DATA_DIR: dataDir }, args);
}

function runRelease(environment: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<Ended> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "scripts/release.ts", ...args], {
    env: { ...process.env, ...environment },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}

test.describe("A release that cannot go live", () => {
  /** No build makes this id, so that nobody else's releases are touched. */
  const broken = "_broken_release_of_test_";
  test.afterEach(() => rmSync(releaseDir(broken), { recursive: true, force: true }));

  test("because it is half-written is refused, and the running one goes on", async ({ shop }) => {
    mkdirSync(releaseDir(broken), { recursive: true });
    await expect(shop.switchTo(broken)).rejects.toThrow("no complete release");
    writeFileSync(join(releaseDir(broken), "release.json"), '{"id":"');
    await expect(shop.switchTo(broken)).rejects.toThrow("no complete release");
    expect(await live(shop.origin)).toBe(shop.release);
  });

  test("because its manifest is missing is refused, and the running one goes on", async ({ shop }) => {
    const record = { id: broken, createdAt: "2000-01-01T00:00:00Z", fingerprint: "none" };
    for (const name of ["host.mjs", "background.mjs", "sw.js", "safety-worker.js"]) {
      cpSync(join(releaseDir(shop.release), name), join(releaseDir(broken), name));
    }
    mkdirSync(join(releaseDir(broken), "next/server"), { recursive: true });
    writeFileSync(join(releaseDir(broken), "next/BUILD_ID"), broken);
    writeFileSync(join(releaseDir(broken), "release.json"), JSON.stringify(record));
    await expect(shop.switchTo(broken)).rejects.toThrow("sw-manifest.json cannot be used");
    expect(await live(shop.origin)).toBe(shop.release);
  });

  test("because the disk is full changes nothing, and goes live when there is room", async ({ shop }) => {
    const b = requireRelease("b");
    const pointer = join(shop.dataDir, "live.json.new");
    // A file on which every write fails with ENOSPC, as on a full disk.
    symlinkSync("/dev/full", pointer);
    await expect(shop.switchTo(b)).rejects.toThrow("the disk is full");
    expect(await live(shop.origin)).toBe(shop.release);
    const { output } = await releaseCommand(shop.dataDir, "list");
    expect(output).toMatch(new RegExp(`live +${shop.release}`));
    rmSync(pointer);
    await shop.switchTo(b);
    await expect.poll(() => live(shop.origin)).toBe(b);
    await shop.switchTo(shop.release);
    await expect.poll(() => live(shop.origin)).toBe(shop.release);
  });
});

test("A disk that fills up while a release is built: the operator is told, nothing is left of it, and the shop sells on", async ({
  shop,
}) => {
  const tools = await mkdtemp(join(tmpdir(), "holdfast-tools-"));
  // Stands in for the builder on a full disk: it has written half of its files, and the next write fails with ENOSPC.
  const builder = `#!/bin/sh
mkdir -p "$HOLDFAST_DIST_DIR/server" && echo half > "$HOLDFAST_DIST_DIR/BUILD_ID" && cat "$HOLDFAST_DIST_DIR/BUILD_ID" > /dev/full
`;
  await writeFile(join(tools, "next"), builder, { mode: 0o755 });
  const before = await listReleases();
  const { code, output } = await runRelease({
    DATA_DIR: shop.dataDir,
    PATH: `${tools}:${process.env.PATH}`,
    SHOP_NOTICE: "Never built.",
  });
  await rm(tools, { recursive: true });
  expect(code).toBe(1);
  expect(output).toContain("The disk is full. Nothing was switched: what is live goes on. Make room");
  expect(await listReleases()).toEqual(before);
  expect(existsSync(join(releasesDir(), "_build"))).toBe(false);
  expect(await live(shop.origin)).toBe(shop.release);
  // Once there is room the same command works: these sources are built already.
  const again = await runRelease({ DATA_DIR: shop.dataDir });
  expect(again.output).toContain("live: ");
  expect(again.code).toBe(0);
});

test("Two operators who release at once: one switch is made, the other hears of it, and the shop sells on", async ({
  shop,
}) => {
  const b = requireRelease("b");
  const both = await Promise.allSettled([shop.switchTo(b), shop.switchTo(b)]);
  const refused = both.filter((result) => result.status === "rejected");
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(String(refused[0]?.reason)).toContain(`somebody else is switching to ${b}`);
  await expect.poll(() => live(shop.origin)).toBe(b);
});

test("The list tells which release is live and how many clients each was seen by; a rollback goes back", async ({
  shop,
}) => {
  const before = await live(shop.origin);
  for (let visitor = 0; visitor < 3; visitor += 1) {
    const agent = { "User-Agent": `visitor ${visitor}` };
    await fetch(`${shop.origin}/cart`, { headers: agent });
    await fetch(`${shop.origin}/api/version`, { headers: { ...agent, "X-Client-Build": requireRelease("a") } });
  }
  const list = async () => (await releaseCommand(shop.dataDir, "list")).output;
  await expect.poll(list).toMatch(new RegExp(`live +${before} .* [3-9] clients, \\d+ pages`));
  await expect.poll(list).toMatch(new RegExp(`${requireRelease("a")} .* [3-9] clients`));
  expect((await releaseCommand(shop.dataDir, "--rollback")).code).toBe(0);
  await expect.poll(() => live(shop.origin)).not.toBe(before);
  expect((await releaseCommand(shop.dataDir, "--nonsense")).code).toBe(1);
});
