import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { addUnits } from "../domain/cart/document.ts";
import { cartLinesOf } from "../domain/cart/server-cart.ts";
import { uuidv7 } from "../protocol/ids.ts";
import { orderRequest, problemAnswer } from "./device.test-suite.ts";
import { drain } from "./drain.ts";
import { queueOrder } from "./orders.ts";
import { queueCounts } from "./outbox.ts";
import { changeCart, fillCart, sendingDevice } from "./queued.test-suite.ts";

const phone = sendingDevice();
const { ports } = phone;

describe("sending a cart", () => {
  test("its unsent rows go up, the server's answer comes down, nothing is sent twice", async () => {
    const other = new Y.Doc();
    const doc = new Y.Doc();
    const cartId = await fillCart(phone.db, phone.now, doc);
    addUnits(other, "laptop", "ROPE-10", 5);
    phone.server.carts.set(cartId, Y.encodeStateAsUpdate(other));
    await drain(ports());

    expect(cartLinesOf(phone.server.carts.get(cartId) ?? null)).toEqual([
      { sku: "LAMP-RED", quantity: 1 },
      { sku: "ROPE-10", quantity: 7 },
    ]);
    const rows = await phone.db.getAllFromIndex("cart-updates", "cart", cartId);
    expect(rows.map((row) => [row.origin, row.sent])).toEqual([
      ["local", true],
      ["local", true],
      ["server", true],
    ]);
    expect(cartLinesOf(Y.mergeUpdates(rows.map((row) => row.bytes)))).toEqual(
      cartLinesOf(phone.server.carts.get(cartId) ?? null),
    );
    expect(await phone.db.get("meta", "cart-summary")).toMatchObject({ count: 8 });
    expect(await phone.db.count("outbox")).toBe(0);

    await changeCart(phone.db, phone.now, doc, (device) => addUnits(doc, device, "LAMP-RED", 1));
    await drain(ports());
    expect(phone.server.seen.at(-1)?.body).toMatchObject({ updates: { length: 1 } });
  });

  test("more rows than one body takes go in several units of one pass", async () => {
    const doc = new Y.Doc();
    const cartId = await changeCart(phone.db, phone.now, doc, (device) => {
      for (let index = 0; index < 90; index += 1) addUnits(doc, device, "ROPE-10", 1);
    });
    await drain(ports());
    expect(phone.server.seen).toHaveLength(2);
    expect(cartLinesOf(phone.server.carts.get(cartId) ?? null)).toEqual([{ sku: "ROPE-10", quantity: 90 }]);
    expect(await phone.db.count("outbox")).toBe(0);
  });

  test("a server that forgot the cart gets all of it again", async () => {
    const doc = new Y.Doc();
    const cartId = await fillCart(phone.db, phone.now, doc);
    await drain(ports());
    phone.server.carts.clear();
    await changeCart(phone.db, phone.now, doc, (device) => addUnits(doc, device, "ROPE-10", 1));
    await drain(ports());
    expect(cartLinesOf(phone.server.carts.get(cartId) ?? null)).toContainEqual({ sku: "ROPE-10", quantity: 3 });
    expect(await phone.db.count("outbox")).toBe(0);
  });

  test("a cart whose document the server began anew goes on in that one, with what was written offline", async () => {
    const cartId = await fillCart(phone.db, phone.now);
    await drain(ports());
    const fresh = new Y.Doc();
    addUnits(fresh, "laptop", "ROPE-10", 5);
    phone.server.carts.set(cartId, Y.encodeStateAsUpdate(fresh));
    phone.server.epochs.set(cartId, { epoch: 4, writers: { owners: {}, clients: {} } });
    await fillCart(phone.db, phone.now);
    await drain(ports());
    expect(cartLinesOf(phone.server.carts.get(cartId) ?? null)).toEqual([
      { sku: "LAMP-RED", quantity: 1 },
      { sku: "ROPE-10", quantity: 7 },
    ]);
    const rows = await phone.db.getAllFromIndex("cart-updates", "cart", cartId);
    expect(rows.map((row) => [row.origin, row.sent])).toEqual([["server", true]]);
    expect(cartLinesOf(rows[0]?.bytes ?? null)).toEqual(cartLinesOf(phone.server.carts.get(cartId) ?? null));
    expect(await phone.db.get("meta", "cart")).toMatchObject({ cartId, epoch: 4, replaced: 1 });
    expect(await phone.db.count("outbox")).toBe(0);
  });

  test("a cart that the server knows as somebody else's goes on under a new id", async () => {
    const cartId = await fillCart(phone.db, phone.now);
    phone.server.fates.push(() => problemAnswer("not-found"));
    await drain(ports());
    const head = await phone.db.get("meta", "cart");
    const moved = head?.name === "cart" ? head.cartId : "";
    expect(moved).not.toBe(cartId);
    expect(cartLinesOf(phone.server.carts.get(moved) ?? null)).toHaveLength(2);
    expect(phone.server.carts.has(cartId)).toBe(false);
    expect(await phone.db.count("outbox")).toBe(0);
    expect(await phone.db.countFromIndex("cart-updates", "cart", cartId)).toBe(0);
  });

  test("a stray 404 moves no cart", async () => {
    const cartId = await fillCart(phone.db, phone.now);
    phone.server.fates.push(() => new Response("<h1>Not found", { status: 404 }));
    await drain(ports());
    expect(await phone.db.get("meta", "cart")).toMatchObject({ cartId });
    expect(await queueCounts(phone.db)).toEqual({ waiting: 1, needsYou: 0 });
  });

  test("an order closes its cart: the rows and their sync are gone, a fresh cart begins", async () => {
    const cartId = await fillCart(phone.db, phone.now);
    const following = { cartId: uuidv7(), update: null, count: 0 };
    const key = uuidv7(phone.now);
    await queueOrder(phone.db, { key, request: orderRequest(cartId), offers: [], now: phone.now, following });
    expect(await phone.db.get("meta", "cart")).toMatchObject({ cartId: following.cartId });
    expect(await phone.db.get("meta", "cart-summary")).toMatchObject({ cartId: following.cartId, count: 0 });
    expect(await phone.db.countFromIndex("cart-updates", "cart", cartId)).toBe(0);
    expect((await phone.db.getAll("outbox")).map((entry) => entry.kind)).toEqual(["order"]);
  });
});
