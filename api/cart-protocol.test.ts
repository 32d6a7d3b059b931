import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { projectRoot } from "../db/root.ts";
import { CartClient } from "../docs/cart-client.ts";
import { type TestApi, testApi } from "./test-kit.ts";

/** The whole API on a loopback port, to whoever can speak HTTP. */
let shop: TestApi;
let server: Server;
let origin: string;

beforeEach(async () => {
  shop = await testApi();
  server = createServer(getRequestListener((request) => shop.api.fetch(request)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await shop.close();
});

const rows = () => shop.store.read.q.select().from(shop.store.read.t.cart);

/** Two programs of one person: the second is given the cookie of the first, which the shop gave to that. */
async function pair(): Promise<[CartClient, CartClient]> {
  const phone = new CartClient({ origin, cartId: crypto.randomUUID() });
  await phone.sync();
  return [phone, new CartClient({ origin, cartId: phone.cartId, cookie: phone.cookie })];
}

describe("a program that knows only docs/cart-protocol.md", () => {
  test("shares no code with the shop", () => {
    const source = readFileSync(join(projectRoot(), "docs/cart-client.ts"), "utf8");
    expect(source.match(/(?:from|import)\s*\(?\s*["'][^"']+["']/g)).toEqual(['from "yjs"']);
  });

  test("makes a cart, adds, removes, and is answered with the same lines", async () => {
    const client = new CartClient({ origin, cartId: crypto.randomUUID() });
    client.add("ROPE-10", 3);
    client.add("LAMP-RED", 1);
    client.remove("ROPE-10", 2);
    const { lines, taken, epoch } = await client.sync();
    expect([lines, taken, epoch]).toEqual([client.lines(), true, 0]);
    expect(lines).toEqual([
      { sku: "LAMP-RED", quantity: 1 },
      { sku: "ROPE-10", quantity: 1 },
    ]);
    expect(client.cookie).toMatch(/^__Host-device=[0-9a-f]{32}$/);
  });

  test("meets another in one cart: both edit apart, and both end with what both meant", async () => {
    const [phone, laptop] = await pair();
    phone.add("ROPE-10", 5);
    await phone.sync();
    await laptop.sync();
    phone.add("ROPE-10", 1);
    phone.remove("ROPE-10", 2);
    laptop.remove("ROPE-10", 1);
    laptop.add("LAMP-RED", 2);
    for (const client of [phone, laptop, phone]) await client.sync();
    expect(phone.lines()).toEqual(laptop.lines());
    // Of the units that both saw, two are gone: the laptop's one is the first of the phone's two.
    expect(phone.lines()).toEqual([
      { sku: "LAMP-RED", quantity: 2 },
      { sku: "ROPE-10", quantity: 4 },
    ]);
  });

  test("follows the shop into another epoch, edits of the old one included", async () => {
    const [phone, laptop] = await pair();
    phone.add("ROPE-10", 2);
    await phone.sync();
    await laptop.sync();
    laptop.add("MUG-BLU", 4);
    // A new document for every session is what makes a cart long.
    let visitor = phone;
    for (let session = 0; visitor.epoch === 0; session += 1) {
      expect(session).toBeLessThan(1_000);
      visitor = new CartClient({ origin, cartId: phone.cartId, cookie: phone.cookie, tag: "visit1" });
      await visitor.sync();
      visitor.add("LAMP-RED", 1);
      await visitor.sync();
    }
    await laptop.sync();
    laptop.add("MUG-BLU", 1);
    for (const client of [laptop, phone]) await client.sync();
    expect([laptop.epoch, laptop.lines()]).toEqual([phone.epoch, phone.lines()]);
    expect(phone.lines()).toContainEqual({ sku: "MUG-BLU", quantity: 5 });
  });

  const mixed = { counters: { "ROPE-10|phone1": 9, "ROPE-10|laptop": 1 }, former: {} };

  test.each<[string, object, RegExp]>([
    ["bytes that are no update", { updates: ["AAECAw=="] }, /422 cart-refused: corrupt/],
    ["no base64", { updates: ["?"] }, /400 invalid/],
    ["too many updates", { updates: Array.from({ length: 65 }, () => "AAA=") }, /400 invalid/],
    ["counters of two devices at once", { own: mixed }, /422 cart-refused: foreign/],
  ])("is refused %s, and nothing changes", async (_, body, refusal) => {
    const client = new CartClient({ origin, cartId: crypto.randomUUID(), tag: "phone1" });
    client.add("ROPE-10", 2);
    client.remove("ROPE-10", 1);
    await client.sync();
    const before = await rows();
    await expect(client.send({ stateVector: null, updates: [], epoch: 0, ...body })).rejects.toThrow(refusal);
    expect(await rows()).toEqual(before);
    expect((await client.sync()).lines).toEqual([{ sku: "ROPE-10", quantity: 1 }]);
  });

  test("finds nothing in somebody else's cart, and changes nothing there", async () => {
    const [owner] = await pair();
    owner.add("ROPE-10", 2);
    await owner.sync();
    const before = await rows();
    const stranger = new CartClient({ origin, cartId: owner.cartId });
    stranger.add("LAMP-RED", 1);
    await expect(stranger.sync()).rejects.toThrow(/404 not-found/);
    expect(await rows()).toEqual(before);
  });
});
