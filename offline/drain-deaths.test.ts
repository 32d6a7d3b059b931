import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cartLinesOf } from "../domain/cart/server-cart.ts";
import { HEADER } from "../protocol/headers.ts";
import { type DeviceDatabase, deviceDatabase } from "./database.ts";
import { drainPorts, type Fate, freshDevice, problemAnswer, type ShopServer, shopServer } from "./device.test-suite.ts";
import { type DrainPorts, drain } from "./drain.ts";
import { type Moment, mortal } from "./mortal.test-suite.ts";
import { getOrder, takeBackOrder } from "./orders.ts";
import { fillCart, queueAnOrder } from "./queued.test-suite.ts";

const START = Date.parse("2026-11-22T10:00:00Z");
const LONG = process.env.HOLDFAST_LONG === "1";
const MANY = 500;
/** For those who die at each step in turn. */
const SOME = LONG ? MANY : 120;
const LIMIT_MS = LONG ? 600_000 : 120_000;
/** Of the lanes that a drain sends side by side. */
const MOST_AT_ONCE = 4;
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
afterEach(() => void vi.restoreAllMocks());

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
  return queueAnOrder(db, now);
}

/** What can happen to a write, all at once: a lost answer, one kept for an update, a refusal, one wanted back, and a cart. */
async function aBusyDevice() {
  const [unheard, plain, short, unwanted] = [await queue(), await queue(), await queue(), await queue()];
  lost.add(unheard);
  refused.add(short);
  const tried = await db.get("outbox", unwanted);
  if (tried) await db.put("outbox", { ...tried, attempts: 1 });
  expect(await takeBackOrder(db, unwanted, now)).toBe("asking");
  // Of a release that was too old for the server.
  const kept = await db.get("outbox", plain);
  if (kept) await db.put("outbox", { ...kept, waitsFor: "update", triedBy: "build-0" });
  return { unheard, plain, short, unwanted, cartId: await fillCart(db, now) };
}

/** Runs one drain until it ends or dies; answers whether it lived. */
async function lifeOf(world: DrainPorts, isFatal: (step: number) => boolean, moment: Moment): Promise<boolean> {
  const life = mortal(world, isFatal, moment);
  return Promise.race([drain(life.ports, { eager: true }).then(() => true), life.died.then(() => false)]);
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
        const world = ports({ holder: "first", lockSpansTabs });
        const lived = await lifeOf(world, (step) => step === deathAt, moment);
        // The clock that the next worker finds is two days off, this way or that.
        now += deathAt % 2 === 0 ? TWO_DAYS_MS : -TWO_DAYS_MS;
        await drainToTheEnd(ports({ holder: "second", lockSpansTabs }));
        await expectAllSettledOnce(device);
        if (lived) break;
        deaths += 1;
      }
      expect(deaths).toBeGreaterThan(100 / stride);
    },
    LIMIT_MS,
  );

  test("after 30 seconds with orders that the shop leaves unanswered sends the rest in its next life", async () => {
    const unanswered = [await queue(), await queue(), await queue()];
    now += 1;
    const cartId = await fillCart(db, now);
    const answered = await queue();
    const hanging: typeof fetch = async (input, init) => {
      if (!unanswered.includes(new Headers(init?.headers).get(HEADER.idempotencyKey) ?? "")) return send(input, init);
      now += 10_000;
      throw new DOMException("No answer came", "TimeoutError");
    };
    for (const isLast of [false, true]) {
      const bornAt = now;
      const lived = await lifeOf(ports({ fetch: hanging }), () => now - bornAt >= 30_000, "after");
      expect(lived).toBe(false);
      now += 60_000;
      expect(server.orders.has(answered)).toBe(isLast);
    }
    expect(cartLinesOf(server.carts.get(cartId) ?? null)).toHaveLength(2);
    await drainToTheEnd(ports());
    expect(new Set(server.orders.keys())).toEqual(new Set([...unanswered, answered]));
    expect(await db.count("outbox")).toBe(0);
  });

  describe("with a long queue", () => {
    async function aLongQueue(length: number): Promise<string[]> {
      const keys: string[] = [];
      for (let index = 0; index < length; index += 1) keys.push(await queue());
      return keys;
    }

    /** A death costs one try more of each that was under way, and never another order. */
    async function expectEachPlacedOnce(keys: readonly string[], lives: number): Promise<void> {
      expect(await db.count("outbox")).toBe(0);
      expect([...server.orders.keys()].sort()).toEqual(keys.toSorted());
      const sent = server.seen.flatMap(({ key }) => key ?? []);
      expect(new Set(sent)).toEqual(new Set(keys));
      expect(sent.length).toBeLessThanOrEqual(keys.length + MOST_AT_ONCE * (lives - 1));
      expect(await deviceDatabase()).toBe(db);
    }

    test.each<Moment>(["before", "after"])(
      "in each life %s one step later than in the life before, sends each once",
      async (moment) => {
        const keys = await aLongQueue(SOME);
        let lives = 0;
        for (let lived = false; !lived; ) {
          lives += 1;
          now += 60_000;
          const deathAt = lives;
          lived = await lifeOf(ports(), (step) => step === deathAt, moment);
        }
        if (LONG)
          console.log(`${SOME} orders, killed ${moment} each step: ${lives} lives, ${server.seen.length} calls`);
        // Further than the way of one order, and of four at once after it.
        expect(lives).toBeGreaterThan(45);
        await expectEachPlacedOnce(keys, lives);
      },
      LIMIT_MS,
    );

    test(
      "after the 30 seconds that a browser gives it goes on where it was, through 500 orders, and none of them is wasted",
      async () => {
        const slow: typeof fetch = async (input, init) => {
          now += 1_000;
          return send(input, init);
        };
        const keys = await aLongQueue(MANY);
        let lives = 0;
        for (let lived = false; !lived; ) {
          lives += 1;
          const bornAt = now;
          lived = await lifeOf(ports({ fetch: slow }), () => now - bornAt >= 30_000, "after");
        }
        // Of thirty seconds with a call in each, a death wastes the calls that are under way.
        expect(lives).toBeLessThanOrEqual(Math.ceil(MANY / (30 - MOST_AT_ONCE)));
        await expectEachPlacedOnce(keys, lives);
      },
      LIMIT_MS,
    );
  });
});

test(
  "whatever the network does and however often it is killed, no order is lost or doubled",
  async () => {
    // How an order stands now is asked for after a replay, and often nobody tells.
    vi.spyOn(console, "info").mockImplementation(() => {});
    const fate = fc.constantFrom<Fate>(
      "ok",
      "unreachable",
      "answer-lost",
      () => problemAnswer("internal"),
      () => problemAnswer("in-progress"),
      () => problemAnswer("unavailable", { "Retry-After": "1" }),
      () => new Response("<html>", { status: 200, headers: { "Content-Type": "text/html" } }),
    );
    const life = fc.record({
      fates: fc.array(fate, { maxLength: 4 }),
      deathAt: fc.integer({ min: 1, max: 120 }),
      moment: fc.constantFrom<Moment>("before", "after"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(life, { maxLength: 5 }), async (lives) => {
        await begin();
        const cartId = await fillCart(db, now);
        const keys = [await queue(), await queue()];
        for (const { fates, deathAt, moment } of lives) {
          server.fates.splice(0, server.fates.length, ...fates);
          await lifeOf(ports(), (step) => step === deathAt, moment);
          now += 2_000;
        }
        server.fates.length = 0;
        await drain(ports(), { eager: true });
        for (const key of keys) {
          const order = { id: server.orders.get(key)?.id };
          expect(await getOrder(db, key)).toMatchObject({ state: "confirmed", order });
        }
        expect(new Set(server.orders.keys())).toEqual(new Set(keys));
        expect(cartLinesOf(server.carts.get(cartId) ?? null)).toHaveLength(2);
        expect(await db.count("outbox")).toBe(0);
      }),
      { seed: 42, numRuns: LONG ? 2_000 : 60 },
    );
  },
  LIMIT_MS,
);
