import type { LiveStream } from "./live-stream.ts";

/** The open streams of one cart, and the revision at which they were last woken. */
export interface WatchedCart {
  revision: number;
  /** Each with the owner of the device that reads it. */
  readonly listeners: Map<LiveStream, string>;
  /** Grows whenever somebody begins or ends to look, or may no longer. */
  lookers: number;
  /** Grows whenever somebody joins or leaves. */
  members: number;
}

/** What one process remembers between requests; nothing is lost for good when it goes. */
interface ProcessState {
  /** Who wants to hear when the room of a cart has another key (Y3). */
  readonly roomListeners: Set<(cartId: string) => void>;
  /** When the acquirer was last asked about an order: order id → milliseconds since 1970. */
  readonly askedAt: Map<string, number>;
  /** All open event streams. */
  readonly streams: Set<LiveStream>;
  /** Who listens for price versions, whether somebody looks on their behalf, and the newest that was seen. */
  readonly prices: { readonly listeners: Set<LiveStream>; looking: boolean; latest: number };
  /** The same for carts, by id; and the streams of each device, the oldest first. */
  readonly carts: {
    readonly watched: Map<string, WatchedCart>;
    readonly byOwner: Map<string, Set<LiveStream>>;
    looking: boolean;
  };
}

// Next bundles its own copy of this module; the registry symbol is what the copies share.
const SLOT = Symbol.for("holdfast.api");
const shared: typeof globalThis & { [SLOT]?: ProcessState } = globalThis;

export function processState(): ProcessState {
  shared[SLOT] ??= {
    roomListeners: new Set(),
    askedAt: new Map(),
    streams: new Set(),
    prices: { listeners: new Set(), looking: false, latest: 0 },
    carts: { watched: new Map(), byOwner: new Map(), looking: false },
  };
  return shared[SLOT];
}
