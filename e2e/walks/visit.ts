import type { BrowserContext, Page } from "@playwright/test";
import type { Gate } from "../lib/gate.ts";
import type { Shop } from "../lib/shop.ts";

/** One shopper with a device of their own, and somebody who looks on. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly gate: Gate;
  readonly shop: Shop;
  /** Called at every state that is worth a look; the name is unique over all walks. */
  show(name: string): Promise<void>;
}

/** A way through the shop that leads past some of its states. */
export interface Walk {
  readonly name: string;
  /** Without a worker the network's faults reach the page unsoftened. */
  readonly withoutWorker?: boolean;
  walk(visit: Visit): Promise<void>;
}
