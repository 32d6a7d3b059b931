import { afterEach, expect, test, vi } from "vitest";
import { freshDevice, shopServer } from "../../offline/device.test-suite.ts";
import { queueAnOrder } from "../../offline/queued.test-suite.ts";
import { pageTriggers } from "./sender.ts";
import { standStill } from "./standstill.ts";

afterEach(() => {
  pageTriggers().stop();
  vi.unstubAllGlobals();
});

test("while an update is applied a page sends nothing that waits, and afterwards it does", async () => {
  const db = await freshDevice();
  const shop = shopServer();
  // How patient to be is asked once a round has come to its end.
  const roundEnded = vi.fn(() => ({ charging: true, level: 1 }));
  const device = { onLine: true, getBattery: async () => roundEnded() };
  vi.stubGlobal("navigator", device);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("fetch", shop.fetch);
  await queueAnOrder(db, Date.now());
  standStill(true);
  pageTriggers().urge();
  await vi.waitFor(() => expect(roundEnded).toHaveBeenCalled(), { timeout: 10_000 });
  expect(shop.seen).toEqual([]);
  expect(await db.count("outbox")).toBe(1);
  standStill(false);
  pageTriggers().urge();
  await vi.waitFor(async () => expect(await db.count("outbox")).toBe(0), { timeout: 10_000 });
  expect(shop.seen.map(({ path }) => path)).toEqual(["/api/orders"]);
});
