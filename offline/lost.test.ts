import { beforeEach, describe, expect, test } from "vitest";
import { uuidv7 } from "../protocol/ids.ts";
import { getMeta, openCart, storeLocalUpdate } from "./carts.ts";
import type { DeviceDatabase } from "./database.ts";
import { freshDevice } from "./device.test-suite.ts";
import { forgetPerson } from "./forget.ts";
import { adoptCart, isUnknownHere, noteBegun } from "./lost.ts";

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
  test("is unknown until it was looked at once, also when a cart was begun meanwhile", async () => {
    expect(await isUnknownHere(db)).toBe(true);
    await fill();
    expect(await isUnknownHere(db)).toBe(true);
    await noteBegun(db, NOW);
    expect(await isUnknownHere(db)).toBe(false);
    expect((await getMeta(db, "cart"))?.fresh).toBeUndefined();
  });

  test("of an older release is known by its cart", async () => {
    await db.put("meta", { name: "cart", cartId: OURS.cartId, startedAt: NOW });
    expect(await isUnknownHere(db)).toBe(false);
  });

  test("of a device that was told to forget is known, and nothing comes back to it from an open tab", async () => {
    await forgetPerson(db, "other", NOW);
    expect(await isUnknownHere(db)).toBe(false);
    const { cartId, lost } = await openCart(db, { cartId: uuidv7(), device: "phone2", now: NOW, held: OURS });
    expect(lost).toBe(false);
    expect(cartId).not.toBe(OURS.cartId);
  });

  test("goes on under the ids of a tab that was open", async () => {
    const opened = await openCart(db, { cartId: uuidv7(), device: "phone2", now: NOW, held: OURS });
    expect(opened).toMatchObject({ ...OURS, lost: true });
    expect((await openCart(db, { ...OURS, now: NOW, held: OURS })).lost).toBe(false);
  });
});

describe("a cart that only the server remembers", () => {
  test("is asked for", async () => {
    expect(await adoptCart(db, LOST, NOW)).toBe("asked");
    expect(await getMeta(db, "cart")).toMatchObject({ cartId: LOST.cartId });
    expect(await getMeta(db, "cart-summary")).toMatchObject({ cartId: LOST.cartId, count: 3 });
    expect(await db.getAll("outbox")).toMatchObject([{ kind: "cart-sync", cartId: LOST.cartId, carry: false }]);
  });

  test("is joined by what was begun meanwhile", async () => {
    await fill();
    expect(await adoptCart(db, LOST, NOW)).toBe("joined");
    expect(await getMeta(db, "cart")).toMatchObject({ cartId: LOST.cartId });
    expect(await getMeta(db, "cart-counters")).toMatchObject({ cartId: LOST.cartId });
    expect(await getMeta(db, "cart-summary")).toMatchObject({ cartId: LOST.cartId, count: 5 });
    expect(await db.getAll("cart-updates")).toMatchObject([{ cartId: LOST.cartId, sent: false }]);
    expect(await db.getAll("outbox")).toMatchObject([{ kind: "cart-sync", cartId: LOST.cartId, carry: true }]);
  });

  test("is left as it is where it is here already", async () => {
    await fill();
    const before = await db.getAll("outbox");
    expect(await adoptCart(db, { cartId: OURS.cartId, units: 2 }, NOW)).toBe("here");
    expect(await db.getAll("outbox")).toEqual(before);
  });
});
