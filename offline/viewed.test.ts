import { beforeEach, expect, test } from "vitest";
import type { DeviceDatabase } from "./database.ts";
import { freshDevice } from "./device.test-suite.ts";
import { forgetViewed, listViewed, rememberViewed } from "./viewed.ts";

let db: DeviceDatabase;
beforeEach(async () => {
  db = await freshDevice();
});

const view = (slug: string, viewedAt: number) =>
  rememberViewed(db, { slug, name: `The ${slug}`, picture: `/media/${slug}/red-front`, viewedAt });
const slugs = async () => (await listViewed(db)).map(({ slug }) => slug);

test("products come back newest first, each once, however often it was viewed", async () => {
  await view("lamp", 1);
  await view("rope", 2);
  await view("lamp", 3);
  expect(await slugs()).toEqual(["lamp", "rope"]);
});

test("twelve are remembered, the oldest go", async () => {
  for (let at = 1; at <= 14; at += 1) await view(`thing-${at}`, at);
  expect(await slugs()).toHaveLength(12);
  expect(await slugs()).not.toContain("thing-2");
  expect((await slugs())[0]).toBe("thing-14");
});

test("forgetting forgets all of them", async () => {
  await view("lamp", 1);
  await forgetViewed(db);
  expect(await slugs()).toEqual([]);
});
