import { and, eq, sql } from "drizzle-orm";
import { type CartRefusal, cartDiff, cartLinesOf, mergeCartUpdates } from "../../domain/cart/server-cart.ts";
import type { CartLine } from "../../protocol/cart.ts";
import { TxConflict } from "../errors.ts";
import { prepared } from "../prepared.ts";
import type { Db, Store } from "../store.ts";

/** Plain values only, so that the writer can live on another thread. */
export interface SyncCart {
  readonly owner: string;
  readonly cartId: string;
  /** The device's unsent Yjs updates (v1), and what it has; null asks for everything. */
  readonly updates: readonly Uint8Array[];
  readonly stateVector: Uint8Array | null;
  /** UTC milliseconds. */
  readonly now: number;
}

export type SyncCartOutcome =
  | {
      readonly kind: "synced";
      /** What the device lacks, and what the server has now. */
      readonly update: Uint8Array;
      readonly stateVector: Uint8Array;
      readonly lines: CartLine[];
    }
  | { readonly kind: "not-found" }
  | { readonly kind: "refused"; readonly reason: CartRefusal };

/**
 * Y2: merges a device's updates into the stored cart and answers with what the device lacks. The first sync makes the cart its
 * owner's; another's cart is `not-found`; refused bytes change nothing.
 */
export async function syncCart(store: Store, input: SyncCart): Promise<SyncCartOutcome> {
  // Most syncs only ask: they need no turn at the writer.
  if (input.updates.length === 0) {
    const [row] = await cartById(store.read, { id: input.cartId });
    if (row) return row.owner === input.owner ? answer(row.state, input) : { kind: "not-found" };
  }
  return store.run("syncCart", input);
}

/** The stored Yjs state of an owner's cart; null while it is empty, and when it is not theirs or does not exist. */
export async function getCartState(db: Db, owner: string, id: string): Promise<Uint8Array | null> {
  const [row] = await cartById(db, { id });
  return row && row.owner === owner ? row.state : null;
}

export async function syncInTx(db: Db, input: SyncCart): Promise<SyncCartOutcome> {
  const { owner, cartId: id, updates, now } = input;
  const [row] = await cartById(db, { id });
  if (row && row.owner !== owner) return { kind: "not-found" };
  const merged = mergeCartUpdates(row?.state ?? null, updates);
  if (!merged.ok) return { kind: "refused", reason: merged.reason };

  if (!row) {
    const state = merged.changed ? merged.state : null;
    const claimed = await insertCart(db, { id, owner, state, now });
    if (claimed.length === 0) throw new TxConflict("this cart was claimed meanwhile");
  } else if (merged.changed) {
    const stored = await updateCart(db, { id, owner, revision: row.revision, state: merged.state, now });
    if (stored.length === 0) throw new TxConflict("this cart was changed meanwhile");
  }
  return answer(merged.state, input);
}

function answer(state: Uint8Array | null, { stateVector }: SyncCart): SyncCartOutcome {
  return { kind: "synced", ...cartDiff(state, stateVector), lines: cartLinesOf(state) };
}

const id = sql.placeholder("id");
const owner = sql.placeholder("owner");
const revision = sql.placeholder("revision");

const cartById = prepared("cart-by-id", ({ q, t: { cart } }) => q.select().from(cart).where(eq(cart.id, id)));

const insertCart = prepared("cart-insert", ({ q, t: { cart } }) =>
  q
    .insert(cart)
    .values({ id, owner, state: sql.placeholder("state"), revision: 1, updatedAt: sql.placeholder("now") })
    .onConflictDoNothing()
    .returning({ id: cart.id }),
);

const updateCart = prepared("cart-update", ({ q, t: { cart } }) =>
  q
    .update(cart)
    .set({
      state: sql`${sql.placeholder("state")}`,
      revision: sql`${revision} + 1`,
      updatedAt: sql`${sql.placeholder("now")}`,
    })
    .where(and(eq(cart.id, id), eq(cart.owner, owner), eq(cart.revision, revision)))
    .returning({ id: cart.id }),
);
