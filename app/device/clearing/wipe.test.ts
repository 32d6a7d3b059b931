import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { coversDevice } from "../../../domain/cart/server-cart.ts";
import type { DeviceDatabase } from "../../../offline/database.ts";
import { freshDevice } from "../../../offline/device.test-suite.ts";
import { getMeta } from "../../../offline/meta.ts";
import { orderCancelEntry } from "../../../offline/outbox.ts";
import { clearCacheRequest } from "../../../protocol/clear-cache.ts";
import { changeCart } from "../cart-document.ts";

const { drained } = vi.hoisted(() => ({ drained: vi.fn() }));
vi.mock("../sender.ts", () => ({ drainNow: drained }));
vi.mock("../page-host.ts", () => ({ pageRelease: () => "release-of-page" }));

const { wipeDevice } = await import("./wipe.ts");

let db: DeviceDatabase;
let said: unknown[];
let answer: () => Promise<Response>;

beforeEach(async () => {
  db = await freshDevice();
  said = [];
  answer = async () => Response.json({ cleared: true });
  drained.mockReset().mockResolvedValue({ sent: 0, nextAttemptAt: null });
  vi.spyOn(console, "info").mockImplementation(() => {});
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    said.push(JSON.parse(String(init.body)));
    return answer();
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const waits = () => db.put("outbox", orderCancelEntry("order", "id", Date.now()));
const refusal = () =>
  Response.json(
    { type: "urn:holdfast:problem:not-flushed", code: "not-flushed", title: "Not yet", status: 409 },
    { status: 409, headers: { "Content-Type": "application/problem+json" } },
  );

test("a device that never had a cart has none to prove, and gets none by asking", async () => {
  expect(await wipeDevice()).toEqual({ verdict: "cleared", left: 0 });
  expect(said).toEqual([{ wipe: { confirmed: true, waiting: 0, cart: null } }]);
  expect(await getMeta(db, "cart")).toBeNull();
});

test("what the outbox holds after it was sent as far as it goes is told, to the shop and to the shopper", async () => {
  await waits();
  await db.put("outbox", { ...orderCancelEntry("another", "id", Date.now()), waitsFor: "shopper" });
  await db.put("outbox", orderCancelEntry("sent", "id", Date.now()));
  drained.mockImplementation(async () => {
    const entries = await db.getAll("outbox");
    for (const entry of entries)
      if (entry.kind === "order-cancel" && entry.orderKey === "sent") await db.delete("outbox", entry.key);
  });
  answer = async () => refusal();
  expect(await wipeDevice()).toEqual({ verdict: "not-flushed", left: 2 });
  expect(said).toEqual([{ wipe: { confirmed: true, waiting: 2, cart: null } }]);
});

test("the shop is told everything that the cart holds here, and nothing less covers it", async () => {
  await changeCart("add", "ROPE-10", 1);
  const before = await db.getAll("cart-updates");
  await changeCart("add", "ROPE-10", 2);
  const rows = await db.getAll("cart-updates");
  await wipeDevice();
  const { wipe } = clearCacheRequest.parse(said[0]);
  expect(wipe?.cart?.id).toBe((await getMeta(db, "cart"))?.cartId);
  // The cart was not sent: that is counted, too.
  expect(wipe?.waiting).toBe(1);
  const vector = Buffer.from(wipe?.cart?.stateVector ?? "", "base64");
  const known = (some: typeof rows) => Y.mergeUpdates(some.map(({ bytes }) => bytes));
  expect(coversDevice(known(rows), vector)).toBe(true);
  expect(coversDevice(known(before), vector)).toBe(false);
});

test("while the shop makes up its mind no tab changes the cart", async () => {
  await changeCart("add", "ROPE-10", 1);
  let decide: (response: Response) => void = () => {};
  answer = () =>
    new Promise((resolve) => {
      decide = resolve;
    });
  const wiping = wipeDevice();
  await vi.waitFor(() => expect(said).toHaveLength(1));
  const rows = await db.count("cart-updates");
  const change = changeCart("add", "ROPE-10", 1);
  // A change that nobody held up would have been stored after a few of these.
  for (let reads = 0; reads < 50; reads += 1) expect(await db.count("cart-updates")).toBe(rows);
  decide(Response.json({ cleared: true }));
  await Promise.all([wiping, change]);
  expect(await db.count("cart-updates")).toBe(rows + 1);
});

test("a shop that cannot be reached erases nothing, and what waits is told", async () => {
  await waits();
  answer = async () => Promise.reject(new TypeError("Failed to fetch"));
  expect(await wipeDevice()).toEqual({ verdict: "unreached", left: 1 });
});

test("where it cannot be known what waits the shop is not even asked", async () => {
  drained.mockRejectedValue(new Error("no database"));
  await expect(wipeDevice()).rejects.toThrow("no database");
  expect(said).toEqual([]);
});
