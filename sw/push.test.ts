import { beforeEach, expect, test, vi } from "vitest";
import type { DeviceMessage } from "../protocol/messages.ts";
import { startWorker } from "./worker.test-suite.ts";

let shown: [title: string, options: NotificationOptions][];

beforeEach(() => {
  vi.resetModules();
  startWorker([]);
  shown = [];
  Object.assign(registration, {
    showNotification: async (title: string, options: NotificationOptions) => void shown.push([title, options]),
  });
});

const news = (priceVersion: number) => JSON.stringify({ type: "PRICES_CHANGED", version: 1, priceVersion });

/** Delivers one push; what the tabs were told on it. */
async function deliver(text: string | null): Promise<DeviceMessage[]> {
  const { onDeviceMessage } = await import("../offline/bus.ts");
  const { takeInPush } = await import("./push.ts");
  const heard: DeviceMessage[] = [];
  const off = onDeviceMessage((message) => void heard.push(message));
  const data = text === null ? null : { json: (): unknown => JSON.parse(text) };
  // The handler reads no more of a push event than this.
  await takeInPush({ data } as unknown as PushEvent);
  off();
  return heard;
}

test("a newer price version is learned, told to every tab, and announced once", async () => {
  expect(await deliver(news(7))).toEqual([{ type: "CACHE_UPDATED", version: 1, priceVersion: 7, path: "" }]);
  expect(shown).toMatchObject([["Prices have changed", { tag: "holdfast" }]]);
  const { knownPriceVersion } = await import("./price-versions.ts");
  expect(await knownPriceVersion()).toBe(7);
});

test("one that is known already, or older, is no news: one neutral notification, and no tab is told", async () => {
  await deliver(news(7));
  for (const late of [news(7), news(6)]) {
    shown = [];
    expect(await deliver(late)).toEqual([]);
    expect(shown.map(([title]) => title)).toEqual(["News from the shop"]);
  }
});

test.each([
  null,
  "",
  "{",
  "null",
  "[]",
  '"7"',
  JSON.stringify({ title: "Sale" }),
  news(-1),
  JSON.stringify({ type: "PRICES_CHANGED", version: 2, priceVersion: 9 }),
  JSON.stringify({ type: "CACHE_UPDATED", version: 1, priceVersion: 9, path: "" }),
])("what cannot be read (%s) is one neutral notification and teaches nothing", async (text) => {
  expect(await deliver(text)).toEqual([]);
  expect(shown.map(([title]) => title)).toEqual(["News from the shop"]);
  const { knownPriceVersion } = await import("./price-versions.ts");
  expect(await knownPriceVersion()).toBe(0);
});
