import { beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { addUnits, documentLines, ownCounters } from "../domain/cart/document.ts";
import type { CartLiveEvent } from "../protocol/cart.ts";
import { uuidv7 } from "../protocol/ids.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { healCart, storeLocalUpdate } from "./carts.ts";
import type { DeviceDatabase } from "./database.ts";
import { drainPorts, freshDevice, type ShopServer, shopServer } from "./device.test-suite.ts";
import { drain } from "./drain.ts";
import { getLiveBase, type LiveBase, storeLiveEvent } from "./live-cart.ts";
import { getMeta } from "./meta.ts";
import { openCart } from "./open-cart.ts";

const SKU = "ROPE-10";

let db: DeviceDatabase;
let server: ShopServer;
let cartId: string;
/** This device's document, and the server's with what others do to it. */
let own: Y.Doc;
let theirs: Y.Doc;

beforeEach(async () => {
  db = await freshDevice();
  server = shopServer();
  cartId = uuidv7();
  own = new Y.Doc();
  theirs = new Y.Doc();
  await openCart(db, { cartId, device: "phone1", now: 1 });
});

async function addHere(units: number): Promise<void> {
  const before = Y.encodeStateVector(own);
  addUnits(own, "phone1", SKU, units);
  const bytes = Y.encodeStateAsUpdate(own, before);
  await storeLocalUpdate(db, {
    cartId,
    replaced: 0,
    bytes,
    stateVector: Y.encodeStateVector(own),
    own: ownCounters(own, "phone1"),
    count: documentLines(own)[0]?.quantity ?? 0,
    now: 1,
  });
}

const sync = () => drain(drainPorts(server, {}), { eager: true });

/** As the server tells it to a stream that knows what it told before. */
let told: Uint8Array;
async function listen(): Promise<LiveBase> {
  const state = server.carts.get(cartId);
  if (state) Y.applyUpdate(theirs, state);
  const base = await getLiveBase(db);
  if (!base) throw new Error("there is nothing to listen to");
  told = base.vector === null ? Y.encodeStateVector(new Y.Doc()) : fromBase64(base.vector);
  return base;
}

function event(epoch = 0): CartLiveEvent {
  const update = toBase64(Y.encodeStateAsUpdate(theirs, told));
  told = Y.encodeStateVector(theirs);
  return { update, stateVector: toBase64(told), lines: documentLines(theirs), epoch };
}

async function stored(): Promise<Y.Doc> {
  const doc = new Y.Doc();
  for (const { bytes } of await db.getAllFromIndex("cart-updates", "cart", cartId)) Y.applyUpdate(doc, bytes);
  return doc;
}

const units = async () => documentLines(await stored())[0]?.quantity ?? 0;
const vector = async () => (await getMeta(db, "cart-vector"))?.stateVector ?? null;

test("a cart that the shop has never had is not listened to", async () => {
  expect(await getLiveBase(db)).toBeNull();
  await addHere(1);
  expect(await getLiveBase(db)).toBeNull();
  await sync();
  expect(await getLiveBase(db)).toMatchObject({ cartId, replaced: 0, epoch: 0 });
  await addHere(1);
  expect(await getLiveBase(db)).not.toBeNull();
});

test("what another device did is stored, counted and not asked for again", async () => {
  await addHere(1);
  await sync();
  const base = await listen();
  addUnits(theirs, "laptop", SKU, 4);
  expect(await storeLiveEvent(db, base, event())).toBe("stored");
  expect(await units()).toBe(5);
  expect((await getMeta(db, "cart-summary"))?.count).toBe(5);
  expect(await vector()).toEqual(Y.encodeStateVector(theirs));
});

test("the echo of what this device has sent stores nothing, settled or not", async () => {
  await addHere(1);
  await sync();
  const base = await listen();
  await addHere(2);
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(own));
  const echo = event();
  expect(await storeLiveEvent(db, base, echo)).toBe("known");
  await sync();
  expect(await storeLiveEvent(db, base, echo)).toBe("known");
  expect(await units()).toBe(3);
});

test("with changes still to be sent the count stays this device's, and they are sent all the same", async () => {
  await addHere(1);
  await sync();
  const base = await listen();
  await addHere(2);
  addUnits(theirs, "laptop", SKU, 4);
  expect(await storeLiveEvent(db, base, event())).toBe("stored");
  expect((await getMeta(db, "cart-summary"))?.count).toBe(3);
  await sync();
  const state = server.carts.get(cartId);
  const there = new Y.Doc();
  if (state) Y.applyUpdate(there, state);
  expect(documentLines(there)).toEqual([{ sku: SKU, quantity: 3 }]);
  expect(await units()).toBe(7);
});

test("after rows were damaged, nothing claims to be here before a sync has brought it", async () => {
  await addHere(1);
  await sync();
  const base = await listen();
  addUnits(theirs, "laptop", SKU, 4);
  await storeLiveEvent(db, base, event());
  const rows = await db.getAllKeysFromIndex("cart-updates", "cart", cartId);
  await healCart(db, cartId, rows, 1);
  addUnits(theirs, "laptop", SKU, 1);
  expect(await storeLiveEvent(db, base, event())).toBe("stored");
  expect(await vector()).toBeNull();
  server.carts.set(cartId, Y.encodeStateAsUpdate(theirs));
  await sync();
  expect(await units()).toBe(6);
  expect(await vector()).toEqual(Y.encodeStateVector(theirs));
});

test("an event for another document than the one that is here is not stored", async () => {
  await addHere(1);
  await sync();
  const base = await listen();
  addUnits(theirs, "laptop", SKU, 4);
  const before = await db.getAll("cart-updates");
  expect(await storeLiveEvent(db, base, event(1))).toBe("epoch");
  const cart = await getMeta(db, "cart");
  if (!cart) throw new Error("there is no cart");
  await db.put("meta", { ...cart, replaced: 1 });
  expect(await storeLiveEvent(db, base, event())).toBe("moved");
  await db.put("meta", { ...cart, cartId: uuidv7() });
  expect(await storeLiveEvent(db, base, event())).toBe("moved");
  expect(await db.getAll("cart-updates")).toEqual(before);
});
