import { beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { addUnits, documentLines, setUnits } from "../../domain/cart/document.ts";
import { toBase64 } from "../../offline/base64.ts";
import { type DeviceDatabase, deviceDatabase } from "../../offline/database.ts";
import {
  drainPorts,
  freshDevice,
  orderRequest,
  problemAnswer,
  type ShopServer,
  shopServer,
} from "../../offline/device.test-suite.ts";
import { drain } from "../../offline/drain.ts";
import { listOrders } from "../../offline/orders.ts";
import { getShare, hasUnsent, keepCopy, leaveCart, queueSync, storeSharing } from "../../offline/shared-cart.ts";
import type { CartSyncAnswer } from "../../protocol/cart.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import type { Sharing } from "../../protocol/sharing.ts";
import type { FormerCart } from "./enter-cart.ts";

type Tab = typeof import("./cart-document.ts") & typeof import("./enter-cart.ts");

/** Another tab of the same device: the same database, a module state of its own. */
async function openTab(): Promise<Tab> {
  vi.resetModules();
  return { ...(await import("./cart-document.ts")), ...(await import("./enter-cart.ts")) };
}

const [ROPE, LAMP, MUG] = ["ROPE-10", "LAMP-RED", "MUG-WHITE"];
const line = (sku: string, quantity: number) => ({ sku, quantity });

let db: DeviceDatabase;
let server: ShopServer;
let shared: string;
/** The document of another member's device. */
let theirs: Y.Doc;

beforeEach(async () => {
  db = await freshDevice();
  server = shopServer();
  shared = uuidv7();
  theirs = new Y.Doc();
  addUnits(theirs, "phone1", ROPE, 2);
  await theySync();
});

async function ask(body: object): Promise<CartSyncAnswer> {
  const answer = await server.fetch(`/api/carts/${shared}/sync`, { method: "POST", body: JSON.stringify(body) });
  return answer.json();
}

async function theySync(): Promise<void> {
  const updates = [toBase64(Y.encodeStateAsUpdate(theirs))];
  const { update } = await ask({ stateVector: null, updates, epoch: 0 });
  Y.applyUpdate(
    theirs,
    Uint8Array.from(atob(update), (letter) => letter.charCodeAt(0)),
  );
}

const sharing = (): Sharing => ({
  cartId: shared,
  role: "member",
  members: [],
  invitation: null,
  roomKey: "key",
  ordered: null,
});

async function enter(former: FormerCart, tab?: Tab): Promise<Tab> {
  const on = tab ?? (await openTab());
  await tryToEnter(on, former);
  return on;
}

async function tryToEnter(on: Tab, former: FormerCart) {
  return on.enterSharedCart(sharing(), await ask({ stateVector: null, updates: [], epoch: 0 }), former);
}

const sync = () => drain(drainPorts(server));

test("what the device had goes along into a shared cart, and reaches the others", async () => {
  const tab = await openTab();
  const { cartId } = await tab.changeCart("add", LAMP, 3);
  await enter("bring", tab);
  expect(await tab.readCart()).toMatchObject({ cartId: shared, lines: [line(LAMP, 3), line(ROPE, 2)], saved: "here" });
  await sync();
  await theySync();
  expect(documentLines(theirs)).toEqual([line(LAMP, 3), line(ROPE, 2)]);
  expect((await tab.readCart()).saved).toBe("everywhere");
  expect(await db.getAllFromIndex("cart-updates", "cart", cartId)).toEqual([]);
});

test("a cart that is kept aside is back, with its changes, when the shared one is left", async () => {
  const tab = await openTab();
  const { cartId } = await tab.changeCart("add", LAMP, 3);
  await sync();
  await enter("keep", tab);
  expect((await tab.readCart()).lines).toEqual([line(ROPE, 2)]);
  await tab.changeCart("add", MUG, 1);
  await sync();
  expect(await hasUnsent(db, shared)).toBe(false);
  expect(await leaveCart(db, { suggestedId: uuidv7(), now: 1, dropUnsent: false })).toEqual({ cartId, count: 3 });
  expect(await tab.readCart()).toMatchObject({ cartId, lines: [line(LAMP, 3)] });
  expect(await getShare(db)).toBeNull();
  await sync();
  expect((await tab.readCart()).saved).toBe("everywhere");
  expect(documentLines(await docOf(cartId))).toEqual([line(LAMP, 3)]);
});

async function docOf(cartId: string): Promise<Y.Doc> {
  const doc = new Y.Doc();
  const state = server.carts.get(cartId);
  if (state) Y.applyUpdate(doc, state);
  return doc;
}

test("a cart whose changes the server lacks is not kept aside, where nobody would send them: nothing has changed then", async () => {
  const tab = await openTab();
  const before = await tab.changeCart("add", LAMP, 3);
  expect(await tryToEnter(tab, "keep")).toBe("unsent-former");
  expect(await tab.readCart()).toMatchObject({ cartId: before.cartId, lines: [line(LAMP, 3)], saved: "here" });
  expect(await getShare(db)).toBeNull();
  await sync();
  expect(await tryToEnter(tab, "keep")).toBe(2);
});

test("a change that is made while a shared cart is being left stays, and the cart with it", async () => {
  const tab = await enter("bring");
  await tab.changeCart("add", MUG, 1);
  const leave = { suggestedId: uuidv7(), now: 1, dropUnsent: false };
  expect(await leaveCart(db, leave)).toBeNull();
  expect(await tab.readCart()).toMatchObject({ cartId: shared, lines: [line(MUG, 1), line(ROPE, 2)], saved: "here" });
  expect(await leaveCart(db, { ...leave, dropUnsent: true })).toEqual({ cartId: leave.suggestedId, count: 0 });
});

test("what does not fit is not brought along by half: nothing has changed then", async () => {
  const tab = await openTab();
  const before = await tab.changeCart("set", ROPE, 98);
  await sync();
  expect(await tryToEnter(tab, "bring")).toBe("does-not-fit");
  expect(await tab.readCart()).toMatchObject({ cartId: before.cartId, lines: [line(ROPE, 98)] });
  expect(await getShare(db)).toBeNull();
  await enter("keep", tab);
  expect(await tab.readCart()).toMatchObject({ cartId: shared, lines: [line(ROPE, 2)] });
});

test("a tab that still shows the former cart changes the shared one from then on", async () => {
  const [tab, other] = [await openTab(), await openTab()];
  await tab.changeCart("add", LAMP, 1);
  await other.readCart();
  await enter("bring", tab);
  expect(await other.changeCart("add", ROPE, 1)).toMatchObject({ cartId: shared, quantity: 3 });
  expect((await tab.readCart()).lines).toEqual([line(LAMP, 1), line(ROPE, 3)]);
});

test("who comes back to a cart counts under another name than before, and nothing is lost", async () => {
  const tab = await enter("bring");
  await tab.changeCart("add", MUG, 4);
  await sync();
  await leaveCart(db, { suggestedId: uuidv7(), now: 1, dropUnsent: false });
  await tab.changeCart("add", MUG, 1);
  await enter("bring", tab);
  await sync();
  expect((await tab.readCart()).lines).toEqual([line(MUG, 5), line(ROPE, 2)]);
});

test("a device that was taken out goes on with a copy of its own, and is told so", async () => {
  const tab = await enter("bring");
  await tab.changeCart("add", MUG, 1);
  server.fates.push(() => problemAnswer("not-found"));
  await sync();
  const copy = await tab.readCart();
  expect(copy).toMatchObject({ lines: [line(MUG, 1), line(ROPE, 2)] });
  expect(copy.cartId).not.toBe(shared);
  expect(await getShare(db)).toMatchObject({ stands: false, share: { sharing: { cartId: shared } } });
  await sync();
  expect(documentLines(await docOf(copy.cartId))).toEqual(copy.lines);
  expect(documentLines(await docOf(shared))).toEqual([line(ROPE, 2)]);
  await keepCopy(db);
  expect(await getShare(db)).toBeNull();
  expect((await tab.readCart()).cartId).toBe(copy.cartId);
});

test("what is heard of another cart changes nothing, and a question to the shop is sent once", async () => {
  await enter("bring");
  expect(await storeSharing(db, { ...sharing(), cartId: uuidv7() })).toBe(false);
  expect(await storeSharing(db, { ...sharing(), roomKey: "another" })).toBe(true);
  expect((await getShare(db))?.share.sharing.roomKey).toBe("another");
  await queueSync(db, shared, 1);
  await queueSync(db, shared, 2);
  expect(await db.getAll("outbox")).toMatchObject([{ cartId: shared, createdAt: 1 }]);
});

test("an order from a shared cart takes out what it ordered, for everybody, and what others add stays", async () => {
  const tab = await enter("bring");
  addUnits(theirs, "phone1", LAMP, 1);
  addUnits(theirs, "phone1", ROPE, 1);
  const closed = await tab.closeCartWithOrder({ key: uuidv7(), request: orderRequest(shared), offers: [], now: 1 });
  expect(closed).toMatchObject({ cartId: shared, count: 0 });
  await theySync();
  await sync();
  await theySync();
  expect(documentLines(theirs)).toEqual([line(LAMP, 1), line(ROPE, 1)]);
  expect(await tab.readCart()).toMatchObject({ cartId: shared, lines: [line(LAMP, 1), line(ROPE, 1)] });
  expect([...server.orders.values()]).toHaveLength(1);
});

test("a shared cart is ordered from again and again, and a review that was left open orders nothing twice", async () => {
  const tab = await enter("bring");
  const order = () => ({ key: uuidv7(), request: orderRequest(shared), offers: [], now: Date.now() });
  const first = await tab.closeCartWithOrder(order());
  const other = await openTab();
  expect(await other.closeCartWithOrder(order())).toEqual(first);
  await other.changeCart("add", ROPE, 2);
  const second = await other.closeCartWithOrder(order());
  expect(second?.key).not.toBe(first?.key);
  expect(await listOrders(db)).toHaveLength(2);
});

test("what another device has ordered meanwhile is not ordered here", async () => {
  const tab = await enter("bring");
  setUnits(theirs, "phone1", ROPE, 0);
  await theySync();
  await queueSync(db, shared, 1);
  await sync();
  const closed = await tab.closeCartWithOrder({ key: uuidv7(), request: orderRequest(shared), offers: [], now: 1 });
  expect(closed).toBeNull();
  expect(await (await deviceDatabase()).getAll("orders")).toEqual([]);
});

test("mending a refused order from a shared cart leaves the cart and earlier orders alone", async () => {
  const tab = await enter("bring");
  const order = () => ({ key: uuidv7(), request: orderRequest(shared), offers: [], now: Date.now() });
  const earlier = await tab.closeCartWithOrder(order());
  await sync();
  await tab.changeCart("add", ROPE, 3);
  const refused = await tab.closeCartWithOrder(order());
  server.fates.push(...Array.from({ length: 2 }, () => () => problemAnswer("out-of-stock")));
  await sync();
  const replaces = refused?.key ?? "";
  const mended = await tab.closeCartWithOrder({ ...order(), replaces });
  expect([earlier?.key, replaces]).not.toContain(mended?.key);
  expect(await tab.readCart()).toMatchObject({ cartId: shared, lines: [line(ROPE, 1)] });
  expect((await listOrders(db)).map(({ state }) => state).sort()).toEqual(["cancelled", "confirmed", "queued"]);
});
