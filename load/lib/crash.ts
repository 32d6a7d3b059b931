import { setTimeout as delay } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { auditLedger, type Violation } from "../../db/queries/ledger.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import type { Order } from "../../protocol/orders.ts";
import { orderHeaders, orderOf, type Sighting, seePrices } from "./orders.ts";
import { type Random, randomFrom } from "./random.ts";
import { openStand, type Stand } from "./stand.ts";
import { openTill, type Till } from "./till.ts";

const LANES = 12;
const CARD_SHARE = 0.2;
const PAY_SHARE = 0.7;

export interface CrashReport {
  readonly kills: number;
  /** Orders that a buyer was told of. */
  readonly acknowledged: number;
  readonly charged: number;
  readonly violations: readonly Violation[];
  /** What the books and the buyers disagree about, in words. */
  readonly faults: readonly string[];
}

/**
 * Kills the shop `kills` times at random moments while buyers order, pay and repeat what got no answer; then compares what
 * they were told with the books and with the acquirer's charges (P5).
 */
export async function crashRun({ kills, seed }: { kills: number; seed: number }): Promise<CrashReport> {
  const random = randomFrom(seed);
  const stand = await openStand({ stock: 1_000_000 });
  const till = await openTill(stand.dataDir, stand.server().origin);
  try {
    const seen = await seePrices(stand.server().origin, stand.skus.slice(0, 20));
    const ending = new AbortController();
    const told = new Map<string, string>();
    const faults: string[] = [];
    const lanes = Array.from({ length: LANES }, () => {
      return buy({ stand, till, seen, told, faults, random: random.fork(), ending: ending.signal });
    });
    await killer(stand, kills, random);
    ending.abort();
    await Promise.all(lanes);
    return await reckon(stand, till, { kills, told, faults });
  } finally {
    await till.close();
    await stand.stop();
  }
}

async function killer(stand: Stand, kills: number, random: Random): Promise<void> {
  for (let count = 0; count < kills; count += 1) {
    await delay(random.between(5, 400));
    await stand.server().kill();
    await stand.start();
  }
}

interface Buyer {
  readonly stand: Stand;
  readonly till: Till;
  readonly seen: readonly Sighting[];
  /** Order ids by idempotency key, as buyers were told. */
  readonly told: Map<string, string>;
  readonly faults: string[];
  readonly random: Random;
  readonly ending: AbortSignal;
}

async function buy({ stand, till, seen, told, faults, random, ending }: Buyer): Promise<void> {
  const { origin } = stand.server();
  while (!ending.aborted) {
    const byCard = random.chance(CARD_SHARE);
    const key = uuidv7();
    const headers = { ...orderHeaders(origin, uuidv7().replaceAll("-", "")), "Idempotency-Key": key };
    const body = JSON.stringify(orderOf(random.pick(seen), random.between(1, 3), byCard ? "card" : "on-delivery"));
    // Every order that was begun is brought to its end, also after the last kill: until then its fate is unknown.
    const order = await persist(origin, headers, body);
    const before = told.get(key);
    if (before !== undefined && before !== order.id) faults.push(`key ${key} became two orders`);
    told.set(key, order.id);
    if (byCard && order.payment.url !== null && random.chance(PAY_SHARE)) await till.pay(order.payment.url);
    if (random.chance(0.1)) {
      const again = await persist(origin, headers, body);
      if (again.id !== order.id) faults.push(`key ${key} became two orders`);
    }
  }
}

async function persist(origin: string, headers: Record<string, string>, body: string): Promise<Order> {
  for (;;) {
    try {
      const answer = await fetch(`${origin}/api/orders`, { method: "POST", headers, body });
      if (answer.status === 201) return (await answer.json()) as Order;
      const text = await answer.text();
      if (answer.status < 500) throw new RangeError(`the shop refused an order: ${answer.status} ${text}`);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      // Refused, reset or cut off in the middle: the shop is dead, and the buyer tries again under the same key.
    }
    await delay(20);
  }
}

async function reckon(
  stand: Stand,
  till: Till,
  { kills, told, faults }: { kills: number; told: ReadonlyMap<string, string>; faults: readonly string[] },
): Promise<CrashReport> {
  await till.delivered();
  return stand.withBooks(async (store) => {
    const { q, t } = store.read;
    const rows = await q
      .select({ id: t.order.id, status: t.order.status, total: t.order.total, payment: t.payment.status })
      .from(t.order)
      .innerJoin(t.payment, eq(t.payment.orderId, t.order.id));
    const charges = Map.groupBy(await till.charges(), (charge) => charge.reference ?? "");
    const orders = new Map(rows.map((row) => [row.id, row]));
    const found = [...faults];
    for (const [key, id] of told) if (!orders.has(id)) found.push(`order ${id} of key ${key} is lost`);
    if (orders.size !== told.size) found.push(`${orders.size} orders for ${told.size} buyers`);
    for (const { id, payment, total } of rows) {
      const kept = (charges.get(id) ?? []).filter((charge) => !charge.refunded);
      const owed = payment === "paid" ? [total] : [];
      if (kept.map((charge) => charge.amount).join() !== owed.join()) {
        found.push(`order ${id} is ${payment} and was charged ${kept.length} times`);
      }
    }
    for (const reference of charges.keys())
      if (!orders.has(reference)) found.push(`a charge for no order: ${reference}`);
    const charged = [...charges.values()].flat().length;
    return { kills, acknowledged: told.size, charged, violations: await auditLedger(store.read), faults: found };
  });
}
