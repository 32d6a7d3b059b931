import fc from "fast-check";
import { expect, test } from "vitest";
import { isDeviceMessage, isPageToWorker, isWorkerToPage } from "./messages.ts";
import { deviceMessage, pageToWorker, workerToPage } from "./messages-schema.ts";
import { MESSAGE_VERSION } from "./versions.ts";

const PAIRS = [
  [isPageToWorker, pageToWorker],
  [isWorkerToPage, workerToPage],
  [isDeviceMessage, deviceMessage],
] as const;

const VALID = [
  { type: "HELLO", version: MESSAGE_VERSION, release: "r", claimed: true },
  { type: "SYNC_NOW_AVAILABLE", version: MESSAGE_VERSION },
  { type: "WARM_UP", version: MESSAGE_VERSION },
  { type: "STATE", version: MESSAGE_VERSION, release: "r", waiting: 0 },
  { type: "QUEUE_STATE", version: MESSAGE_VERSION, waiting: 1, needsYou: 2, changed: ["k"], reached: null },
  { type: "CART_CHANGED", version: MESSAGE_VERSION, cartId: "c", count: 3 },
];

test.each(VALID)("$type passes its guard and no other", (message) => {
  expect(PAIRS.filter(([guard]) => guard(message))).toHaveLength(1);
  expect(PAIRS.filter(([, schema]) => schema.safeParse(message).success)).toHaveLength(1);
});

test("guard and schema agree on every message, bent in every way", () => {
  const junk = fc.oneof(
    fc.constantFrom<unknown>(null, true, -1, 0.5, 7, "text", [], ["a"], [1], {}, Number.NaN, undefined),
    fc.string(),
  );
  const field = fc.constantFrom(
    "type",
    "version",
    "release",
    "waiting",
    "needsYou",
    "changed",
    "reached",
    "count",
    "claimed",
    "x",
  );
  const bent = fc.tuple(fc.constantFrom(...VALID), fc.array(fc.tuple(field, junk), { maxLength: 2 }), fc.boolean());
  fc.assert(
    fc.property(bent, ([valid, changes, drop]) => {
      const message: Record<string, unknown> = { ...valid };
      for (const [name, value] of changes) {
        if (drop) delete message[name];
        else message[name] = value;
      }
      for (const [guard, schema] of PAIRS) expect(guard(message)).toBe(schema.safeParse(message).success);
    }),
    { seed: 11, numRuns: 2_000 },
  );
  for (const [guard] of PAIRS) for (const value of [null, undefined, 1, "HELLO", []]) expect(guard(value)).toBe(false);
});
