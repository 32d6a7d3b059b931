import { setTimeout as delay } from "node:timers/promises";
import { uuidv7 } from "../../protocol/ids.ts";
import type { Order } from "../../protocol/orders.ts";
import { orderHeaders, orderOf, type Sighting, seePrices } from "../lib/orders.ts";
import { type Random, randomFrom } from "../lib/random.ts";

export interface Crowd {
  readonly buyers: number;
  /** How many arrive per second, whether the shop keeps up or not (an open loop). */
  readonly perSecond: number;
  readonly seed: number;
}

/** What the crowd is after. */
export interface Wishes {
  wish(random: Random): {
    readonly sku: string;
    readonly quantity: number /** How long they think it over. */;
    readonly thinkMs: number;
  };
}

/** What became of one buyer. */
export interface Shopper {
  readonly sku: string;
  readonly quantity: number;
  readonly shown: number;
  /** Ids of the orders they were told of: more than one would be a double sale. */
  readonly orders: ReadonlySet<string>;
  readonly charged: number | null;
  /** Status of the last answer; 0 when there was none. */
  readonly status: number;
  /** From the moment they were due, in milliseconds; waiting for the shop to keep up counts. */
  readonly ms: number;
}

const LOST_SHARE = 0.1;
const TWICE_SHARE = 0.2;
const PATIENCE = 6;

/** Lets the crowd loose: everybody comes at their own time, looks, thinks, and orders; some answers get lost, some taps count twice. */
export async function runCrowd(origin: string, crowd: Crowd, wishes: Wishes): Promise<Shopper[]> {
  const random = randomFrom(crowd.seed);
  const started = performance.now();
  const shoppers: Promise<Shopper>[] = [];
  let due = 0;
  for (let count = 0; count < crowd.buyers; count += 1) {
    // Arrivals of people who know nothing of each other: exponential gaps.
    due += (-Math.log(1 - random.next()) / crowd.perSecond) * 1000;
    const wait = started + due - performance.now();
    if (wait > 0) await delay(wait);
    shoppers.push(shop(origin, random.fork(), wishes, started + due));
  }
  return Promise.all(shoppers);
}

async function shop(origin: string, random: Random, wishes: Wishes, due: number): Promise<Shopper> {
  const { sku, quantity, thinkMs } = wishes.wish(random);
  const seen = await look(origin, sku);
  await delay(thinkMs);
  const headers = orderHeaders(origin, uuidv7().replaceAll("-", ""));
  const body = JSON.stringify(orderOf(seen, quantity));
  const orders = new Set<string>();
  let status = 0;
  let charged: number | null = null;
  const send = async (signal: AbortSignal | null) => {
    const answer = await fetch(`${origin}/api/orders`, { method: "POST", headers, body, signal });
    const told = (await answer.json()) as Order;
    status = answer.status;
    if (status !== 201) return;
    orders.add(told.id);
    charged = told.lines[0]?.unitAmount ?? null;
  };

  // The request is on its way, and the answer never arrives: the buyer cannot know what became of it.
  if (random.chance(LOST_SHARE)) await send(AbortSignal.timeout(random.between(1, 15))).catch(() => null);
  const twice = random.chance(TWICE_SHARE);
  for (let patience = PATIENCE; patience > 0; patience -= 1) {
    const tries = await Promise.allSettled(twice ? [send(null), send(null)] : [send(null)]);
    if (tries.every((one) => one.status === "fulfilled") && status < 500) break;
    await delay(random.between(50, 400));
  }
  return { sku, quantity, shown: seen.unitAmount, orders, charged, status, ms: performance.now() - due - thinkMs };
}

async function look(origin: string, sku: string): Promise<Sighting> {
  for (let patience = PATIENCE; ; patience -= 1) {
    try {
      const [seen] = await seePrices(origin, [sku]);
      if (seen) return seen;
    } catch (error) {
      if (patience === 0) throw error;
    }
    await delay(200);
  }
}
