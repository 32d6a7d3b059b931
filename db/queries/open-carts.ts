import { and, desc, eq, exists, inArray, isNotNull, notExists, or, sql } from "drizzle-orm";
import { prepared } from "../prepared.ts";
import type { Db } from "../store.ts";

export interface StoredCart {
  readonly id: string;
  /** The whole document as one Yjs update. */
  readonly state: Uint8Array | null;
  /** UTC milliseconds. */
  readonly updatedAt: number;
}

const byOwner = prepared("carts-open", ({ q, t: { cart, cartMember, cartShare, order } }) =>
  q
    .select({ id: cart.id, state: cart.state, updatedAt: cart.updatedAt })
    .from(cart)
    .where(
      and(
        // PostgreSQL would read every cart to find out which of two reasons holds.
        inArray(
          cart.id,
          q
            .select({ id: cartMember.cartId })
            .from(cartMember)
            .where(eq(cartMember.owner, sql.placeholder("owner")))
            .unionAll(
              q
                .select({ id: cart.id })
                .from(cart)
                .where(eq(cart.owner, sql.placeholder("owner"))),
            ),
        ),
        isNotNull(cart.state),
        or(
          notExists(
            q
              .select({ one: sql`1` })
              .from(order)
              .where(and(eq(order.owner, cart.owner), eq(order.cartId, cart.id))),
          ),
          // What is ordered from a shared cart is taken out of it, and the cart goes on (Y4).
          exists(q.select({ one: sql`1` }).from(cartShare).where(eq(cartShare.cartId, cart.id))),
        ),
      ),
    )
    .orderBy(desc(cart.updatedAt), desc(cart.id))
    .limit(sql.placeholder("limit")),
);

/** The owner's carts, and those it is a member of, that something was put into and that no order has closed, the last changed first. */
export function listOpenCarts(db: Db, owner: string, limit: number): Promise<StoredCart[]> {
  return byOwner(db, { owner, limit });
}
