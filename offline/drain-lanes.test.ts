import { expect, test } from "vitest";
import { type DrainPorts, drain } from "./drain.ts";
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
