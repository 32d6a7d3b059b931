import { describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { addUnits } from "../domain/cart/document.ts";
import { cartLinesOf, syncServerCart } from "../domain/cart/server-cart.ts";
import { NO_WRITERS } from "../domain/cart/writers.ts";
import { uuidv7 } from "../protocol/ids.ts";
import { healCart } from "./carts.ts";
import { type Fate, orderRequest, problemAnswer } from "./device.test-suite.ts";
import { drain } from "./drain.ts";
import { queueOrder } from "./orders.ts";
import { cartSyncKey, queueCounts, waitsForUpdate } from "./outbox.ts";
import { changeCart, fillCart, sendingDevice } from "./queued.test-suite.ts";

const phone = sendingDevice();
const { ports, queue } = phone;

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

  test("a change whose session a member has stolen comes to the server all the same", async () => {
    const doc = new Y.Doc();
    const cartId = await fillCart(phone.db, phone.now, doc);
    await drain(ports());
    const stored = () => ({
      epoch: 0,
      writers: NO_WRITERS,
      ...phone.server.epochs.get(cartId),
      state: phone.server.carts.get(cartId) ?? null,
    });
    // What this device tells its peers before the server, one of them sends first, as its own.
    const victim = new Y.Doc();
    Y.applyUpdate(victim, Y.encodeStateAsUpdate(doc));
    const thief = new Y.Doc();
    Y.applyUpdate(thief, Y.encodeStateAsUpdate(doc));
    thief.clientID = victim.clientID;
    const before = Y.encodeStateVector(thief);
    addUnits(thief, "thief1", "SOCK-GRY-42", 1);
    const robbed = syncServerCart(stored(), {
      owner: "device-b",
      updates: [Y.encodeStateAsUpdate(thief, before)],
      stateVector: null,
      epoch: 0,
      own: null,
    });
    if (!robbed.ok) throw new Error(robbed.reason);
    phone.server.carts.set(cartId, robbed.cart.state);
    phone.server.epochs.set(cartId, robbed.cart);

    await changeCart(phone.db, phone.now, victim, (device) => addUnits(victim, device, "MUG-BLU", 2));
    await drain(ports());
    expect(cartLinesOf(phone.server.carts.get(cartId) ?? null)).toEqual([
      { sku: "LAMP-RED", quantity: 1 },
      { sku: "MUG-BLU", quantity: 2 },
      { sku: "ROPE-10", quantity: 2 },
      { sku: "SOCK-GRY-42", quantity: 1 },
    ]);
    expect(await phone.db.count("outbox")).toBe(0);
    const rows = await phone.db.getAllFromIndex("cart-updates", "cart", cartId);
    expect(cartLinesOf(Y.mergeUpdates(rows.map((row) => row.bytes)))).toEqual(
      cartLinesOf(phone.server.carts.get(cartId) ?? null),
    );
  });

  test("what is found damaged while a sync is under way is asked for again once that was answered", async () => {
    const laptop = new Y.Doc();
    const doc = new Y.Doc();
    const cartId = await fillCart(phone.db, phone.now, doc);
    addUnits(laptop, "laptop", "ROPE-10", 5);
    phone.server.carts.set(cartId, Y.encodeStateAsUpdate(laptop));
    await drain(ports());
    const rows = () => phone.db.getAllFromIndex("cart-updates", "cart", cartId);
    const damaged = (await rows()).flatMap(({ id, origin }) => (origin === "server" && id !== undefined ? [id] : []));
    expect(damaged).toHaveLength(1);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(laptop));

    await changeCart(phone.db, phone.now, doc, (device) => addUnits(doc, device, "MUG-BLU", 1));
    let isHealed = false;
    const healing: typeof fetch = async (input, init) => {
      const answer = await phone.server.fetch(input, init);
      if (!isHealed) await healCart(phone.db, cartId, damaged, phone.now);
      isHealed = true;
      return answer;
    };
    await drain(ports({ fetch: healing }));
    expect(await phone.db.count("outbox")).toBe(0);
    const lines = cartLinesOf(Y.mergeUpdates((await rows()).map(({ bytes }) => bytes)));
    expect(lines).toContainEqual({ sku: "ROPE-10", quantity: 7 });
    expect(lines).toEqual(cartLinesOf(phone.server.carts.get(cartId) ?? null));
  });

  test("an answer that nobody can read holds up no order, and counts as none", async () => {
    const cartId = await fillCart(phone.db, phone.now);
    phone.now += 1;
    const key = await queue();
    const unreadable = () => Response.json({ update: "AAA=", stateVector: "%", epoch: 0, taken: true, lines: [] });
    phone.server.fates.push(unreadable);
    await drain(ports());
    expect([...phone.server.orders.keys()]).toEqual([key]);
    const rows = await phone.db.getAllFromIndex("cart-updates", "cart", cartId);
    expect(rows.map(({ sent }) => sent)).toEqual([false, false]);
    expect(await phone.db.getAll("outbox")).toMatchObject([{ kind: "cart-sync", attempts: 1, waitsFor: null }]);
    phone.now += 60_000;
    await drain(ports());
    expect(cartLinesOf(phone.server.carts.get(cartId) ?? null)).toHaveLength(2);
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

  test("a shop too old for the server keeps the cart's changes unsent, and the next release sends them once", async () => {
    const doc = new Y.Doc();
    const onSkew = vi.fn();
    const cartId = await fillCart(phone.db, phone.now, doc);
    phone.server.fates.push(() => problemAnswer("version-skew"));
    await drain(ports({ onSkew }));
    expect(onSkew).toHaveBeenCalledTimes(1);
    const rows = () => phone.db.getAllFromIndex("cart-updates", "cart", cartId);
    expect((await rows()).map(({ sent }) => sent)).toEqual([false, false]);
    const key = cartSyncKey(cartId);
    expect(await phone.db.get("outbox", key)).toMatchObject({ waitsFor: "update", problem: { code: "version-skew" } });
    expect(await phone.db.get("meta", "cart")).toMatchObject({ cartId });
    expect(await waitsForUpdate(phone.db, "build-A")).toBe(true);
    phone.now += 24 * 60 * 60_000;
    await drain(ports(), { eager: true });
    expect(phone.server.seen).toHaveLength(1);

    await drain(ports({ clientBuild: "build-B" }));
    expect(phone.server.seen).toHaveLength(2);
    expect(phone.server.seen[1]?.body).toEqual(phone.server.seen[0]?.body);
    expect((await rows()).every(({ sent }) => sent)).toBe(true);
    expect(await phone.db.count("outbox")).toBe(0);
    const lines = cartLinesOf(phone.server.carts.get(cartId) ?? null);
    expect(lines).toEqual([
      { sku: "LAMP-RED", quantity: 1 },
      { sku: "ROPE-10", quantity: 2 },
    ]);
    await drain(ports({ clientBuild: "build-B" }), { eager: true });
    expect(phone.server.seen).toHaveLength(2);
  });

  test.each<[string, Fate]>([
    ["no network", "unreachable"],
    ["a lost answer", "answer-lost"],
    ["a busy shop", () => problemAnswer("unavailable")],
  ])("%s at the first try after the update does not keep it for yet another one", async (_, fate) => {
    const cartId = await fillCart(phone.db, phone.now);
    const key = await queue();
    phone.server.fates.push(
      () => problemAnswer("version-skew"),
      () => problemAnswer("version-skew"),
    );
    await drain(ports());
    const updated = ports({ clientBuild: "build-B" });
    phone.server.fates.push(fate, fate);
    await drain(updated);
    expect(await waitsForUpdate(phone.db, "build-B")).toBe(false);
    phone.now += 60_000;
    expect(await drain(updated)).toMatchObject({ nextAttemptAt: null });
    expect(await phone.db.count("outbox")).toBe(0);
    expect(cartLinesOf(phone.server.carts.get(cartId) ?? null)).toHaveLength(2);
    expect([...phone.server.orders.keys()]).toEqual([key]);
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
