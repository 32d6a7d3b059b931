import { expect, test } from "vitest";
import { problemAnswer } from "./device.test-suite.ts";
import { drainForSync } from "./drain-for-sync.ts";
import { sendingDevice } from "./queued.test-suite.ts";

const phone = sendingDevice();
const { ports, queue } = phone;

let waited = 0;
async function wait(ms: number): Promise<void> {
  waited += ms;
  phone.now += ms;
}

function sync({ mayWait = (): boolean => true, clock = wait } = {}): Promise<void> {
  waited = 0;
  return drainForSync(ports({ random: () => 0.99 }), mayWait, clock);
}

const LEFT = "The outbox still waits for the server";
const orderCalls = () => phone.server.seen.filter(({ path }) => path === "/api/orders").length;

test("one event sends everything, and waits for nothing where all goes well", async () => {
  await queue();
  await queue();
  await sync();
  expect(waited).toBe(0);
  expect(phone.server.orders.size).toBe(2);
});

test("calls that fail while the network comes back are made again in the same event, each under its key", async () => {
  const keys = [await queue(), await queue()];
  phone.server.fates.push("unreachable", "answer-lost", "unreachable");
  await sync();
  expect(waited).toBeGreaterThan(0);
  expect(waited).toBeLessThan(10_000);
  expect([...phone.server.orders.keys()].sort()).toEqual(keys.sort());
});

test("a shop that stays away is left to the browser after 20 s at most", async () => {
  await queue();
  phone.server.fates.push(...Array.from({ length: 50 }, () => "unreachable" as const));
  await expect(sync()).rejects.toThrow(LEFT);
  expect(waited).toBeLessThanOrEqual(20_000);
  expect(orderCalls()).toBeLessThan(8);
});

test("a shop that asks for a minute is given it, by the browser's next try", async () => {
  await queue();
  phone.server.fates.push(() => problemAnswer("unavailable", { "Retry-After": "60" }));
  await expect(sync()).rejects.toThrow(LEFT);
  expect(waited).toBe(0);
  expect(orderCalls()).toBe(1);
});

test("a newer worker that needs this one to end does not wait for a try that is due later", async () => {
  await queue();
  phone.server.fates.push("unreachable", "unreachable");
  let looked = 0;
  const mayWait = () => {
    looked += 1;
    return looked < 3;
  };
  await expect(sync({ mayWait })).rejects.toThrow(LEFT);
  expect(waited).toBeLessThan(2_000);
});

test("a clock that is set back in the middle keeps nobody", async () => {
  await queue();
  phone.server.fates.push("unreachable");
  const clock = async (ms: number) => {
    if (waited === 0) phone.now -= 86_400_000;
    await wait(ms);
  };
  await expect(sync({ clock })).rejects.toThrow(LEFT);
  expect(waited).toBeLessThanOrEqual(20_000);
});
