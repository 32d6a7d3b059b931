import { beforeEach, describe, expect, test } from "vitest";
import { uuidv7 } from "../protocol/ids.ts";
import { storeLocalUpdate } from "./carts.ts";
import type { DeviceDatabase } from "./database.ts";
import { freshDevice } from "./device.test-suite.ts";
import { forgetPerson } from "./forget.ts";
import { bringCartBack, isUnknownHere } from "./lost.ts";
import { getMeta } from "./meta.ts";
import { openCart } from "./open-cart.ts";

const NOW = 5;
const OURS = { cartId: uuidv7(), device: "phone1" };
const LOST = { cartId: uuidv7(), units: 3 };

let db: DeviceDatabase;
beforeEach(async () => {
  db = await freshDevice();
});

async function fill(): Promise<void> {
  await openCart(db, { ...OURS, now: NOW });
  const bytes = new Uint8Array([1]);
  const own = { counters: { "ROPE-10|phone1": 2 }, former: {} };
  await storeLocalUpdate(db, { cartId: OURS.cartId, replaced: 0, own, bytes, stateVector: bytes, count: 2, now: NOW });
}

describe("an empty database", () => {
  test("is unknown until the shop was asked, also when a cart was begun meanwhile", async () => {
    expect(await isUnknownHere(db)).toBe(true);
    await fill();
    expect(await isUnknownHere(db)).toBe(true);
    expect(await bringCartBack(db, [], NOW)).toBeNull();
    expect(await isUnknownHere(db)).toBe(false);
    expect(await getMeta(db, "cart")).toEqual({ name: "cart", cartId: OURS.cartId, startedAt: NOW });
  });

  test("of an older release is known by its cart", async () => {
    await db.put("meta", { name: "cart", cartId: OURS.cartId, startedAt: NOW });
    expect(await isUnknownHere(db)).toBe(false);
  });

  test("of a device that was told to forget is known, and nothing comes back to it from an open tab", async () => {
    await forgetPerson(db, "other", NOW);
    expect(await isUnknownHere(db)).toBe(false);
    const { cartId, device } = await openCart(db, { cartId: uuidv7(), device: "phone2", now: NOW, held: OURS });
    expect(cartId).not.toBe(OURS.cartId);
    expect(device).toBe("phone2");
    expect((await getMeta(db, "cart"))?.fresh).toBeUndefined();
  });

  test("goes on under the ids of a tab that was open", async () => {
    const opened = await openCart(db, { cartId: uuidv7(), device: "phone2", now: NOW, held: OURS });
    expect(opened).toMatchObject(OURS);
    await db.put("meta", { name: "cart-summary", cartId: OURS.cartId, count: 4 });
    expect(await bringCartBack(db, [LOST], NOW)).toEqual({ from: "window", cartId: OURS.cartId, units: 4 });
    expect((await getMeta(db, "cart"))?.cartId).toBe(OURS.cartId);
  });
});

describe("a cart that only the server remembers", () => {
  test("is asked for", async () => {
    expect(await bringCartBack(db, [LOST], NOW)).toEqual({ from: "shop", ...LOST });
    expect(await getMeta(db, "cart")).toMatchObject({ cartId: LOST.cartId });
    expect(await getMeta(db, "cart-summary")).toMatchObject({ cartId: LOST.cartId, count: 3 });
    expect(await db.getAll("outbox")).toMatchObject([{ kind: "cart-sync", cartId: LOST.cartId, carry: false }]);
  });

  test("is joined by what was begun meanwhile, also when the shop has seen that already", async () => {
    await fill();
    const began = { cartId: OURS.cartId, units: 2 };
    expect(await bringCartBack(db, [began, LOST], NOW)).toEqual({ from: "shop", ...LOST });
    expect(await getMeta(db, "cart")).toMatchObject({ cartId: LOST.cartId });
    expect(await getMeta(db, "cart-counters")).toMatchObject({ cartId: LOST.cartId });
    expect(await getMeta(db, "cart-summary")).toMatchObject({ cartId: LOST.cartId, count: 5 });
    expect(await db.getAll("cart-updates")).toMatchObject([{ cartId: LOST.cartId, sent: false }]);
    expect(await db.getAll("outbox")).toMatchObject([{ kind: "cart-sync", cartId: LOST.cartId, carry: true }]);
  });

  test("stays there when the shopper has joined another one, or ordered, while the shop was asked", async () => {
    await openCart(db, { ...OURS, now: NOW });
    const joined = { name: "cart", cartId: uuidv7(), startedAt: NOW, epoch: 1, replaced: 1 } as const;
    await db.put("meta", joined);
    expect(await bringCartBack(db, [{ cartId: OURS.cartId, units: 1 }, LOST], NOW)).toBeNull();
    expect(await getMeta(db, "cart")).toEqual(joined);
    expect(await db.getAll("outbox")).toEqual([]);
    expect(await isUnknownHere(db)).toBe(false);
  });

  test("is left as it is where it is here already", async () => {
    await fill();
    const before = await db.getAll("outbox");
    expect(await bringCartBack(db, [{ cartId: OURS.cartId, units: 2 }], NOW)).toBeNull();
    expect(await db.getAll("outbox")).toEqual(before);
  });
});
