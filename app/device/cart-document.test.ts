import { beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { addUnits, ownCounters } from "../../domain/cart/document.ts";
import { cartLinesOf } from "../../domain/cart/server-cart.ts";
import { toBase64 } from "../../offline/base64.ts";
import { deviceDatabase } from "../../offline/database.ts";
import { drainPorts, freshDevice, orderRequest, problemAnswer, shopServer } from "../../offline/device.test-suite.ts";
import { drain } from "../../offline/drain.ts";
import { bringCartBack } from "../../offline/lost.ts";
import { getMeta } from "../../offline/meta.ts";
import { cartSyncKey } from "../../offline/outbox.ts";
import { callOff } from "../../offline/waiting.ts";
import { uuidv7 } from "../../protocol/ids.ts";

type Tab = typeof import("./cart-document.ts");

/** Another tab of the same device: the same database, a module state of its own. */
async function openTab(): Promise<Tab> {
  vi.resetModules();
  return import("./cart-document.ts");
}

beforeEach(async () => {
  await freshDevice();
});

const ROPE = "ROPE-10";
const rope = (quantity: number) => [{ sku: ROPE, quantity }];

test("two tabs that add at the same moment lose nothing", async () => {
  const [one, two] = [await openTab(), await openTab()];
  await Promise.all([
    one.changeCart("add", ROPE, 1),
    two.changeCart("add", ROPE, 1),
    one.changeCart("add", ROPE, 1),
    two.changeCart("add", ROPE, 1),
  ]);
  const [seenByOne, seenByTwo] = [await one.readCart(), await two.readCart()];
  expect(seenByOne.lines).toEqual(rope(4));
  expect(seenByTwo).toEqual(seenByOne);
  expect(seenByOne.saved).toBe("here");
});

test("quick taps on one more and one less each count, never below one, and bring back no line that is gone", async () => {
  const [one, two] = [await openTab(), await openTab()];
  await one.changeCart("add", ROPE, 1);
  const up = await Promise.all([one.changeCart("step", ROPE, 1), two.changeCart("step", ROPE, 1)]);
  expect(up.map(({ quantity }) => quantity).sort()).toEqual([2, 3]);
  const down = await Promise.all([1, 2, 3].map(() => one.changeCart("step", ROPE, -1)));
  expect(down.map(({ quantity }) => quantity)).toEqual([2, 1, 1]);
  await two.changeCart("set", ROPE, 0);
  expect(await one.changeCart("step", ROPE, 1)).toMatchObject({ quantity: 0, count: 0 });
});

test("a change is on the disk when it resolves", async () => {
  const changed = await (await openTab()).changeCart("set", ROPE, 3);
  expect(changed).toMatchObject({ quantity: 3, limited: null, count: 3 });
  expect((await (await openTab()).readCart()).lines).toEqual(rope(3));
});

test("a cart of very many changes is merged and stays the same", async () => {
  const tab = await openTab();
  for (let index = 0; index < 60; index += 1) await tab.changeCart("add", ROPE, 1);
  expect((await tab.readCart()).lines).toEqual(rope(60));
  const [row, ...others] = await (await deviceDatabase()).getAll("cart-updates");
  expect(others).toEqual([]);
  // The server takes so many changes at once and no more: what was written over goes with the next that follows it.
  expect(Y.decodeUpdate(row?.bytes ?? new Uint8Array()).structs.length).toBeLessThan(4);
  expect((await (await openTab()).readCart()).lines).toEqual(rope(60));
  await tab.changeCart("set", ROPE, 1);
  expect((await (await openTab()).readCart()).lines).toEqual(rope(1));
});

test("a row that cannot be read is dropped, the rest is kept and the server is asked", async () => {
  const { cartId } = await (await openTab()).changeCart("add", ROPE, 2);
  const db = await deviceDatabase();
  const broken = { cartId, bytes: new Uint8Array([9, 9, 9]), origin: "server" as const, sent: true };
  await db.add("cart-updates", broken);
  expect((await (await openTab()).readCart()).lines).toEqual(rope(2));
  expect(await db.count("cart-updates")).toBe(1);
  expect(await db.get("meta", "cart-vector")).toBeUndefined();
  expect(await db.getAll("outbox")).toMatchObject([{ kind: "cart-sync", cartId }]);
});

test("an order takes its lines along; what was added meanwhile stays in a fresh cart", async () => {
  const tab = await openTab();
  const { cartId } = await tab.changeCart("add", ROPE, 2);
  const other = await openTab();
  await other.changeCart("add", ROPE, 1);
  await other.changeCart("add", "LAMP-RED", 1);
  const fresh = await tab.closeCartWithOrder({
    key: uuidv7(),
    request: orderRequest(cartId),
    offers: [],
    now: Date.now(),
  });
  expect(fresh?.cartId).not.toBe(cartId);
  expect(fresh?.count).toBe(2);
  expect(await other.readCart()).toMatchObject({
    cartId: fresh?.cartId,
    lines: [
      { sku: "LAMP-RED", quantity: 1 },
      { sku: ROPE, quantity: 1 },
    ],
  });
});

test("a review that was left open in another tab orders nothing twice", async () => {
  const tab = await openTab();
  const { cartId } = await tab.changeCart("add", ROPE, 2);
  const order = { request: orderRequest(cartId), offers: [], now: Date.now() };
  const first = await tab.closeCartWithOrder({ ...order, key: uuidv7() });
  const other = await openTab();
  await other.changeCart("add", "LAMP-RED", 1);
  expect(await other.closeCartWithOrder({ ...order, key: uuidv7() })).toEqual({ ...first, count: 1 });
  expect((await other.readCart()).lines).toEqual([{ sku: "LAMP-RED", quantity: 1 }]);
});

test("an order that is not made from the cart leaves the cart alone", async () => {
  const tab = await openTab();
  const { cartId } = await tab.changeCart("add", ROPE, 2);
  const after = await tab.closeCartWithOrder({ key: uuidv7(), request: orderRequest(uuidv7()), offers: [], now: 1 });
  expect(after).toMatchObject({ cartId, count: 2 });
  expect((await tab.readCart()).lines).toEqual(rope(2));
});

test("a line is only here from its edit on until the shop has it, and the others stay as they are", async () => {
  const tab = await openTab();
  await tab.changeCart("add", ROPE, 1);
  await tab.changeCart("add", "LAMP-BRASS", 1);
  expect((await tab.readCart()).unsaved).toEqual(["LAMP-BRASS", ROPE]);
  const server = shopServer();
  await drain(drainPorts(server, {}), { eager: true });
  expect(await tab.readCart()).toMatchObject({ saved: "everywhere", unsaved: [] });
  await tab.changeCart("add", ROPE, 1);
  expect(await tab.readCart()).toMatchObject({ saved: "here", unsaved: [ROPE] });
  await drain(drainPorts(server, {}), { eager: true });
  expect(await tab.readCart()).toMatchObject({ saved: "everywhere", unsaved: [] });
});

test("changes that the shop refused and the shopper dropped do not come back from an open tab", async () => {
  const [tab, other] = [await openTab(), await openTab()];
  await tab.changeCart("add", ROPE, 1);
  const server = shopServer();
  await drain(drainPorts(server, {}), { eager: true });
  const { cartId } = await tab.changeCart("add", ROPE, 4);
  expect((await other.readCart()).lines).toEqual(rope(5));
  const refuse = () => problemAnswer("cart-refused");
  server.fates.push(refuse, refuse);
  await drain(drainPorts(server, {}), { eager: true });
  expect(await callOff(await deviceDatabase(), cartSyncKey(cartId), Date.now())).toBe("gone");
  await drain(drainPorts(server, {}), { eager: true });
  for (const open of [tab, other]) expect((await open.readCart()).lines).toEqual(rope(1));
  await tab.changeCart("add", "LAMP-BRASS", 1);
  await drain(drainPorts(server, {}), { eager: true });
  expect((await other.readCart()).lines).toEqual([{ sku: "LAMP-BRASS", quantity: 1 }, ...rope(1)]);
});

const ticks = async (count: number) => {
  for (let tick = 0; tick < count; tick += 1) await new Promise<void>((resolve) => setImmediate(resolve));
};

test("a change that meets the dropping of refused ones is whole and they are not, or they are not dropped", async () => {
  const ends = new Set<string>();
  for (let delay = 0; delay < 40; delay += 1) {
    const db = await freshDevice();
    const tab = await openTab();
    const server = shopServer();
    const sync = () => drain(drainPorts(server, {}), { eager: true });
    await tab.changeCart("add", ROPE, 1);
    await sync();
    const { cartId } = await tab.changeCart("add", ROPE, 4);
    const refuse = () => problemAnswer("cart-refused");
    server.fates.push(refuse, refuse);
    await sync();
    const drop = async () => {
      await ticks(Math.max(0, delay - 20));
      return callOff(db, cartSyncKey(cartId), Date.now());
    };
    const add = async () => {
      await ticks(Math.max(0, 20 - delay));
      return tab.changeCart("add", "LAMP-BRASS", 2);
    };
    const [outcome] = await Promise.all([drop(), add()]);
    ends.add(outcome);
    const lines = [{ sku: "LAMP-BRASS", quantity: 2 }, ...rope(outcome === "gone" ? 1 : 5)];
    expect((await (await openTab()).readCart()).lines).toEqual(lines);
    const rows = await db.getAllFromIndex("cart-updates", "cart", cartId);
    const document = new Y.Doc();
    for (const { bytes } of rows) Y.applyUpdate(document, bytes);
    const device = await getMeta(db, "device");
    expect((await getMeta(db, "cart-counters"))?.own).toEqual(ownCounters(document, device?.tag ?? ""));
    await sync();
    expect(await db.count("outbox")).toBe(0);
    expect(cartLinesOf(server.carts.get(cartId) ?? null)).toEqual(lines);
    expect((await tab.readCart()).lines).toEqual(lines);
  }
  expect(ends).toEqual(new Set(["gone", "overtaken"]));
});

test("a tab whose database was deleted under it brings back what this device had put in, and the shop the rest", async () => {
  const tab = await openTab();
  const server = shopServer();
  const { cartId } = await tab.changeCart("add", ROPE, 1);
  const sync = () => drain(drainPorts(server, {}), { eager: true });
  await sync();
  const laptop = new Y.Doc();
  addUnits(laptop, "laptop", ROPE, 4);
  const body = JSON.stringify({ stateVector: null, updates: [toBase64(Y.encodeStateAsUpdate(laptop))], epoch: 0 });
  await server.fetch(`/api/carts/${cartId}/sync`, { method: "POST", body });
  await tab.changeCart("add", ROPE, 2);
  await freshDevice();
  expect(await tab.readCart()).toMatchObject({ cartId, lines: rope(3), saved: "here" });
  await sync();
  expect(await tab.readCart()).toMatchObject({ cartId, lines: rope(7), saved: "everywhere" });
  const other = await openTab();
  expect(await other.readCart()).toMatchObject({ cartId, lines: rope(7) });
  for (let one = 0; one < 4; one += 1) await other.changeCart("add", ROPE, 1);
  expect((await tab.readCart()).lines).toEqual(rope(11));
});

test("a change on a database that was deleted meanwhile is made on what the tab still had", async () => {
  const tab = await openTab();
  await tab.changeCart("add", ROPE, 2);
  await freshDevice();
  expect((await tab.changeCart("add", ROPE, 1)).quantity).toBe(3);
  expect((await (await openTab()).readCart()).lines).toEqual(rope(3));
});

test("a tab goes on with its own changes in a cart that another tab has brought back from the shop", async () => {
  const tab = await openTab();
  const server = shopServer();
  const { cartId } = await tab.changeCart("add", ROPE, 1);
  await drain(drainPorts(server, {}), { eager: true });
  await tab.changeCart("add", ROPE, 2);
  await freshDevice();
  await bringCartBack(await deviceDatabase(), [{ cartId, units: 1 }], Date.now());
  expect(await tab.readCart()).toMatchObject({ cartId, lines: rope(3), saved: "here" });
  await drain(drainPorts(server, {}), { eager: true });
  expect(await tab.readCart()).toMatchObject({ cartId, lines: rope(3), saved: "everywhere" });
});

test("a cart that only the shop remembers comes back with what was added before it did", async () => {
  const server = shopServer();
  const { cartId } = await (await openTab()).changeCart("add", ROPE, 2);
  await drain(drainPorts(server, {}), { eager: true });
  await freshDevice();
  const tab = await openTab();
  await tab.changeCart("add", "LAMP-BRASS", 1);
  await bringCartBack(await deviceDatabase(), [{ cartId, units: 2 }], Date.now());
  await drain(drainPorts(server, {}), { eager: true });
  expect(await tab.readCart()).toMatchObject({
    cartId,
    lines: [{ sku: "LAMP-BRASS", quantity: 1 }, ...rope(2)],
    saved: "everywhere",
  });
});
