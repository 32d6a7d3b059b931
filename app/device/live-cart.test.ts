import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { addUnits, documentLines } from "../../domain/cart/document.ts";
import { toBase64 } from "../../offline/base64.ts";
import { announce } from "../../offline/bus.ts";
import type { DeviceDatabase } from "../../offline/database.ts";
import { freshDevice } from "../../offline/device.test-suite.ts";
import { getMeta } from "../../offline/meta.ts";
import { cartSyncKey } from "../../offline/outbox.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { followCart } from "./live-cart.ts";
import { PretendedSource, pretendPage } from "./stream-kit.test-suite.ts";

const queued = vi.hoisted(() => vi.fn());
// What sends is another's work; here it counts that it is asked to.
vi.mock("./sender.ts", () => ({ pageTriggers: () => ({ queued }) }));

let db: DeviceDatabase;
let page: ReturnType<typeof pretendPage>;
let cartId: string;
/** The server's document. */
let there: Y.Doc;
let stop: () => void;

beforeEach(async () => {
  queued.mockClear();
  db = await freshDevice();
  page = pretendPage();
  cartId = uuidv7();
  there = new Y.Doc();
  addUnits(there, "laptop", "ROPE-10", 1);
  await db.put("meta", { name: "cart", cartId, startedAt: 1 });
  await db.put("meta", { name: "cart-vector", cartId, stateVector: Y.encodeStateVector(there) });
  await db.add("cart-updates", { cartId, bytes: Y.encodeStateAsUpdate(there), origin: "server", sent: true });
  stop = followCart();
});
afterEach(() => {
  stop();
  expect(PretendedSource.open).toEqual([]);
  vi.unstubAllGlobals();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 5 });
const changed = () => announce({ type: "CART_CHANGED", version: MESSAGE_VERSION, cartId, count: null });

async function source(nth = 1): Promise<PretendedSource> {
  await until(() => expect(PretendedSource.opened).toHaveLength(nth));
  const [open, ...more] = PretendedSource.open;
  expect(more).toEqual([]);
  if (!open) throw new Error("nothing is open");
  return open;
}

function event(change: (doc: Y.Doc) => unknown, epoch = 0): string {
  const before = Y.encodeStateVector(there);
  change(there);
  const update = toBase64(Y.encodeStateAsUpdate(there, before));
  const stateVector = toBase64(Y.encodeStateVector(there));
  return JSON.stringify({ update, stateVector, lines: documentLines(there), epoch });
}

const more = (doc: Y.Doc) => addUnits(doc, "laptop", "ROPE-10", 1);
const units = async () => (await getMeta(db, "cart-summary"))?.count;

test("the stream is told what the device has, and events are stored in their order", async () => {
  const url = new URL((await source()).url, "http://shop");
  expect(url.pathname).toBe(`/api/carts/${cartId}/live`);
  expect(Object.fromEntries(url.searchParams)).toEqual({ epoch: "0", vector: toBase64(Y.encodeStateVector(there)) });
  const events = [event(more), event(more), event(more)];
  for (const data of events) PretendedSource.open[0]?.tell(data);
  await until(async () => expect(await units()).toBe(4));
  const doc = new Y.Doc();
  for (const { bytes } of await db.getAll("cart-updates")) Y.applyUpdate(doc, bytes);
  expect(documentLines(doc)).toEqual(documentLines(there));
  expect(PretendedSource.opened).toHaveLength(1);
});

test("when the shop begins to tell, every tab is told to ask anew who shares the cart", async () => {
  const open = await source();
  const posted = vi.spyOn(BroadcastChannel.prototype, "postMessage");
  open.answer();
  expect(posted.mock.calls).toEqual([[[]]]);
  posted.mockRestore();
});

test("who else looks is told to every tab, and not any longer once the stream has broken off", async () => {
  const told: unknown[] = [];
  const otherTab = new BroadcastChannel("holdfast-looking");
  otherTab.onmessage = ({ data }) => told.push(data);
  const open = await source();
  open.tellNamed("looking", '{"looking":["amber-otter"]}');
  await until(() => expect(told.at(-1)).toEqual(["amber-otter"]));
  open.breakOff();
  await until(() => expect(told.at(-1)).toEqual([]));
  otherTab.close();
});

test("a new epoch is left to a sync, and followed again when that is done", async () => {
  (await source()).tell(event(more, 1));
  await until(() => expect(queued).toHaveBeenCalledTimes(1));
  expect(await db.get("outbox", cartSyncKey(cartId))).toMatchObject({ kind: "cart-sync" });
  expect(PretendedSource.open).toEqual([]);
  await db.put("meta", { name: "cart", cartId, startedAt: 1, epoch: 1, replaced: 1 });
  changed();
  expect((await source(2)).url).toContain("epoch=1");
});

test("another cart that has become the current one is followed instead", async () => {
  await source();
  const next = uuidv7();
  await db.put("meta", { name: "cart", cartId: next, startedAt: 1 });
  changed();
  await until(() => expect(PretendedSource.open).toEqual([]));
  await db.add("cart-updates", { cartId: next, bytes: new Uint8Array([0, 0]), origin: "local", sent: true });
  changed();
  expect((await source(2)).url).toContain(next);
});

test("an event that meets another document is not stored, and the stream builds on that one", async () => {
  const first = await source();
  await db.put("meta", { name: "cart", cartId, startedAt: 1, replaced: 1 });
  first.tell(event(more));
  const second = await source(2);
  expect(await db.count("cart-updates")).toBe(1);
  second.tell(event(more));
  await until(async () => expect(await units()).toBe(3));
});

test("what is no event ends the stream until the cart changes here", async () => {
  (await source()).tell("{}");
  await until(() => expect(PretendedSource.open).toEqual([]));
  changed();
  await source(2);
});

test("a stream that is refused after it was heard has the server say why", async () => {
  const open = await source();
  open.tell(event(more));
  open.refuse();
  await until(() => expect(queued).toHaveBeenCalledTimes(1));
});

test("a page that is hidden or put away lets go, and follows again when it is shown", async () => {
  await source();
  page.show("hidden");
  expect(PretendedSource.open).toEqual([]);
  page.happens("pageshow");
  expect(PretendedSource.open).toEqual([]);
  page.show("visible");
  await source(2);
  page.happens("pagehide");
  page.show("visible");
  expect(PretendedSource.open).toEqual([]);
  page.happens("pageshow");
  await source(3);
});
