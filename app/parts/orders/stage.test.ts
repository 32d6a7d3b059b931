import { describe, expect, it } from "vitest";
import type { LocalOrder } from "../../../offline/local-order.ts";
import type { Order, OrderRequest } from "../../../protocol/orders.ts";
import { PROBLEMS, type Problem, type ProblemCode } from "../../../protocol/problems.ts";
import { stageOf } from "./stage.ts";
import { unknownSkus } from "./unknown-skus.ts";

const request: OrderRequest = {
  cartId: "0199f0c0-0000-7000-8000-000000000001",
  currency: "EUR",
  lines: [
    { sku: "COAT", quantity: 1, unitAmount: 24500, priceVersion: 3 },
    { sku: "SOCKS", quantity: 4, unitAmount: 2400, priceVersion: 3 },
  ],
  contact: { name: "Nora", email: "nora@example.ie" },
  address: { line1: "2 The Slip", city: "Roundstone", postcode: "H91 E2K3", country: "IE" },
  delivery: "standard",
  payment: "card",
  shown: { delivery: 0, total: 34100 },
};

const queued: LocalOrder = {
  key: "0199f0c0-0000-7000-8000-000000000002",
  state: "queued",
  createdAt: 0,
  request,
  offers: [],
  order: null,
  problem: null,
  attempts: 0,
  nextAttemptAt: 0,
  cancelling: false,
};

const problem = (code: ProblemCode, more: Partial<Problem> = {}): Problem => ({
  type: `urn:holdfast:problem:${code}`,
  code,
  title: PROBLEMS[code].title,
  status: PROBLEMS[code].status,
  ...more,
});

const confirmed = (status: Order["status"]): LocalOrder => ({
  ...queued,
  state: status === "cancelled" ? "cancelled" : "confirmed",
  order: {
    id: "0199f0c0-0000-7000-8000-000000000003",
    number: "HF-1",
    status,
    createdAt: "2026-11-22T12:00:00Z",
    currency: "EUR",
    lines: [],
    contact: request.contact,
    address: request.address,
    delivery: "standard",
    subtotal: { currency: "EUR", amount: 34100 },
    deliveryPrice: { currency: "EUR", amount: 0 },
    total: { currency: "EUR", amount: 34100 },
    payment: { method: "card", status: "pending", url: null, reservedUntil: null },
    events: [],
  },
});

describe("where an order stands, in the shopper's words", () => {
  it("is not placed while it waits, was tried in vain, or waits for a newer shop", () => {
    expect(stageOf(queued)).toBe("waiting");
    expect(stageOf({ ...queued, attempts: 2 })).toBe("waiting-retry");
    expect(stageOf({ ...queued, attempts: 1, problem: problem("version-skew") })).toBe("waiting-update");
    expect(stageOf({ ...queued, state: "sending" })).toBe("sending");
  });

  it("is reserved until paid, then placed; or it ran out", () => {
    expect(stageOf(confirmed("awaiting-payment"))).toBe("pay");
    expect(stageOf(confirmed("placed"))).toBe("placed");
    expect(stageOf(confirmed("expired"))).toBe("expired");
    expect(stageOf(confirmed("cancelled"))).toBe("cancelled");
  });

  it("asks the shopper only what a changed order can answer", () => {
    const refused = (code: ProblemCode) => stageOf({ ...queued, state: "needs-you", problem: problem(code) });
    expect(refused("out-of-stock")).toBe("needs-you");
    expect(refused("price-changed")).toBe("needs-you");
    expect(refused("unknown-sku")).toBe("needs-you");
    expect(refused("key-reused")).toBe("rejected");
    expect(refused("invalid")).toBe("rejected");
  });

  it("says so while the server is asked to take it back", () => {
    expect(stageOf({ ...confirmed("awaiting-payment"), cancelling: true })).toBe("cancelling");
  });
});

it("reads from the problem's pointers which lines the shop does not sell", () => {
  const errors = [{ pointer: "/lines/1/sku", detail: "not sold" }];
  expect(unknownSkus(problem("unknown-sku", { errors }), request)).toEqual(["SOCKS"]);
  expect(unknownSkus(problem("invalid", { errors }), request)).toEqual([]);
  expect(unknownSkus(problem("unknown-sku", { errors: [{ pointer: "/lines/9", detail: "" }] }), request)).toEqual([]);
});
