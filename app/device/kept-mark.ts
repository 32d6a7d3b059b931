import type { DeviceDatabase } from "../../offline/database.ts";
import { getMeta } from "../../offline/meta.ts";
import { listWaiting } from "../../offline/waiting.ts";

/** Outside IndexedDB, so that it may survive what the database does not (Y5). It holds numbers and a cart's id, no goods. */
const MARK = "holdfast.kept";

/** What this device kept when it was last looked at. */
export interface KeptMark {
  readonly cartId: string | null;
  /** Units in the cart. */
  readonly units: number;
  /** Whether some change of the cart had not reached the shop. */
  readonly cartUnsent: boolean;
  /** Orders that had not reached the shop. */
  readonly orders: number;
  /** Other things that had not. */
  readonly others: number;
}

/** Reads a mark back; null for anything that is none. */
export function parseMark(text: string | null): KeptMark | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Somebody else's words, or half of ours: as good as none.
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const count = (name: string) => {
    const field = fields.get(name);
    return typeof field === "number" && Number.isSafeInteger(field) && field >= 0 ? field : 0;
  };
  const cartId = fields.get("cartId");
  return {
    cartId: typeof cartId === "string" ? cartId : null,
    units: count("units"),
    cartUnsent: fields.get("cartUnsent") === true,
    orders: count("orders"),
    others: count("others"),
  };
}

/** What the mark says of the device as it is now; null where nothing is kept that could be missed. */
export async function markOf(db: DeviceDatabase): Promise<KeptMark | null> {
  const [summary, entries] = await Promise.all([getMeta(db, "cart-summary"), listWaiting(db)]);
  const kinds = entries.map(({ kind }) => kind);
  const mark = {
    cartId: summary?.cartId ?? null,
    units: summary?.count ?? 0,
    cartUnsent: kinds.includes("cart-sync"),
    orders: kinds.filter((kind) => kind === "order").length,
    others: kinds.filter((kind) => kind !== "order" && kind !== "cart-sync").length,
  };
  return mark.units > 0 || entries.length > 0 ? mark : null;
}

export function readMark(): KeptMark | null {
  try {
    return parseMark(localStorage.getItem(MARK));
  } catch (error) {
    console.info("This browser keeps no mark", error);
    return null;
  }
}

export function writeMark(mark: KeptMark | null): void {
  try {
    if (mark === null) localStorage.removeItem(MARK);
    else localStorage.setItem(MARK, JSON.stringify(mark));
  } catch (error) {
    console.info("This browser keeps no mark", error);
  }
}
