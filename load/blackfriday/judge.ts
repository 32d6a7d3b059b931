import type { Violation } from "../../db/queries/ledger.ts";
import type { BuyerRecord } from "./buyer.ts";

/** An order as it stands in the books after the run; amounts in minor units. */
export interface BookedOrder {
  readonly id: string;
  readonly owner: string;
  readonly status: string;
  readonly total: number;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly unitAmount: number }[];
}

export interface Books {
  readonly orders: readonly BookedOrder[];
  readonly stock: readonly { readonly sku: string; readonly received: number; readonly available: number }[];
  /** What the ledger's own queries found (P6). */
  readonly violations: readonly Violation[];
}

/** What the acquirer says it took. */
export interface Charge {
  readonly orderId: string | null;
  readonly amount: number;
  readonly refunded: boolean;
}

export const RULES = {
  oversold: "sold more than there was",
  lost: "acknowledged, and not in the books",
  unanswered: "left without a definite answer",
  refused: "refused though the order was right",
  phantom: "in the books, and nobody was told",
  doubled: "ordered once, booked twice",
  "above-shown": "charged more than was shown",
  "charged-twice": "money taken twice, or a wrong sum",
  "paid-unplaced": "paid, and not placed",
  lie: "told something that was no longer true",
  ledger: "the books contradict themselves",
} as const;
export type Rule = keyof typeof RULES;

export interface Finding {
  readonly rule: Rule;
  /** Whom or what it concerns, and how. */
  readonly subject: string;
}

export interface Evidence {
  readonly records: readonly BuyerRecord[];
  readonly books: Books;
  /** Null where the acquirer cannot be asked. */
  readonly charges: readonly Charge[] | null;
}

const STANDING = ["awaiting-payment", "placed"];

/** Holds what the buyers were told against the books and against the acquirer; an honest run has no findings. */
export function judge(evidence: Evidence): Finding[] {
  return [
    ...oversold(evidence),
    ...buyersAgainstBooks(evidence),
    ...booksAgainstBuyers(evidence),
    ...money(evidence),
    ...evidence.records.flatMap(({ lies }) => lies.map((subject): Finding => ({ rule: "lie", subject }))),
    ...evidence.books.violations.map(
      ({ rule, subject }): Finding => ({ rule: "ledger", subject: `${rule}: ${subject}` }),
    ),
  ];
}

function oversold({ books }: Evidence): Finding[] {
  const sold = unitsSold(books);
  return books.stock.flatMap(({ sku, received, available }): Finding[] => {
    const units = sold.get(sku) ?? 0;
    return units > received || available < 0
      ? [{ rule: "oversold", subject: `${sku}: ${units} sold of ${received}, ${available} left` }]
      : [];
  });
}

/** Units in orders that stand, by SKU. */
export function unitsSold({ orders }: Books): Map<string, number> {
  const sold = new Map<string, number>();
  for (const { status, lines } of orders) {
    if (!STANDING.includes(status)) continue;
    for (const { sku, quantity } of lines) sold.set(sku, (sold.get(sku) ?? 0) + quantity);
  }
  return sold;
}

function buyersAgainstBooks({ records, books }: Evidence): Finding[] {
  const byId = new Map(books.orders.map((order) => [order.id, order]));
  return records.flatMap(({ plan, outcome, order, shown, orderIds, paid }): Finding[] => {
    if (outcome === "unanswered" || outcome === "refused") return [{ rule: outcome, subject: plan.device }];
    const found: Finding[] = [];
    for (const id of orderIds) if (!byId.has(id)) found.push({ rule: "lost", subject: id });
    if (orderIds.length > 1) found.push({ rule: "doubled", subject: `${plan.device}: ${orderIds.join(", ")}` });
    const booked = order && byId.get(order.id);
    if (!booked || !shown) return found;
    if (plan.payment === "on-delivery" && booked.status !== "placed") {
      found.push({ rule: "lost", subject: `${booked.id} is ${booked.status}` });
    }
    if (paid && booked.status !== "placed") found.push({ rule: "paid-unplaced", subject: booked.id });
    const [line] = shown.lines;
    const dear = booked.lines.some(({ unitAmount }) => unitAmount > (line?.unitAmount ?? 0));
    if (dear || booked.total > shown.shown.total) {
      found.push({ rule: "above-shown", subject: `${booked.id}: ${booked.total} for ${shown.shown.total}` });
    }
    return found;
  });
}

function booksAgainstBuyers({ records, books }: Evidence): Finding[] {
  const known = new Set(records.flatMap(({ orderIds }) => orderIds));
  const buyers = new Set(records.map(({ plan }) => plan.device));
  const perBuyer = Map.groupBy(
    books.orders.filter(({ owner }) => buyers.has(owner)),
    ({ owner }) => owner,
  );
  return [...perBuyer].flatMap(([owner, orders]): Finding[] => [
    ...(orders.length > 1
      ? [{ rule: "doubled", subject: `${owner}: ${orders.map(({ id }) => id).join(", ")}` } as const]
      : []),
    ...orders.filter(({ id }) => !known.has(id)).map(({ id }) => ({ rule: "phantom", subject: id }) as const),
  ]);
}

function money({ books, charges }: Evidence): Finding[] {
  const kept = Map.groupBy(
    (charges ?? []).filter(({ refunded }) => !refunded),
    ({ orderId }) => orderId ?? "none",
  );
  const byId = new Map(books.orders.map((order) => [order.id, order]));
  return [...kept].flatMap(([id, taken]): Finding[] => {
    const total = byId.get(id)?.total;
    const sum = taken.reduce((all, { amount }) => all + amount, 0);
    return sum === total ? [] : [{ rule: "charged-twice", subject: `${id}: ${sum} taken for ${total ?? "no order"}` }];
  });
}
