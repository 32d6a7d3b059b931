import { describe, expect, it } from "vitest";
import { orderRequest } from "../../../offline/device.test-suite.ts";
import { cartSyncEntry, orderCancelEntry, orderEntry } from "../../../offline/outbox.ts";
import type { OutboxEntry } from "../../../offline/outbox-entry.ts";
import { plainWriteEntry } from "../../../offline/plain-writes.ts";
import { PROBLEMS, type Problem, type ProblemCode } from "../../../protocol/problems.ts";
import { fateOf, stateOfEntry } from "./waiting-stage.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const order = (over: object = {}): OutboxEntry => ({ ...orderEntry("k", orderRequest("c"), NOW), ...over });
const sync = (over: object = {}): OutboxEntry => ({ ...cartSyncEntry("c", NOW), ...over });
const tried = (over: object = {}) =>
  order({ attempts: 2, lastTriedAt: NOW - 1_000, nextAttemptAt: NOW + 9_000, ...over });

function problem(code: ProblemCode): Problem {
  const { status, title } = PROBLEMS[code];
  return { type: `urn:holdfast:problem:${code}`, code, title, status };
}

describe("where an entry stands", () => {
  it.each([
    ["new, with a signal", order(), "online", "due", "now"],
    ["new, without one", order(), "offline", "no-signal", "signal"],
    ["while it is sent", order({ lease: { holder: "x", until: NOW + 1 } }), "online", "sending", "running"],
    ["after a sender died", tried({ lease: { holder: "x", until: NOW } }), "online", "no-answer", NOW + 9_000],
    ["without an answer", tried(), "online", "no-answer", NOW + 9_000],
    ["without an answer, offline", tried(), "silent", "no-answer", "signal"],
    ["after a busy shop", tried({ problem: problem("unavailable") }), "online", "busy", NOW + 9_000],
    ["held by the shop", tried({ heldUntil: NOW + 60_000 }), "online", "held", NOW + 60_000],
    ["due again", tried({ nextAttemptAt: NOW - 1 }), "online", "no-answer", "now"],
    ["refused", tried({ waitsFor: "shopper", problem: problem("out-of-stock") }), "online", "needs-you", "never"],
    ["too old", tried({ waitsFor: "update", problem: problem("version-skew") }), "online", "update", "never"],
    ["called off on the way", tried({ cancel: true }), "online", "cancelling", NOW + 9_000],
    ["of another release", order({ format: 99 }), "online", "foreign", "never"],
  ] as const)("%s", (_, entry, reach, stage, next) => {
    expect(stateOfEntry(entry, reach, NOW)).toMatchObject({ stage, next });
  });
});

describe("what can be done about it", () => {
  it.each([
    ["a new order is cancelled here", order(), "order"],
    ["one that may have arrived is asked back", tried(), "order-tried"],
    ["a refused one is cancelled here", tried({ waitsFor: "shopper" }), "order"],
    ["one that is being called off is not called off twice", tried({ cancel: true }), null],
    ["a cart that merely waits is changed in the cart", sync(), null],
    ["a refused cart can be dropped", sync({ waitsFor: "shopper" }), "cart-sync"],
    ["a cancellation that nobody tried can be withdrawn", orderCancelEntry("k", "id", NOW), "order-cancel"],
    [
      "a review is removed",
      plainWriteEntry({ kind: "review", body: { product: "p", stars: 5, text: "t" } }, NOW),
      "plain",
    ],
    ["nothing is done to what another release wrote", order({ format: 99 }), null],
  ] as const)("%s", (_, entry, consequence) => {
    expect(stateOfEntry(entry, "online", NOW).consequence).toBe(consequence);
  });

  it("is tried at once, also offline, but not while it is sent, nor against the shop's wish or without an update", () => {
    const mayRetry = (entry: OutboxEntry) => stateOfEntry(entry, "offline", NOW).mayRetry;
    expect([order(), tried(), sync({ waitsFor: "shopper" })].map(mayRetry)).toEqual([true, true, true]);
    const never = [
      order({ lease: { holder: "x", until: NOW + 1 } }),
      tried({ heldUntil: NOW + 1 }),
      tried({ waitsFor: "update" }),
      order({ format: 99 }),
    ];
    expect(never.map(mayRetry)).toEqual([false, false, false, false]);
  });
});

describe("what became of an entry that is gone", () => {
  const record = (state: "confirmed" | "cancelled") => ({
    key: "k",
    state,
    createdAt: NOW,
    request: orderRequest("c"),
    offers: [],
    order: null,
    problem: null,
    attempts: 1,
    nextAttemptAt: null,
    cancelling: false,
  });

  it("is never called ordered when it was called off", () => {
    expect(fateOf(order(), record("cancelled"))).toBe("cancelled");
    expect(fateOf(order(), record("confirmed"))).toBe("placed");
    expect(fateOf(orderCancelEntry("k", "id", NOW), record("cancelled"))).toBe("cancelledThere");
    expect(fateOf(sync(), null)).toBe("cart");
  });
});
