import fc from "fast-check";
import { expect, test } from "vitest";
import { isDeviceMessage, isPageToWorker, isShopToWorker, isWorkerToPage, isWorkerToWorker } from "./messages.ts";
import { deviceMessage, pageToWorker, shopToWorker, workerToPage, workerToWorker } from "./messages-schema.ts";
import { MESSAGE_VERSION } from "./versions.ts";

const PAIRS = [
  [isPageToWorker, pageToWorker],
  [isWorkerToPage, workerToPage],
  [isWorkerToWorker, workerToWorker],
  [isShopToWorker, shopToWorker],
  [isDeviceMessage, deviceMessage],
] as const;

const version = MESSAGE_VERSION;

const VALID = [
  { type: "VERDICT", version, release: "r", good: false, url: null },
  { type: "HELLO", version: MESSAGE_VERSION, release: "r", claimed: true },
  { type: "SYNC_NOW_AVAILABLE", version: MESSAGE_VERSION },
  { type: "WARM_UP", version: MESSAGE_VERSION },
  { type: "SKIP_WAITING", version },
  { type: "QUIESCE", version },
  { type: "FORCE_CLEANUP", version, nonce: "n", what: "stale" },
  {
    type: "STATE",
    version,
    release: "r",
    deployment: 1,
    waiting: 0,
    mode: "SAFE_MODE",
    reason: "no storage",
    pinned: null,
    substituted: false,
    nonce: "n",
  },
  { type: "UPDATE_AVAILABLE", version, release: "r", deployment: 2 },
  { type: "UPDATE_ACTIVATED", version, release: "r" },
  { type: "FORCE_RELOAD_REQUIRED", version, release: "r", deployment: 2, reason: "api" },
  { type: "UNRECOVERABLE", version, release: "r", deployment: 2, url: "/a.js" },
  { type: "SW_SELF_DESTRUCT", version, reason: "kill" },
  { type: "CLEANED", version, nonce: "n" },
  { type: "QUEUE_STATE", version: MESSAGE_VERSION, waiting: 1, needsYou: 2, changed: ["k"], reached: null },
  { type: "CART_CHANGED", version: MESSAGE_VERSION, cartId: "c", count: 3 },
  { type: "START_LONG_OPERATION", version, work: "warm" },
  { type: "MAKE_ROOM", version },
  { type: "PURGE_USER", version },
  { type: "KEEP_ALIVE", version, work: "warm", left: 3 },
  { type: "DONE", version },
  { type: "PRICES_CHANGED", version, priceVersion: 3 },
  { type: "CACHE_UPDATED", version, priceVersion: 3, path: "/api/products" },
  { type: "STORAGE_CRITICAL", version, critical: true },
  { type: "DEVICE_FORGOTTEN", version },
];

test.each(VALID)("$type passes its guard and no other", (message) => {
  expect(PAIRS.filter(([guard]) => guard(message))).toHaveLength(1);
  expect(PAIRS.filter(([, schema]) => schema.safeParse(message).success)).toHaveLength(1);
});

test("guard and schema agree on every message, bent in every way", () => {
  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      -1,
      0.5,
      7,
      "text",
      "NORMAL",
      "all",
      "__proto__",
      [],
      ["a"],
      [1],
      {},
      Number.NaN,
      undefined,
    ),
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
    "good",
    "deployment",
    "mode",
    "reason",
    "pinned",
    "substituted",
    "nonce",
    "what",
    "url",
    "work",
    "left",
    "critical",
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
