import { beforeEach, describe, expect, test } from "vitest";
import { uuidv7 } from "../protocol/ids.ts";
import { storeLocalUpdate } from "./carts.ts";
import type { DeviceDatabase } from "./database.ts";
import { drainPorts, type Fate, freshDevice, problemAnswer, shopServer } from "./device.test-suite.ts";
import { drain } from "./drain.ts";
import { mortal } from "./mortal.test-suite.ts";
import { openCart } from "./open-cart.ts";
import { getOrder, takeBackOrder } from "./orders.ts";
import { cartSyncKey } from "./outbox.ts";
import { type PlainWrite, queuePlainWrite } from "./plain-writes.ts";
import { fillCart, queueAnOrder } from "./queued.test-suite.ts";
import { callOff, canCallOff, listWaiting, retryWaiting } from "./waiting.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const REVIEW: PlainWrite = { kind: "review", body: { product: "road-end-mug", stars: 5, text: "Holds tea." } };
const WRITES: readonly PlainWrite[] = [
  { kind: "alert", body: { sku: "ROPE-10", email: "nuala@example.ie", below: null } },
  REVIEW,
  { kind: "telemetry", body: { at: NOW, values: { lcp: 900 } } },
];

let db: DeviceDatabase;
let server: ReturnType<typeof shopServer>;

beforeEach(async () => {
  db = await freshDevice();
  server = shopServer();
});

const received: Fate = () => Response.json({ id: "1" }, { status: 201 });
const send = (after = 0) => drain(drainPorts(server, { now: () => NOW + after }), { eager: true });

const order = () => queueAnOrder(db, NOW);

describe("writes that only have to arrive", () => {
  test.each(WRITES)("$kind goes to its own address, once, under its key", async (write) => {
    const key = await queuePlainWrite(db, write, NOW);
    server.fates.push("unreachable", received);
    await send();
    await send(60_000);
    expect(server.seen.map(({ key: its, path }) => [its, path])).toEqual([
      [key, expect.stringMatching(/^\/api\/(alerts|reviews|telemetry)$/)],
      [key, expect.any(String)],
    ]);
    expect(server.seen[1]?.body).toEqual(write.body);
    expect(await listWaiting(db)).toEqual([]);
  });

  test("an answer without a receipt does not count", async () => {
    await queuePlainWrite(db, REVIEW, NOW);
    server.fates.push(() => Response.json({ welcome: "to the hotel" }));
    await send();
    expect(await listWaiting(db)).toHaveLength(1);
  });

  test("two about the same thing keep their order, and hold up nobody else", async () => {
    const first = await queuePlainWrite(db, REVIEW, NOW);
    await queuePlainWrite(db, REVIEW, NOW + 1);
    const other = await queuePlainWrite(db, { kind: "telemetry", body: { at: NOW, values: {} } }, NOW + 2);
    server.fates.push("unreachable", received);
    await send();
    expect(server.seen.map(({ key }) => key)).toEqual([first, other]);
  });

  test("two about the same thing keep their order when the clock is set back two days between them", async () => {
    const later = { ...REVIEW, body: { ...REVIEW.body, stars: 2 } } as const;
    const first = await queuePlainWrite(db, REVIEW, NOW);
    const second = await queuePlainWrite(db, later, NOW - 2 * 86_400_000);
    server.fates.push(received, received);
    await send();
    expect(server.seen.map(({ key }) => key)).toEqual([first, second]);
  });

  test("one of another shape is never queued", async () => {
    const broken = { ...REVIEW, body: { ...REVIEW.body, stars: 6 } };
    await expect(queuePlainWrite(db, broken, NOW)).rejects.toThrow(RangeError);
  });

  test("a kind or a format that is not known is left alone", async () => {
    const key = await queuePlainWrite(db, REVIEW, NOW);
    const entry = await db.get("outbox", key);
    if (entry) await db.put("outbox", { ...entry, format: 1 });
    await send();
    expect(server.seen).toEqual([]);
    expect(await callOff(db, key, NOW)).toBe("overtaken");
    expect(await listWaiting(db)).toHaveLength(1);
  });
});

describe("what waits", () => {
  test("can be tried again, at once and under its key", async () => {
    const [placed, written] = [await order(), await queuePlainWrite(db, REVIEW, NOW + 1)];
    server.fates.push(
      () => problemAnswer("out-of-stock"),
      () => problemAnswer("unauthenticated"),
      "ok",
      received,
    );
    await send();
    expect((await listWaiting(db)).map(({ waitsFor }) => waitsFor)).toEqual(["shopper", "sign-in"]);
    expect(await retryWaiting(db, placed, NOW)).toBe(true);
    expect(await retryWaiting(db, written, NOW)).toBe(true);
    await send(1);
    expect(server.seen.map(({ key }) => key)).toEqual([placed, written, placed, written]);
    expect(await listWaiting(db)).toEqual([]);
    expect(await retryWaiting(db, written, NOW)).toBe(false);
  });

  test("can be called off: an order is taken back, a review is gone", async () => {
    const [placed, written] = [await order(), await queuePlainWrite(db, REVIEW, NOW + 1)];
    expect(await callOff(db, placed, NOW)).toBe("gone");
    expect(await callOff(db, written, NOW)).toBe("gone");
    await send();
    expect(server.seen).toEqual([]);
    expect(await getOrder(db, placed)).toMatchObject({ state: "cancelled" });
  });

  test("a cancellation that waits can be called off, and the order stays", async () => {
    const placed = await order();
    await send();
    await takeBackOrder(db, placed, NOW);
    const [cancellation] = await listWaiting(db);
    expect(await callOff(db, cancellation?.key ?? "", NOW)).toBe("gone");
    expect(await getOrder(db, placed)).toMatchObject({ state: "confirmed", cancelling: false });
    expect(await listWaiting(db)).toEqual([]);
  });

  test("a cart is called off only once it was refused, and then what was never sent is dropped", async () => {
    const { cartId } = await openCart(db, { cartId: uuidv7(), device: "phone1", now: NOW });
    const own = { counters: {}, former: {} };
    const bytes = new Uint8Array([9, 9]);
    const row = { cartId, replaced: 0, own, bytes, stateVector: new Uint8Array([0]), count: 1, now: NOW };
    await storeLocalUpdate(db, row);
    const [waiting] = await listWaiting(db);
    expect(waiting && canCallOff(waiting)).toBe(false);
    server.fates.push(
      () => problemAnswer("cart-refused"),
      () => problemAnswer("cart-refused"),
    );
    await send();
    expect(await listWaiting(db)).toMatchObject([{ waitsFor: "shopper", problem: { code: "cart-refused" } }]);
    expect(await callOff(db, cartSyncKey(cartId), NOW)).toBe("gone");
    await send(1);
    expect(await db.countFromIndex("cart-updates", "cart", cartId)).toBeLessThanOrEqual(1);
    expect(await listWaiting(db)).toEqual([]);
  });

  test("an order that went out since it was listed is asked back from the shop", async () => {
    const placed = await order();
    await send();
    expect(await callOff(db, placed, NOW)).toBe("asking");
    await send(1);
    expect(server.orders.get(placed)?.status).toBe("cancelled");
    expect(await callOff(db, placed, NOW)).toBe("overtaken");
  });

  test("a cancellation that goes out in the moment it is called off is not said to be called off", async () => {
    const placed = await order();
    await send();
    await takeBackOrder(db, placed, NOW);
    const [cancellation] = await listWaiting(db);
    let outcome: ReturnType<typeof callOff> | undefined;
    let looks = 0;
    // A drain looks at the clock as it begins and for what is due, and a third time right before it leases that.
    const now = () => {
      looks += 1;
      if (looks === 3) outcome = callOff(db, cancellation?.key ?? "", NOW);
      return NOW + 1;
    };
    await drain(drainPorts(server, { now }));
    expect(await outcome).toBe("overtaken");
    expect(server.orders.get(placed)?.status).toBe("cancelled");
    expect(await getOrder(db, placed)).toMatchObject({ state: "cancelled", cancelling: false });
  });

  test("a worker or tab that dies while it drops a cart's changes has dropped them all or none", async () => {
    const ends: boolean[] = [];
    for (const moment of ["before", "after"] as const) {
      for (let deathAt = 1, lived = false; !lived; deathAt += 1) {
        db = await freshDevice();
        server = shopServer();
        const cartId = await fillCart(db, NOW);
        const refuse = () => problemAnswer("cart-refused");
        server.fates.push(refuse, refuse);
        await send();
        const before = await everything();
        const life = mortal(drainPorts(server), (step) => step === deathAt, moment);
        const dropped = life.ports.database().then((mortalDb) => callOff(mortalDb, cartSyncKey(cartId), NOW));
        lived = await Promise.race([dropped.then(() => true), life.died.then(() => false)]);
        const after = await everything();
        const isDropped = after["cart-updates"]?.length === 0;
        ends.push(isDropped);
        if (!isDropped) expect(after).toEqual(before);
        else {
          expect(after.meta).toMatchObject([{ name: "cart", cartId, replaced: 1 }, { name: "cart-summary" }, {}]);
          expect(after.outbox).toMatchObject([{ kind: "cart-sync", cartId, waitsFor: null }]);
        }
      }
    }
    expect(ends.filter((isDropped) => !isDropped).length).toBeGreaterThan(10);
    expect(ends.filter((isDropped) => isDropped).length).toBeGreaterThan(2);
  });
});

/** All that is on the device. */
async function everything(): Promise<Record<string, unknown[]>> {
  const stores = [...db.objectStoreNames];
  return Object.fromEntries(await Promise.all(stores.map(async (name) => [name, await db.getAll(name)])));
}
