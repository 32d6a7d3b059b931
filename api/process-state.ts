import type { PriceListener } from "./price-stream.ts";

/** What one process remembers between requests; nothing is lost for good when it goes. */
interface ProcessState {
  /** When the acquirer was last asked about an order: order id → milliseconds since 1970. */
  readonly askedAt: Map<string, number>;
  /** Who listens for price versions, whether somebody looks on their behalf, and the newest that was seen. */
  readonly prices: { readonly listeners: Set<PriceListener>; watching: boolean; latest: number };
}

// Next bundles its own copy of this module; the registry symbol is what the copies share.
const SLOT = Symbol.for("holdfast.api");
const shared: typeof globalThis & { [SLOT]?: ProcessState } = globalThis;

export function processState(): ProcessState {
  shared[SLOT] ??= { askedAt: new Map(), prices: { listeners: new Set(), watching: false, latest: 0 } };
  return shared[SLOT];
}
