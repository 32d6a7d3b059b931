import type { Store } from "../../db/store.ts";
import type { Arrivals } from "../lib/arrivals.ts";
import type { Random } from "../lib/random.ts";
import type { Books, Evidence, Finding } from "./judge.ts";
import type { BuyerPlan } from "./plan.ts";
import type { PriceClock } from "./price-clock.ts";

export interface Size {
  readonly buyers: number;
  /** Over how long they arrive. */
  readonly seconds: number;
  /** Units of each of the goods that are wanted; what that means is the scenario's affair. */
  readonly units: number;
}

export interface Stage {
  readonly random: Random;
  readonly size: Size;
  /** The shop's books, opened from outside as an operator's command does. */
  readonly store: Store;
  readonly clock: PriceClock;
}

export interface Script {
  readonly skus: readonly string[];
  readonly arrivals: Arrivals;
  readonly plans: readonly BuyerPlan[];
  /** Runs beside the buyers until they have gone, such as somebody who changes prices. */
  readonly meanwhile?: (until: AbortSignal) => Promise<void>;
  /** What this scenario has to show beyond what every run has to. */
  readonly demands?: (evidence: Evidence) => Finding[];
  /** Lines of the report. */
  readonly facts: (books: Books) => string[];
}

export interface Scenario {
  readonly about: string;
  readonly usual: Size;
  prepare(stage: Stage): Promise<Script>;
}
