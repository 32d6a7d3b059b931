import { beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { addUnits, ownCounters } from "../domain/cart/document.ts";
import { cartLinesOf } from "../domain/cart/server-cart.ts";
import { HEADER } from "../protocol/headers.ts";
import { uuidv7 } from "../protocol/ids.ts";
import { openCart, storeLocalUpdate } from "./carts.ts";
import { type DeviceDatabase, deviceDatabase } from "./database.ts";
import {
  drainPorts,
  freshDevice,
  orderRequest,
  problemAnswer,
  type ShopServer,
  shopServer,
} from "./device.test-suite.ts";
import { type DrainPorts, drain } from "./drain.ts";
import { type Moment, mortal } from "./mortal.test-suite.ts";
import { getOrder, queueOrder, takeBackOrder } from "./orders.ts";

const START = Date.parse("2026-11-22T10:00:00Z");
const LONG = process.env.HOLDFAST_LONG === "1";
const MANY = LONG ? 500 : 100;
const TWO_DAYS_MS = 2 * 24 * 60 * 60_000;

let db: DeviceDatabase;
let server: ShopServer;
let now = START;
/** Keys whose next answer gets lost, and keys that the shop refuses. */
let lost: Set<string>;
let refused: Set<string>;

async function begin(): Promise<void> {
  db = await freshDevice();
  server = shopServer();
  now = START;
  lost = new Set();
  refused = new Set();
}

beforeEach(begin);

const send: typeof fetch = async (input, init) => {
  const key = new Headers(init?.headers).get(HEADER.idempotencyKey) ?? "";
  if (refused.has(key)) return problemAnswer("out-of-stock");
  const response = await server.fetch(input, init);
  if (lost.delete(key)) throw new TypeError("Failed to fetch");
  return response;
};

const ports = (change: Partial<DrainPorts> = {}) => drainPorts({ fetch: send }, { now: () => now, ...change });

async function queue(): Promise<string> {
  now += 1;
  const key = uuidv7(now);
  const following = { cartId: uuidv7(), update: null, count: 0 };
  await queueOrder(db, { key, request: orderRequest(uuidv7()), offers: [], now, following });
  return key;
}

async function fillCart(): Promise<string> {
  const doc = new Y.Doc();
  const { cartId, device } = await openCart(db, { cartId: uuidv7(), device: "phone1", now });
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  addUnits(doc, device, "ROPE-10", 2);
  addUnits(doc, device, "LAMP-RED", 1);
  for (const bytes of updates) {
    await storeLocalUpdate(db, {
      cartId,
      bytes,
      replaced: 0,
      own: ownCounters(doc, "phone1"),
      stateVector: Y.encodeStateVector(doc),
      count: 3,
      now,
    });
  }
  return cartId;
}

/** What can happen to a write, all at once: a lost answer, a plain one, a refusal, one wanted back, and a cart. */
async function aBusyDevice() {
  const [unheard, plain, short, unwanted] = [await queue(), await queue(), await queue(), await queue()];
  lost.add(unheard);
  refused.add(short);
  const tried = await db.get("outbox", unwanted);
  if (tried) await db.put("outbox", { ...tried, attempts: 1 });
  expect(await takeBackOrder(db, unwanted, now)).toBe("asking");
  return { unheard, plain, short, unwanted, cartId: await fillCart() };
}

/** Runs one drain until it ends or dies; answers whether it lived, and its steps. */
async function lifeOf(world: DrainPorts, deathAt: number, moment: Moment): Promise<{ lived: boolean; steps: number }> {
  const life = mortal(world, deathAt, moment);
  const lived = await Promise.race([drain(life.ports, { eager: true }).then(() => true), life.died.then(() => false)]);
  return { lived, steps: life.steps() };
}

async function drainToTheEnd(world: DrainPorts): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    now += 60_000;
    await drain(world, { eager: true });
  }
}

async function expectAllSettledOnce(device: Awaited<ReturnType<typeof aBusyDevice>>): Promise<void> {
  const { unheard, plain, short, unwanted, cartId } = device;
  expect(new Set(server.orders.keys())).toEqual(new Set([unheard, plain, unwanted]));
  expect(await getOrder(db, unheard)).toMatchObject({ state: "confirmed" });
  expect(await getOrder(db, plain)).toMatchObject({ state: "confirmed" });
  expect(await getOrder(db, short)).toMatchObject({ state: "needs-you", problem: { code: "out-of-stock" } });
  expect(await getOrder(db, unwanted)).toMatchObject({ state: "cancelled" });
  expect(server.orders.get(unwanted)?.status).toBe("cancelled");
  expect(cartLinesOf(server.carts.get(cartId) ?? null)).toEqual([
    { sku: "LAMP-RED", quantity: 1 },
    { sku: "ROPE-10", quantity: 2 },
  ]);
  expect((await db.getAllFromIndex("cart-updates", "cart", cartId)).every((row) => row.sent)).toBe(true);
  expect((await db.getAll("outbox")).map((entry) => entry.key)).toEqual([short]);
  const orderBodies = server.seen.filter(({ path }) => path === "/api/orders");
  for (const { key, body } of orderBodies) expect(body).toEqual((await getOrder(db, key ?? ""))?.request);
}

describe("a worker that is killed", () => {
  test.each<[Moment, boolean]>([
    ["before", true],
    ["after", true],
    ["before", false],
    ["after", false],
  ])(
    "%s any step, with locks over all tabs: %s, loses nothing and sends nothing twice",
    async (moment, lockSpansTabs) => {
      let deaths = 0;
      const stride = LONG || lockSpansTabs ? 1 : 7;
      for (let deathAt = 1; ; deathAt += stride) {
        await begin();
        const device = await aBusyDevice();
        const { lived } = await lifeOf(ports({ holder: "first", lockSpansTabs }), deathAt, moment);
        // The clock that the next worker finds is two days off, this way or that.
        now += deathAt % 2 === 0 ? TWO_DAYS_MS : -TWO_DAYS_MS;
        await drainToTheEnd(ports({ holder: "second", lockSpansTabs }));
        await expectAllSettledOnce(device);
        if (lived) break;
        deaths += 1;
      }
      expect(deaths).toBeGreaterThan(100 / stride);
    },
    120_000,
  );

  test("again and again sends a long queue of orders, each once", async () => {
    const keys: string[] = [];
    for (let index = 0; index < MANY; index += 1) keys.push(await queue());
    let lives = 0;
    let seed = 20_261_122;
    for (let lived = false; !lived; lives += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      now += 60_000;
      ({ lived } = await lifeOf(ports(), 20 + (seed % 300), seed % 3 === 0 ? "before" : "after"));
    }
    expect(lives).toBeGreaterThan(8);
    expect(await db.count("outbox")).toBe(0);
    expect([...server.orders.keys()].sort()).toEqual([...keys].sort());
    const sent = server.seen.flatMap(({ key }) => key ?? []);
    expect(new Set(sent)).toEqual(new Set(keys));
    // A death after sending costs one try more, and never another order.
    expect(sent.length).toBeLessThanOrEqual(keys.length + lives);
    expect(await deviceDatabase()).toBe(db);
  }, 120_000);
});
