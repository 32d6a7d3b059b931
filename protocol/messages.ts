import { MESSAGE_VERSION } from "./versions.ts";

/**
 * Every message that page, tabs and worker send each other: its fields, each with its kind. Types and guards both come from
 * this table, so they cannot disagree, and the worker carries no schema library.
 */
const PAGE_TO_WORKER = {
  /**
   * A page says which release it was built from, and whether it was loaded before this worker took over; the worker
   * answers STATE and keeps a copy of a page that it has not seen pass.
   */
  HELLO: { release: "text", claimed: "flag" },
  /** To the waiting worker, once the shopper has accepted or is away (R5). */
  SKIP_WAITING: {},
  /** To the active worker before another takes over: idle work ends and drains stop at the next unit (R5). */
  QUIESCE: {},
  /**
   * Drops caches of this scope, never the cart or the outbox: `stale` what no tab and no current release needs (K4),
   * `all` everything (K3). Works once, with the nonce that the worker gave this very tab in STATE (K5); answered by CLEANED.
   */
  FORCE_CLEANUP: { nonce: "text", what: "cleanup" },
  /** Something was queued where background sync does not exist: drain now, the tab may be closed (W2). */
  SYNC_NOW_AVAILABLE: {},
  /** The page is idle: a good moment to bring what may be wanted offline (C16). */
  WARM_UP: {},
  /** Goes on with long work after KEEP_ALIVE, or after it fell silent because the worker was stopped (W5). */
  START_LONG_OPERATION: { work: "text" },
  /** The device would not take a write of the shopper's: evict what can be fetched again (C14). Answered by DONE. */
  MAKE_ROOM: {},
  /** Forget everything that was kept for the person who used this device (C13). Answered by DONE. */
  PURGE_USER: {},
} as const;

const WORKER_TO_PAGE = {
  /**
   * Answers HELLO, and goes to every tab when the mode changes: the worker's release, the number of the deployment that it
   * knows (0: none yet), how many writes wait in the outbox, the mode with its reason (I1), the release that this tab is
   * pinned to (null: not known, say HELLO), whether its document had to come from an older release than the live one (I1),
   * and the nonce for FORCE_CLEANUP.
   */
  STATE: {
    release: "text",
    deployment: "count",
    waiting: "count",
    mode: "mode",
    reason: "maybe-text",
    pinned: "maybe-text",
    substituted: "flag",
    nonce: "text",
  },
  /** The manifest names another release than the worker's: a good moment to look for a new worker (R3). */
  UPDATE_AVAILABLE: { release: "text", deployment: "count" },
  /** A worker of this release has taken over; tabs of other releases keep their files (R2). */
  UPDATE_ACTIVATED: { release: "text" },
  /** The server no longer speaks the API of this tab's release: reload, guarded (R6, R7). */
  FORCE_RELOAD_REQUIRED: { release: "text", deployment: "count", reason: "text" },
  /** To tabs of this release only: a file of theirs is gone from every cache and from the server; reload, guarded (R6, R10). */
  UNRECOVERABLE: { release: "text", deployment: "count", url: "text" },
  /** The worker deletes its caches and goes, because the manifest is gone or says so (K1). */
  SW_SELF_DESTRUCT: { reason: "text" },
  /** The clean-up that was asked for with this nonce is done. */
  CLEANED: { nonce: "text" },
  /** Long work of this name goes on, with so many units left; 0 once nothing is left to do (W5). */
  KEEP_ALIVE: { work: "text", left: "count" },
  /** What was asked for through a port is done. */
  DONE: {},
} as const;

const WORKER_TO_WORKER = {
  /** From an installing worker to the one that serves: whether its release came whole, and if not which file was wrong (I1). */
  VERDICT: { release: "text", good: "flag", url: "maybe-text" },
} as const;

/** What the shop pushes to a device, as JSON. */
const SHOP_TO_WORKER = {
  /** The shop's price version as it is now (P1). */
  PRICES_CHANGED: { priceVersion: "count" },
} as const;

/** Sent over the BroadcastChannel to every tab and the worker. */
const DEVICE_WIDE = {
  /**
   * The outbox moved: how many entries wait to be sent, how many need the shopper, the keys of the orders that changed, and
   * whether the server was reached by the last try (null: nothing was tried).
   */
  QUEUE_STATE: { waiting: "count", needsYou: "count", changed: "texts", reached: "maybe" },
  /** The cart's document changed on this device or by the server; `count` is its units, null where only Yjs could tell. */
  CART_CHANGED: { cartId: "text", count: "maybe-count" },
  /**
   * The shop's price version as it is known now, which makes older answers stale in every tab at once (P1); `path` is the
   * read whose stored answer has changed since it was handed out, empty when only the version is news (C6).
   */
  CACHE_UPDATED: { priceVersion: "count", path: "text" },
  /** Whether storage is so short that nothing more is kept ahead of need (C14). */
  STORAGE_CRITICAL: { critical: "flag" },
  /** The device was told to forget its owner: whatever a tab still holds of that person must go (C13). */
  DEVICE_FORGOTTEN: {},
} as const;

export const WORKER_MODES = ["NORMAL", "EXISTING_CLIENTS_ONLY", "SAFE_MODE"] as const;
/** How far the worker trusts itself (I1). */
export type WorkerMode = (typeof WORKER_MODES)[number];

export const CLEANUPS = ["stale", "all"] as const;
export type Cleanup = (typeof CLEANUPS)[number];

interface Kinds {
  readonly text: string;
  readonly "maybe-text": string | null;
  readonly mode: WorkerMode;
  readonly cleanup: Cleanup;
  readonly texts: readonly string[];
  readonly count: number;
  readonly flag: boolean;
  readonly maybe: boolean | null;
  readonly "maybe-count": number | null;
}

type Shape = Readonly<Record<string, keyof Kinds>>;
type Table = Readonly<Record<string, Shape>>;
type MessageOf<T extends Table> = {
  [Type in keyof T & string]: { readonly type: Type; readonly version: typeof MESSAGE_VERSION } & {
    readonly [Field in keyof T[Type]]: Kinds[T[Type][Field]];
  };
}[keyof T & string];

export type PageToWorker = MessageOf<typeof PAGE_TO_WORKER>;
export type WorkerToPage = MessageOf<typeof WORKER_TO_PAGE>;
export type WorkerToWorker = MessageOf<typeof WORKER_TO_WORKER>;
export type ShopToWorker = MessageOf<typeof SHOP_TO_WORKER>;
export type DeviceMessage = MessageOf<typeof DEVICE_WIDE>;
export type Message = PageToWorker | WorkerToPage | DeviceMessage;

/** The BroadcastChannel of this origin on which DeviceMessages travel. */
export const DEVICE_CHANNEL = "holdfast";

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const KIND_CHECKS: Readonly<Record<keyof Kinds, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  "maybe-text": (value) => value === null || typeof value === "string",
  mode: (value) => WORKER_MODES.some((mode) => mode === value),
  cleanup: (value) => CLEANUPS.some((cleanup) => cleanup === value),
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  count: isCount,
  flag: (value) => typeof value === "boolean",
  maybe: (value) => value === null || typeof value === "boolean",
  "maybe-count": (value) => value === null || isCount(value),
};

function fits(table: Table, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const type = fields.get("type");
  if (fields.get("version") !== MESSAGE_VERSION || typeof type !== "string" || !Object.hasOwn(table, type))
    return false;
  const shape = Object.entries(table[type] ?? {});
  return fields.size === shape.length + 2 && shape.every(([field, kind]) => KIND_CHECKS[kind](fields.get(field)));
}

/** True for exactly the messages of the table, of this version and without further fields; so are the next two. */
export function isPageToWorker(value: unknown): value is PageToWorker {
  return fits(PAGE_TO_WORKER, value);
}

export function isWorkerToPage(value: unknown): value is WorkerToPage {
  return fits(WORKER_TO_PAGE, value);
}

export function isWorkerToWorker(value: unknown): value is WorkerToWorker {
  return fits(WORKER_TO_WORKER, value);
}

export function isShopToWorker(value: unknown): value is ShopToWorker {
  return fits(SHOP_TO_WORKER, value);
}

export function isDeviceMessage(value: unknown): value is DeviceMessage {
  return fits(DEVICE_WIDE, value);
}
