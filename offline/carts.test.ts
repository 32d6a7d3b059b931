import { beforeEach, expect, test } from "vitest";
import { uuidv7 } from "../protocol/ids.ts";
import { replaceRows, type StoredRow, storeLocalUpdate } from "./carts.ts";
import type { DeviceDatabase } from "./database.ts";
import { freshDevice } from "./device.test-suite.ts";
import { openCart } from "./open-cart.ts";

let db: DeviceDatabase;
let cartId: string;
let rows: readonly StoredRow[];
const merged = () => [{ cartId, bytes: new Uint8Array([9]), origin: "local" as const, sent: false }];
const bytesStored = async () => (await db.getAll("cart-updates")).map((row) => [row.cartId, row.sent, ...row.bytes]);

beforeEach(async () => {
  db = await freshDevice();
  const suggested = { cartId: uuidv7(), device: "phone1", now: 1 };
  cartId = (await openCart(db, suggested)).cartId;
  for (const byte of [1, 2]) {
    const bytes = new Uint8Array([byte]);
    await storeLocalUpdate(db, {
      cartId,
      replaced: 0,
      own: { counters: {}, former: {} },
      bytes,
      stateVector: bytes,
      count: 1,
      now: 1,
    });
  }
  rows = (await openCart(db, suggested)).rows;
});

test("rows are replaced by what says the same", async () => {
  await replaceRows(db, rows, merged());
  expect(await bytesStored()).toEqual([[cartId, false, 9]]);
});

test.each([
  ["sent", { sent: true }],
  ["moved to another cart", { cartId: "other" }],
])("rows that a sync has %s meanwhile stay as they are", async (_, change) => {
  const [first] = rows;
  if (!first) throw new Error("there is no row");
  await db.put("cart-updates", { ...first, ...change });
  const before = await bytesStored();
  await replaceRows(db, rows, merged());
  expect(await bytesStored()).toEqual(before);
});
