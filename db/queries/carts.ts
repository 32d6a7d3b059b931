import { and, eq, inArray, sql } from "drizzle-orm";
import {
  type CartAnswer,
  type CartRefusal,
  type CartSync,
  readServerCart,
  type ServerCart,
  syncServerCart,
} from "../../domain/cart/server-cart.ts";
import { claimTag, NO_WRITERS } from "../../domain/cart/writers.ts";
import { TxConflict } from "../errors.ts";
import { prepared, preparedForList } from "../prepared.ts";
import type { Db, Store } from "../store.ts";
import { getMembership } from "./sharing.ts";

/** Plain values only, so that the writer can live on another thread. */
export interface SyncCart extends CartSync {
  readonly cartId: string;
  /** UTC milliseconds. */
  readonly now: number;
}

export type SyncCartOutcome =
  | { readonly kind: "synced"; readonly answer: CartAnswer; readonly changed: boolean }
  | { readonly kind: "not-found" }
  | { readonly kind: "refused"; readonly reason: CartRefusal };

/**
 * Y2: merges a device's updates into the stored cart and answers with what the device lacks. The first sync makes the cart its
 * owner's; a cart that one is no member of is `not-found` (Y4); refused bytes change nothing.
 */
export async function syncCart(store: Store, input: SyncCart): Promise<SyncCartOutcome> {
  // Most syncs only ask: they need no turn at the writer.
  if (input.updates.length === 0 && input.own === null) {
    const [row] = await cartById(store.read, { id: input.cartId });
    if (row && !(await mayUse(store.read, row, input.owner))) return { kind: "not-found" };
    if (row)
      return { kind: "synced", answer: readServerCart(cartOf(row), input.epoch, input.stateVector), changed: false };
  }
  return store.run("syncCart", input);
}

/** Ownership is known without another question; who else is a member is looked up. */
async function mayUse(db: Db, row: CartRow, owner: string): Promise<boolean> {
  return row.owner === owner || (await getMembership(db, row.id, owner)) !== null;
}

/** The stored Yjs state of a member's cart; null while it is empty, and when it is not theirs or does not exist. */
export async function getCartState(db: Db, owner: string, id: string): Promise<Uint8Array | null> {
  return (await getCart(db, owner, id))?.state ?? null;
}

export interface CartAtRevision extends ServerCart {
  readonly revision: number;
}

/** A member's cart and its revision; null when it is not theirs or does not exist. */
export async function getCart(db: Db, owner: string, id: string): Promise<CartAtRevision | null> {
  const [row] = await cartById(db, { id });
  if (!row || !(await mayUse(db, row, owner))) return null;
  return { ...cartOf(row), revision: row.revision };
}

const revisionsOf = preparedForList("cart-revisions", ({ q, t: { cart } }, ids) =>
  q.select({ id: cart.id, revision: cart.revision }).from(cart).where(inArray(cart.id, ids)),
);

/** At which revision these carts are, for whoever watches them for others; an unknown one is absent. */
export function listRevisions(db: Db, ids: readonly string[]): Promise<{ id: string; revision: number }[]> {
  return revisionsOf(db, ids);
}

export async function syncInTx(db: Db, input: SyncCart): Promise<SyncCartOutcome> {
  const { owner, cartId: id, now } = input;
  const [row] = await cartById(db, { id });
  if (row && !(await mayUse(db, row, owner))) return { kind: "not-found" };
  const synced = syncServerCart(row ? cartOf(row) : null, input);
  if (!synced.ok) return { kind: "refused", reason: synced.reason };

  const { cart, changed, answer } = synced;
  const { state, epoch } = cart;
  const writers = JSON.stringify(cart.writers);
  if (!row) {
    const claimed = await insertCart(db, { id, owner, state, epoch, writers, now });
    if (claimed.length === 0) throw new TxConflict("this cart was claimed meanwhile");
  } else if (changed) {
    const stored = await updateCart(db, { id, revision: row.revision, state, epoch, writers, now });
    if (stored.length === 0) throw new TxConflict("this cart was changed meanwhile");
  }
  return { kind: "synced", answer, changed };
}

/**
 * Makes a device tag its owner's in a cart before anything was written under it (Y2); false when it is somebody else's, for
 * whoever is no member, and when the cart has too many devices.
 */
export function claimDevice(
  store: Store,
  input: { readonly cartId: string; readonly owner: string; readonly tag: string; readonly now: number },
): Promise<boolean> {
  const { cartId: id, owner, tag, now } = input;
  return store.tx(async (db) => {
    const [row] = await cartById(db, { id });
    if (!row || !(await mayUse(db, row, owner))) return false;
    const { state, epoch, writers } = cartOf(row);
    const claimed = claimTag(writers, tag, owner);
    if (!claimed || claimed === writers) return claimed !== null;
    const { revision } = row;
    const stored = await updateCart(db, { id, revision, state, epoch, writers: JSON.stringify(claimed), now });
    if (stored.length === 0) throw new TxConflict("this cart was changed meanwhile");
    return true;
  });
}

type CartRow = Awaited<ReturnType<typeof cartById>>[number];

function cartOf({ state, epoch, writers }: CartRow): ServerCart {
  return { state, epoch, writers: writers ?? NO_WRITERS };
}

const id = sql.placeholder("id");
const owner = sql.placeholder("owner");
const revision = sql.placeholder("revision");

const cartById = prepared("cart-by-id", ({ q, t: { cart } }) => q.select().from(cart).where(eq(cart.id, id)));

const insertCart = prepared("cart-insert", ({ q, t: { cart } }) =>
  q
    .insert(cart)
    .values({
      id,
      owner,
      state: sql.placeholder("state"),
      epoch: sql.placeholder("epoch"),
      writers: sql`${sql.placeholder("writers")}`,
      revision: 1,
      updatedAt: sql.placeholder("now"),
    })
    .onConflictDoNothing()
    .returning({ id: cart.id }),
);

const updateCart = prepared("cart-update", ({ q, t: { cart } }) =>
  q
    .update(cart)
    .set({
      state: sql`${sql.placeholder("state")}`,
      epoch: sql`${sql.placeholder("epoch")}`,
      writers: sql`${sql.placeholder("writers")}`,
      revision: sql`${revision} + 1`,
      updatedAt: sql`${sql.placeholder("now")}`,
    })
    .where(and(eq(cart.id, id), eq(cart.revision, revision)))
    .returning({ id: cart.id }),
);
