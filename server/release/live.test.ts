import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RELEASE_ID_LENGTH } from "../../protocol/release.ts";
import { getRelease, listReleases } from "./catalogue.ts";
import { everLive, getLive, setLive } from "./live.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "live file "));
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("RELEASES_DIR", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("the pointer remembers what was live before, the latest first", async () => {
  expect(await getLive()).toBeNull();
  for (const id of ["A", "B", "C"]) await setLive(id);
  expect(await getLive()).toMatchObject({ live: "C", previous: ["B", "A"], left: [], deployment: 3 });
  expect(await everLive()).toEqual(["C", "B", "A"]);
});

test("whoever goes back leaves what came after; what is released next knows only the way that led to it", async () => {
  for (const id of ["A", "B", "C", "B"]) await setLive(id);
  expect(await getLive()).toMatchObject({ live: "B", previous: ["A"], left: ["C"] });
  await setLive("A");
  expect(await getLive()).toMatchObject({ live: "A", previous: [], left: ["B", "C"] });
  await setLive("D");
  expect(await getLive()).toMatchObject({ live: "D", previous: ["A"], left: ["B", "C"] });
  // Released once more, it is as good as any.
  await setLive("C");
  expect(await getLive()).toMatchObject({ live: "C", previous: ["D", "A"], left: ["B"] });
  // Tabs of what was left still need its files.
  expect((await everLive()).sort()).toEqual(["A", "B", "C", "D"]);
});

test("a start with older sources takes nothing back", async () => {
  for (const id of ["A", "B"]) await setLive(id);
  await setLive("A", { goesBack: false });
  expect(await getLive()).toMatchObject({ live: "A", previous: ["B"], left: [] });
});

test("a pointer that an older release wrote is read", async () => {
  writeFileSync(join(folder, "live.json"), JSON.stringify({ live: "B", previous: ["A"], deployment: 2 }));
  expect(await everLive()).toEqual(["B", "A"]);
  expect(await setLive("A")).toMatchObject({ live: "A", previous: [], left: ["B"] });
});

test.each(["", '{"live":"A","prev'])(
  "a pointer that a power cut spoilt (%j) is none, and the next start mends it",
  async (text) => {
    writeFileSync(join(folder, "live.json"), text);
    expect(await getLive()).toBeNull();
    await setLive("B");
    expect(await getLive()).toMatchObject({ live: "B", previous: [] });
  },
);

test("a release whose record is half-written is no release", async () => {
  const id = "r".repeat(RELEASE_ID_LENGTH);
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, "release.json"), '{"id":');
  expect(await getRelease(id)).toBeNull();
  expect(await listReleases()).toEqual([]);
});
