import { describe, expect, test, vi } from "vitest";
import { HEADER } from "../protocol/headers.ts";
import { onDeviceMessage } from "./bus.ts";
import { type DrainPorts, drain } from "./drain.ts";
import { getOrder } from "./orders.ts";
import { queuePlainWrite } from "./plain-writes.ts";
import { sendingDevice } from "./queued.test-suite.ts";

const phone = sendingDevice();
const { ports, queue } = phone;

/** How many calls were under way whenever one began, its own included. */
async function widthsOf(world: Partial<DrainPorts> = {}): Promise<number[]> {
  const widths: number[] = [];
  let underWay = 0;
  const slow: typeof fetch = async (input, init) => {
    underWay += 1;
    widths.push(underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return phone.server.fetch(input, init);
  };
  await drain(ports({ fetch: slow, ...world }));
  return widths;
}

test("a device sends one first, since the shop may not know it yet, and then four at a time", async () => {
  for (let index = 0; index < 7; index += 1) await queue(phone.now + index);
  expect(await widthsOf()).toEqual([1, 1, 2, 3, 4, 1, 2]);
  expect(phone.server.orders.size).toBe(7);
});

test("a line that breaks makes it careful again", async () => {
  for (let index = 0; index < 4; index += 1) await queue(phone.now + index);
  phone.server.fates.push("ok", "ok", "unreachable", "unreachable");
  expect(await widthsOf()).toEqual([1, 1, 2, 3]);
  phone.now += 60_000;
  expect(await widthsOf()).toEqual([1, 1]);
  expect(phone.server.orders.size).toBe(4);
});

test("where one outcome cannot be stored, the lock is held until the others are", async () => {
  const [, broken, slow] = [await queue(phone.now), await queue(phone.now + 1), await queue(phone.now + 2)];
  const [underWay, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let fails = false;
  let held = 0;
  const drained = drain(
    ports({
      database: async () => {
        if (!fails) return phone.db;
        fails = false;
        underWay.resolve();
        throw new Error("The database went away");
      },
      lock: async (unit) => {
        held += 1;
        return unit().finally(() => {
          held -= 1;
        });
      },
      fetch: async (input, init) => {
        const key = new Headers(init?.headers).get(HEADER.idempotencyKey);
        if (key === slow) {
          fails = true;
          await answered.promise;
        }
        if (key === broken) await vi.waitUntil(() => fails);
        return phone.server.fetch(input, init);
      },
    }),
  );
  const failed = expect(drained).rejects.toThrow("went away");
  await underWay.promise;
  await new Promise((resolve) => setImmediate(resolve));
  expect(held).toBe(1);
  answered.resolve();
  await failed;
  expect(held).toBe(0);
  expect(await getOrder(phone.db, slow)).toMatchObject({ state: "confirmed" });

  await drain(ports());
  expect(await getOrder(phone.db, broken)).toMatchObject({ state: "confirmed" });
  expect(phone.server.orders.size).toBe(3);
});

describe("what tabs are told of orders that are sent side by side", () => {
  /** What each telling is about, once it says what came of a try. */
  async function told(work: () => Promise<unknown>): Promise<readonly (readonly string[])[]> {
    const tellings: (readonly string[])[] = [];
    const off = onDeviceMessage((message) => {
      if (message.type === "QUEUE_STATE" && message.reached !== null) tellings.push(message.changed);
    });
    await work().finally(off);
    return tellings;
  }

  test("all that is answered in one moment is told of at once, each of them once, so that a long queue is read seldom", async () => {
    const keys: string[] = [];
    for (let index = 0; index < 41; index += 1) keys.push(await queue(phone.now + index));
    const tellings = await told(() => drain(ports()));
    expect(tellings.flat().toSorted()).toEqual(keys.toSorted());
    expect(tellings.length).toBeLessThanOrEqual(21);
  });

  test("what hangs keeps back no word of the others", async () => {
    const [, second, hanging, fourth] = [await queue(1), await queue(2), await queue(3), await queue(4)];
    const heard = new Set<string>();
    const hang = Promise.withResolvers<void>();
    const tellings = await told(async () => {
      const off = onDeviceMessage((message) => {
        if (message.type !== "QUEUE_STATE" || message.reached === null) return;
        for (const key of message.changed) heard.add(key);
      });
      const drained = drain(
        ports({
          fetch: async (input, init) => {
            if (new Headers(init?.headers).get(HEADER.idempotencyKey) === hanging) await hang.promise;
            return phone.server.fetch(input, init);
          },
        }),
      );
      await vi.waitUntil(() => heard.has(second) && heard.has(fourth));
      expect(heard.has(hanging)).toBe(false);
      hang.resolve();
      await drained;
      off();
    });
    expect(tellings.at(-1)).toEqual([hanging]);
  });
});

test("two of one lane never overlap, and what any device may send says nothing of who it is", async () => {
  for (const product of ["road-end-mug", "road-end-mug", "skerry-oilskin"]) {
    phone.server.fates.push(() => Response.json({ id: "taken" }));
    await queuePlainWrite(phone.db, { kind: "review", body: { product, stars: 4, text: "Good." } }, phone.now++);
  }
  expect(await widthsOf()).toEqual([1, 1, 1]);
  await queue(phone.now++);
  for (const product of ["road-end-mug", "road-end-mug"]) {
    await queuePlainWrite(phone.db, { kind: "review", body: { product, stars: 4, text: "Still." } }, phone.now++);
  }
  phone.server.fates.push("ok", ...[1, 2].map(() => () => Response.json({ id: "taken" })));
  expect(await widthsOf()).toEqual([1, 1, 1]);
  expect(await phone.db.count("outbox")).toBe(0);
});
