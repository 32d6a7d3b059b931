import { beforeEach, expect, test } from "vitest";
import type { DeviceDatabase } from "../../offline/database.ts";
import { freshDevice, orderRequest } from "../../offline/device.test-suite.ts";
import { queueOrder } from "../../offline/orders.ts";
import { queuePlainWrite } from "../../offline/plain-writes.ts";
import { queueSync } from "../../offline/shared-cart.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import { markOf, parseMark } from "./kept-mark.ts";

let db: DeviceDatabase;
beforeEach(async () => {
  db = await freshDevice();
});

test("a device that keeps nothing leaves no mark", async () => {
  expect(await markOf(db)).toBeNull();
});

test("the mark tells what would be missed, in numbers, and is read back as it was", async () => {
  const cartId = uuidv7();
  const following = { cartId: uuidv7(), update: null, count: 0 };
  await queueOrder(db, { key: uuidv7(), request: orderRequest(uuidv7()), offers: [], now: 1, following });
  await queuePlainWrite(db, { kind: "review", body: { product: "mug", stars: 5, text: "Holds tea." } }, 1);
  await db.put("meta", { name: "cart-summary", cartId, count: 4 });
  const mark = await markOf(db);
  expect(mark).toEqual({ cartId, units: 4, cartUnsent: false, orders: 1, others: 1 });
  expect(JSON.stringify(mark)).not.toContain("Nuala");
  expect(parseMark(JSON.stringify(mark))).toEqual(mark);
});

test("a cart of which the shop does not have everything is marked so", async () => {
  await queueSync(db, uuidv7(), 1);
  expect(await markOf(db)).toMatchObject({ cartUnsent: true, orders: 0, others: 0 });
});

test.each([null, "", "{", "7", "null"])("%s is no mark", (text) => {
  expect(parseMark(text)).toBeNull();
});

test("a mark of strange shape counts nothing", () => {
  const strange = JSON.stringify({ cartId: 7, units: -1, orders: "many", cartUnsent: "yes" });
  expect(parseMark(strange)).toEqual({ cartId: null, units: 0, cartUnsent: false, orders: 0, others: 0 });
});
