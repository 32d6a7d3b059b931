import { randomBytes, randomUUID } from "node:crypto";
import type { PaymentMethod } from "../../protocol/orders.ts";
import type { Random } from "../lib/random.ts";

/** What a buyer is going to do, and what is going to happen to them: all of it is drawn before the run begins. */
export interface BuyerPlan {
  readonly device: string;
  readonly key: string;
  readonly page: string;
  readonly sku: string;
  readonly quantity: number;
  readonly payment: PaymentMethod;
  readonly thinkMs: number;
  /** Presses the button twice. */
  readonly twice: boolean;
  /** Uses the key for something else afterwards. */
  readonly otherBody: boolean;
  /** Leaves when the page does not open. */
  readonly impatient: boolean;
  /** What the network does to the first try. */
  readonly fault: "answer-lost" | "cut" | undefined;
  /** A card is first declined; the pay button is pressed twice; the order is left unpaid. */
  readonly paying: { readonly declinedFirst: boolean; readonly twice: boolean; readonly never: boolean };
  /** 0 to 1, spreads the waits between tries. */
  readonly jitter: number;
}

export interface Goods {
  readonly sku: string;
  readonly page: string;
}

/** Shares of the buyers, each drawn by itself. */
export interface Habits {
  readonly card: number;
  readonly twice: number;
  readonly answerLost: number;
  readonly cut: number;
  readonly otherBody: number;
  readonly meanThinkMs: number;
  readonly mostUnits: number;
}

export const HABITS: Habits = {
  card: 0.2,
  twice: 0.15,
  answerLost: 0.1,
  cut: 0.05,
  otherBody: 0.03,
  meanThinkMs: 400,
  mostUnits: 1,
};

export function planBuyer(random: Random, goods: readonly Goods[], habits: Habits = HABITS): BuyerPlan {
  const { sku, page } = random.pick(goods);
  const trouble = random.next();
  const cut = trouble < habits.cut;
  return {
    // Never those of an earlier run with the same seed, whose orders the shop may still have.
    device: randomBytes(16).toString("hex"),
    key: randomUUID(),
    sku,
    page,
    quantity: 1 + Math.floor(random.next() * habits.mostUnits),
    payment: random.chance(habits.card) ? "card" : "on-delivery",
    thinkMs: Math.min(10 * habits.meanThinkMs, random.exponential(habits.meanThinkMs)),
    twice: random.chance(habits.twice),
    otherBody: random.chance(habits.otherBody),
    impatient: random.chance(0.5),
    fault: cut ? "cut" : trouble < habits.cut + habits.answerLost ? "answer-lost" : undefined,
    paying: { declinedFirst: random.chance(0.2), twice: random.chance(0.2), never: random.chance(0.1) },
    jitter: random.next(),
  };
}
