import { expect, test } from "vitest";
import { heldWork, holdUpdates } from "./standstill.ts";

test("an update waits for everything that holds it, also for what came while it waited, and for failures", async () => {
  const order: string[] = [];
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const failing = holdUpdates(first.promise.then(() => Promise.reject(new Error("no network"))));
  failing.catch(() => order.push("first"));
  const waiting = heldWork().then(() => order.push("free"));
  holdUpdates(second.promise).then(() => order.push("second"));
  first.resolve();
  await expect(failing).rejects.toThrow("no network");
  second.resolve();
  await waiting;
  expect(order).toEqual(["first", "second", "free"]);
});

test("nothing held is free at once", async () => {
  await heldWork();
});
