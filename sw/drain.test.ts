import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { orderAnswer, orderRequest } from "../offline/device.test-suite.ts";
import { queueAnOrder } from "../offline/queued.test-suite.ts";
import { startWorker, type TestWorker } from "./worker.test-suite.ts";

let worker: TestWorker;

beforeEach(() => {
  vi.resetModules();
  worker = startWorker([]);
  vi.stubGlobal("navigator", { onLine: true });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("a worker that is told to rest sends nothing that waits, and goes on where nothing took its place", async () => {
  const { deviceDatabase } = await import("../offline/database.ts");
  const { drainQuietly } = await import("./drain.ts");
  const { stopIdle } = await import("./idle.ts");
  const db = await deviceDatabase();
  const asked: string[] = [];
  worker.network = ({ pathname }) => {
    asked.push(pathname);
    return Response.json(orderAnswer(crypto.randomUUID(), orderRequest("cart")), { status: 201 });
  };
  await queueAnOrder(db, Date.now());
  const clock = vi.spyOn(performance, "now").mockReturnValue(1_000);
  stopIdle();
  await drainQuietly({ eager: true });
  clock.mockReturnValue(10_999);
  await drainQuietly({ eager: true });
  expect(asked).toEqual([]);
  clock.mockReturnValue(11_000);
  await drainQuietly({ eager: true });
  expect(asked).toEqual(["/api/orders"]);
  expect(await db.count("outbox")).toBe(0);
});
