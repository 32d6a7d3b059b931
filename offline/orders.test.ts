import { beforeEach, expect, test } from "vitest";
import { uuidv7 } from "../protocol/ids.ts";
import { type DeviceDatabase, deviceDatabase } from "./database.ts";
import { drainPorts, freshDevice, orderRequest, problemAnswer, shopServer } from "./device.test-suite.ts";
import { drain } from "./drain.ts";
import { getOrder, mergeServerOrders, queueOrder, renewOrder } from "./orders.ts";
import { queueAnOrder } from "./queued.test-suite.ts";

let db: DeviceDatabase;
beforeEach(async () => {
  db = await freshDevice();
});

const CART = uuidv7();

function queue(over: { cartId?: string; replaces?: string } = {}): Promise<string> {
  const following = { cartId: uuidv7(), update: null, count: 0 };
  const request = orderRequest(over.cartId ?? CART);
  return queueOrder(db, { key: uuidv7(), request, offers: [], now: Date.now(), following, replaces: over.replaces });
}

async function refused(): Promise<string> {
  const server = shopServer();
  const key = await queue();
  server.fates.push(() => problemAnswer("out-of-stock"));
  await drain(drainPorts(server));
  expect(await getOrder(db, key)).toMatchObject({ state: "needs-you" });
  return key;
}

test("a cart that two tabs order at once, or twice after a failure, is one order", async () => {
  const [one, two] = await Promise.all([queue(), queue()]);
  expect(two).toBe(one);
  expect(await queue()).toBe(one);
  const server = shopServer();
  await drain(drainPorts(server));
  expect([...server.orders.keys()]).toEqual([one]);
  expect(await queue()).toBe(one);
  expect(await queue({ cartId: uuidv7() })).not.toBe(one);
});

test("a refused order is replaced by one, whichever tab answers first", async () => {
  const old = await refused();
  const [one, two] = await Promise.all([queue({ replaces: old }), queue({ replaces: old })]);
  expect(two).toBe(one);
  expect(one).not.toBe(old);
  expect(await getOrder(db, old)).toMatchObject({ state: "cancelled" });
  expect(await (await deviceDatabase()).getAllKeys("outbox")).toEqual([one]);
});

test("a refused order that is being tried again is not replaced", async () => {
  const old = await refused();
  await renewOrder(db, old, Date.now());
  expect(await queue({ replaces: old })).toBe(old);
  expect(await (await deviceDatabase()).getAllKeys("outbox")).toEqual([old]);
});

test("orders that the server remembers come back, unless an order of unknown fate might be the same one", async () => {
  const server = shopServer();
  let now = Date.parse("2026-11-22T10:00:00Z");
  const ports = drainPorts(server, { now: () => now });
  const key = await queueAnOrder(db, now);
  server.fates.push("answer-lost");
  await drain(ports);
  const remembered = [...server.orders.values()];
  expect(await mergeServerOrders(db, remembered)).toEqual([]);
  now += 60_000;
  await drain(ports);
  expect(await mergeServerOrders(db, remembered)).toEqual([key]);
  await db.delete("orders", key);
  server.fates.push(() => problemAnswer("out-of-stock"));
  const refusedKey = await queueAnOrder(db, now);
  await drain(ports);
  expect(await mergeServerOrders(db, remembered)).toEqual([remembered[0]?.id]);
  expect(await getOrder(db, remembered[0]?.id ?? "")).toMatchObject({
    state: "confirmed",
    request: { payment: "on-delivery", shown: { total: 3090 } },
  });
  expect(await getOrder(db, refusedKey)).toMatchObject({ state: "needs-you" });
});
