import { beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { addUnits, documentLines } from "../../domain/cart/document.ts";
import { toBase64 } from "../../offline/base64.ts";
import { deviceDatabase } from "../../offline/database.ts";
import { drainPorts, freshDevice, type ShopServer, shopServer } from "../../offline/device.test-suite.ts";
import { drain } from "../../offline/drain.ts";

const ROPE = "ROPE-10";
const rope = (quantity: number) => [{ sku: ROPE, quantity }];

let server: ShopServer;
beforeEach(async () => {
  await freshDevice();
  server = shopServer();
});

/** A tab that has just been opened, and starts from what is on the disk. */
async function openTab() {
  vi.resetModules();
  return import("./cart-document.ts");
}

const sync = () => drain(drainPorts(server, {}), { eager: true });

/** Another device adds to the cart at the server. */
async function addOnLaptop(cartId: string, units: number): Promise<void> {
  const laptop = new Y.Doc();
  addUnits(laptop, "laptop", ROPE, units);
  const updates = [toBase64(Y.encodeStateAsUpdate(laptop))];
  const body = JSON.stringify({ stateVector: null, updates, epoch: 0 });
  expect((await server.fetch(`/api/carts/${cartId}/sync`, { method: "POST", body })).status).toBe(200);
}

async function damageRows(cartId: string): Promise<void> {
  const db = await deviceDatabase();
  for (const row of await db.getAllFromIndex("cart-updates", "cart", cartId)) {
    await db.put("cart-updates", { ...row, bytes: row.bytes.map((byte) => byte ^ 0xff) });
  }
}

test("a document that is damaged on the disk is whole again after a sync, with what only this device had", async () => {
  const tab = await openTab();
  const { cartId } = await tab.changeCart("add", ROPE, 2);
  await sync();
  await addOnLaptop(cartId, 3);
  await tab.changeCart("add", ROPE, 1);
  await sync();
  expect((await tab.readCart()).lines).toEqual(rope(6));
  await tab.changeCart("add", ROPE, 4);

  await damageRows(cartId);
  const healed = await openTab();
  // What it counted itself is kept apart from the rows; the laptop's part is the server's to tell.
  expect(await healed.readCart()).toMatchObject({ lines: rope(7), saved: "here" });
  await sync();
  expect(await healed.readCart()).toMatchObject({ lines: rope(10), saved: "everywhere" });
  expect((await (await openTab()).readCart()).lines).toEqual(rope(10));
  const there = new Y.Doc();
  Y.applyUpdate(there, server.carts.get(cartId) ?? new Uint8Array([0, 0]));
  expect(documentLines(there)).toEqual(rope(10));
});
