import { setTimeout as sleep } from "node:timers/promises";
import { HEADER } from "../../protocol/headers.ts";
import type { Order, OrderRequest } from "../../protocol/orders.ts";
import { orderHeaders, orderOf, type Sighting } from "../lib/orders.ts";
import type { Answer, Call, Wire } from "../lib/wire.ts";
import type { BuyerPlan } from "./plan.ts";
import { type PriceClock, readPrice } from "./price-clock.ts";

export type Outcome = "ordered" | "sold-out" | "price-changed" | "refused" | "unanswered";

/** What one buyer saw and was told; amounts in minor units. */
export interface BuyerRecord {
  readonly plan: BuyerPlan;
  readonly outcome: Outcome;
  /** The order as the shop acknowledged it. */
  readonly order: Order | null;
  /** What the buyer said yes to; null where even the price could not be seen. */
  readonly shown: OrderRequest | null;
  /** Ids of all orders that any answer named: one, unless the shop doubled it. */
  readonly orderIds: readonly string[];
  /** The acquirer took the card's money, as far as the buyer was told. */
  readonly paid: boolean;
  /** Answers that contradict what had been published or promised before. */
  readonly lies: readonly string[];
  /** Tries at the order, and ms from sending the first to the definite answer. */
  readonly tries: number;
  readonly orderMs: number;
}

export interface World {
  readonly wire: Wire;
  readonly clock: PriceClock;
  /** Pays at the acquirer; resolves to true when the money was taken. */
  readonly pay: (url: string, plan: BuyerPlan) => Promise<boolean>;
}

const MOST_TRIES = 14;
const FIRST_WAIT_MS = 150;
const LONGEST_WAIT_MS = 4_000;

/** Before the next try: what the server asked for, else twice as long each time, with a share of chance. */
function waitMs(answer: Answer | null, tries: number, chance: number): number {
  const asked = Number(answer?.headers["retry-after"] ?? Number.NaN) * 1_000;
  const own = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
  return (Number.isFinite(asked) ? asked : own) * (0.5 + chance);
}

function codeOf(answer: Answer): string {
  try {
    const { code } = JSON.parse(answer.body) as { code?: unknown };
    return typeof code === "string" ? code : "";
  } catch {
    return "";
  }
}

const isPassing = (answer: Answer | null) =>
  answer === null || answer.status >= 500 || answer.status === 429 || codeOf(answer) === "in-progress";

/** One buyer from the first look to a definite answer: looks, thinks, orders, and asks again for as long as none came. */
export async function buy(world: World, plan: BuyerPlan): Promise<BuyerRecord> {
  const { wire } = world;
  const lies: string[] = [];
  const orderIds = new Set<string>();
  const record = (rest: Partial<BuyerRecord> & Pick<BuyerRecord, "outcome">): BuyerRecord => ({
    plan,
    order: null,
    shown: null,
    paid: false,
    tries: 0,
    orderMs: 0,
    ...rest,
    orderIds: [...orderIds],
    lies,
  });

  const seen = await look(world, plan, lies);
  if (seen === null) return record({ outcome: "unanswered" });
  await sleep(plan.thinkMs);

  const shown = orderOf(seen, plan.quantity, plan.payment);
  const headers = { ...orderHeaders(wire.origin, plan.device), [HEADER.idempotencyKey]: plan.key };
  const call: Call = { method: "POST", path: "/api/orders", headers, body: JSON.stringify(shown) };
  const began = performance.now();

  // A shopper in a hurry: the second press leaves before the first is answered.
  const hurried = plan.twice ? wire.call(call) : null;
  let answer = await wire.call({ ...call, fault: plan.fault });
  let tries = 1;
  for (; isPassing(answer) && tries < MOST_TRIES; tries += 1) {
    await sleep(waitMs(answer, tries, plan.jitter));
    answer = await wire.call(call);
  }
  const orderMs = performance.now() - began;
  const second = await hurried;
  if (second?.status === 201) orderIds.add((JSON.parse(second.body) as Order).id);

  if (answer === null || isPassing(answer)) return record({ outcome: "unanswered", shown, tries, orderMs });
  if (answer.status !== 201) return record({ outcome: outcomeOf(codeOf(answer)), shown, tries, orderMs });
  const order = JSON.parse(answer.body) as Order;
  orderIds.add(order.id);

  if (plan.otherBody) await tryOtherBody(wire, call, shown, lies);
  const paid = order.payment.url !== null && (await world.pay(order.payment.url, plan));
  return record({ outcome: "ordered", order, shown, paid, tries, orderMs });
}

function outcomeOf(code: string): Outcome {
  if (code === "out-of-stock") return "sold-out";
  return code === "price-changed" ? "price-changed" : "refused";
}

/** Opens the product's page and asks for its price, as the page does; null where no price can be had. */
async function look({ wire, clock }: World, plan: BuyerPlan, lies: string[]): Promise<Sighting | null> {
  const page = await readPrice(clock, "page", () => wire.call({ method: "GET", path: plan.page }), lies);
  if (page === null && plan.impatient) return null;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const ask = () => wire.call({ method: "GET", path: `/api/prices?skus=${plan.sku}` });
    const answer = await readPrice(clock, "price", ask, lies);
    if (answer?.status === 200) return sightingOf(answer, plan.sku);
    await sleep(waitMs(answer, tries, plan.jitter));
  }
  return null;
}

function sightingOf(answer: Answer, sku: string): Sighting {
  const { priceVersion, offers } = JSON.parse(answer.body) as {
    priceVersion: number;
    offers: { sku: string; prices: { currency: string; amount: number }[] }[];
  };
  const price = offers.find((offer) => offer.sku === sku)?.prices.find(({ currency }) => currency === "EUR");
  if (!price) throw new Error(`the shop has no price for ${sku}`);
  return { sku, unitAmount: price.amount, priceVersion };
}

/** The same key with another body has to be refused (P5). */
async function tryOtherBody(wire: Wire, call: Call, shown: OrderRequest, lies: string[]): Promise<void> {
  const other = { ...shown, contact: { ...shown.contact, name: "Somebody Else" } };
  const answer = await wire.call({ ...call, body: JSON.stringify(other) });
  if (answer !== null && answer.status < 400) lies.push("the key of an order was taken for another one");
}
