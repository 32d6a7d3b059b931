import { beforeEach, expect, test } from "vitest";
import type { DeviceDatabase } from "./database.ts";
import { drainPorts, freshDevice, type ShopServer, shopServer } from "./device.test-suite.ts";
import { type DrainPorts, drain } from "./drain.ts";
import { queuePlainWrite } from "./plain-writes.ts";
import { queueAnOrder } from "./queued.test-suite.ts";

const START = Date.parse("2026-11-22T10:00:00Z");

let db: DeviceDatabase;
let server: ShopServer;
let now = START;

beforeEach(async () => {
  db = await freshDevice();
  server = shopServer();
  now = START;
});

const ports = (change: Partial<DrainPorts> = {}) => drainPorts(server, { now: () => now, ...change });
const queue = (createdAt = now) => queueAnOrder(db, createdAt);

/** How many calls were under way whenever one began, its own included. */
async function widthsOf(world: Partial<DrainPorts> = {}): Promise<number[]> {
  const widths: number[] = [];
  let underWay = 0;
  const slow: typeof fetch = async (input, init) => {
    underWay += 1;
    widths.push(underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return server.fetch(input, init);
  };
  await drain(ports({ fetch: slow, ...world }));
  return widths;
}

test("a device sends one first, since the shop may not know it yet, and then four at a time", async () => {
  for (let index = 0; index < 7; index += 1) await queue(now + index);
  expect(await widthsOf()).toEqual([1, 1, 2, 3, 4, 1, 2]);
  expect(server.orders.size).toBe(7);
});

test("a line that breaks makes it careful again", async () => {
  for (let index = 0; index < 4; index += 1) await queue(now + index);
  server.fates.push("ok", "ok", "unreachable", "unreachable");
  expect(await widthsOf()).toEqual([1, 1, 2, 3]);
  now += 60_000;
  expect(await widthsOf()).toEqual([1, 1]);
  expect(server.orders.size).toBe(4);
});

test("two of one lane never overlap, and what any device may send says nothing of who it is", async () => {
  for (const product of ["road-end-mug", "road-end-mug", "skerry-oilskin"]) {
    server.fates.push(() => Response.json({ id: "taken" }));
    await queuePlainWrite(db, { kind: "review", body: { product, stars: 4, text: "Good." } }, now++);
  }
  expect(await widthsOf()).toEqual([1, 1, 1]);
  await queue(now++);
  for (const product of ["road-end-mug", "road-end-mug"]) {
    await queuePlainWrite(db, { kind: "review", body: { product, stars: 4, text: "Still." } }, now++);
  }
  server.fates.push("ok", ...[1, 2].map(() => () => Response.json({ id: "taken" })));
  expect(await widthsOf()).toEqual([1, 1, 1]);
  expect(await db.count("outbox")).toBe(0);
});
