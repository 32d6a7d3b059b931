import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { createSeen, createSightings, markOf } from "./seen.ts";

function visit(headers: Record<string, string>): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  Object.assign(request.headers, headers);
  return request;
}

test("a client is counted once, however often and through whichever host it comes", () => {
  const seen = createSeen(() => 0);
  for (let host = 0; host < 2; host += 1) {
    const sightings = createSightings();
    for (let n = 0; n < 50; n += 1)
      sightings.add("A", markOf(visit({ "user-agent": `browser ${n % 5}` }), "key"), true);
    seen.note(sightings.take());
    expect(sightings.take()).toEqual([]);
  }
  expect(seen.countsOf("A")).toEqual({ clients: 5, documents: 100 });
  expect(seen.countsOf("B")).toEqual({ clients: 0, documents: 0 });
});

test("two devices behind one address are two clients", () => {
  const marks = ["a", "b"].map((letter) => markOf(visit({ cookie: `__Host-device=${letter.repeat(32)}` }), "key"));
  expect(new Set(marks).size).toBe(2);
});

test("a crowd is counted to a few per cent", () => {
  const seen = createSeen(() => 0);
  const sightings = createSightings();
  for (let n = 0; n < 10_000; n += 1) sightings.add("A", markOf(visit({ "user-agent": `browser ${n}` }), "key"), false);
  seen.note(sightings.take());
  expect(seen.countsOf("A").clients).toBeGreaterThan(9_600);
  expect(seen.countsOf("A").clients).toBeLessThan(10_400);
});

test("who was not seen for an hour is forgotten", () => {
  let now = 0;
  const seen = createSeen(() => now);
  seen.note([{ release: "A", marks: [1, 2], documents: 2 }]);
  now = 30 * 60_000;
  seen.note([{ release: "A", marks: [2, 3], documents: 1 }]);
  expect(seen.countsOf("A")).toEqual({ clients: 3, documents: 3 });
  now = 61 * 60_000;
  expect(seen.countsOf("A")).toEqual({ clients: 2, documents: 1 });
});

test("made-up releases take up no more room than real ones", () => {
  const seen = createSeen(() => 0);
  const sightings = createSightings();
  for (let n = 0; n < 1_000; n += 1) sightings.add(`made up ${n}`, 1, false);
  const taken = sightings.take();
  expect(taken.length).toBeLessThan(100);
  seen.note(taken);
});
