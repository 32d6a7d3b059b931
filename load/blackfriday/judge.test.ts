import { describe, expect, it } from "vitest";
import type { Order } from "../../protocol/orders.ts";
import { orderOf } from "../lib/orders.ts";
import { randomFrom } from "../lib/random.ts";
import type { BuyerRecord } from "./buyer.ts";
import { type Books, type Evidence, judge } from "./judge.ts";
import { planBuyer } from "./plan.ts";

const plan = { ...planBuyer(randomFrom(1), [{ sku: "LAMP", page: "/product/lamp" }]), payment: "card" as const };
const shown = orderOf({ sku: "LAMP", unitAmount: 4_500, priceVersion: 1 }, 1, "card");
const { total } = shown.shown;

const buyer = (over: Partial<BuyerRecord> = {}): BuyerRecord => ({
  plan,
  outcome: "ordered",
  order: { id: "o1" } as Order,
  shown,
  orderIds: ["o1"],
  paid: true,
  lies: [],
  tries: 1,
  orderMs: 5,
  ...over,
});

const booked = {
  id: "o1",
  owner: plan.device,
  status: "placed",
  total,
  lines: [{ sku: "LAMP", quantity: 1, unitAmount: 4_500 }],
};

const books = (over: Partial<Books> = {}): Books => ({
  orders: [booked],
  stock: [{ sku: "LAMP", received: 1, available: 0 }],
  violations: [],
  ...over,
});

const evidence = (over: Partial<Evidence> = {}): Evidence => ({
  records: [buyer()],
  books: books(),
  charges: [{ orderId: "o1", amount: total, refunded: false }],
  ...over,
});

const rulesOf = (over: Partial<Evidence>) => [...new Set(judge(evidence(over)).map(({ rule }) => rule))];

describe("The judge of a rehearsal", () => {
  it("finds nothing in an honest run", () => {
    expect(judge(evidence())).toEqual([]);
  });

  it.each<[string, Partial<Evidence>]>([
    ["oversold", { books: books({ stock: [{ sku: "LAMP", received: 0, available: 0 }] }) }],
    ["oversold", { books: books({ stock: [{ sku: "LAMP", received: 2, available: -1 }] }) }],
    [
      "lost",
      {
        records: [buyer({ orderIds: ["o1", "gone"] })].map((one) => ({ ...one, orderIds: ["gone"] })),
        books: books({ orders: [] }),
        charges: [],
      },
    ],
    [
      "unanswered",
      { records: [buyer({ outcome: "unanswered", orderIds: [] })], books: books({ orders: [] }), charges: [] },
    ],
    ["refused", { records: [buyer({ outcome: "refused", orderIds: [] })], books: books({ orders: [] }), charges: [] }],
    ["phantom", { records: [buyer({ order: null, outcome: "sold-out", orderIds: [], paid: false })] }],
    [
      "doubled",
      {
        books: books({ orders: [booked, { ...booked, id: "o2" }], stock: [] }),
        records: [buyer({ orderIds: ["o1", "o2"] })],
      },
    ],
    ["above-shown", { books: books({ orders: [{ ...booked, total: total + 1 }] }), charges: [] }],
    [
      "above-shown",
      { books: books({ orders: [{ ...booked, lines: [{ sku: "LAMP", quantity: 1, unitAmount: 4_501 }] }] }) },
    ],
    ["charged-twice", { charges: [1, 2].map(() => ({ orderId: "o1", amount: total, refunded: false })) }],
    ["charged-twice", { charges: [{ orderId: null, amount: 5, refunded: false }] }],
    ["paid-unplaced", { books: books({ orders: [{ ...booked, status: "awaiting-payment" }] }) }],
    ["lie", { records: [buyer({ lies: ["a page was of price version 1 when 2 had been published"] })] }],
    ["ledger", { books: books({ violations: [{ rule: "line-price", subject: "o1" }] }) }],
  ])("finds what was planted: %s", (rule, over) => {
    expect(rulesOf(over)).toContain(rule);
  });

  it("forgives a charge that was given back", () => {
    const twice = [true, false].map((refunded) => ({ orderId: "o1", amount: total, refunded }));
    expect(judge(evidence({ charges: twice }))).toEqual([]);
  });

  it("does not take orders of others for the buyers'", () => {
    const others = { ...booked, id: "o9", owner: "somebody else" };
    expect(judge(evidence({ books: books({ orders: [booked, others], stock: [] }) }))).toEqual([]);
  });
});
