import { beforeEach, describe, expect, test } from "vitest";
import type { DeviceDatabase } from "./database.ts";
import { drainPorts, freshDevice, problemAnswer, type ShopServer, shopServer } from "./device.test-suite.ts";
import { type DrainPorts, drain } from "./drain.ts";
import { getOrder, takeBackOrder } from "./orders.ts";
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

describe("taking an order back", () => {
  test("before it was sent it is simply gone", async () => {
    const key = await queue();
    expect(await takeBackOrder(db, key, now)).toBe("cancelled");
    await drain(ports());
    expect(server.seen).toHaveLength(0);
    expect(await getOrder(db, key)).toMatchObject({ state: "cancelled" });
  });

  test("when it may have arrived, the server is asked and the order cancelled there", async () => {
    const key = await queue();
    server.fates.push("answer-lost");
    await drain(ports());
    expect(await takeBackOrder(db, key, now)).toBe("asking");
    expect(await getOrder(db, key)).toMatchObject({ state: "queued", cancelling: true });
    await drain(ports());
    expect(server.orders.get(key)?.status).toBe("cancelled");
    expect(await getOrder(db, key)).toMatchObject({ state: "cancelled", cancelling: false });
    expect(await db.count("outbox")).toBe(0);
  });

  test("a placed one that can no longer be changed says so and stays", async () => {
    const key = await queue();
    await drain(ports());
    server.fates.push(() => problemAnswer("not-cancellable"));
    expect(await takeBackOrder(db, key, now)).toBe("asking");
    await drain(ports());
    expect(await getOrder(db, key)).toMatchObject({
      state: "confirmed",
      cancelling: false,
      problem: { code: "not-cancellable" },
    });
  });

  test("a refused one ends here", async () => {
    const key = await queue();
    server.fates.push(() => problemAnswer("price-changed"));
    await drain(ports());
    expect(await takeBackOrder(db, key, now)).toBe("cancelled");
    expect(await db.count("outbox")).toBe(0);
  });

  test("one that was asked back and then refused is gone", async () => {
    const key = await queue();
    server.fates.push("unreachable", () => problemAnswer("out-of-stock"));
    await drain(ports());
    await takeBackOrder(db, key, now);
    await drain(ports());
    expect(await getOrder(db, key)).toMatchObject({ state: "cancelled", cancelling: false });
    expect(await db.count("outbox")).toBe(0);
  });
});
