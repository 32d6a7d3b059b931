import type { CartWriters } from "../../domain/cart/writers.ts";
import type { Kit } from "../kit.ts";

/** What is still under way: carts, messages to be delivered, jobs that run. */
export function defineWork(kit: Kit) {
  const { table, id, text, integer, instant, json, bytes, index } = kit;

  const cart = table(
    "cart",
    {
      id: id().primaryKey(),
      owner: text().notNull(),
      /** The whole cart as one compacted Yjs update; null until the first accepted one. */
      state: bytes(),
      /** Which of the documents that followed each other `state` is. */
      epoch: integer().notNull().default(0),
      /** Which device made which session of the document; null where only releases without epochs wrote. */
      writers: json<CartWriters>(),
      /** Grows with every change of `state`. */
      revision: integer().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [index("cart_owner").on(t.owner)],
  );

  /** The server's outbox: written with the change it tells of, deleted when delivered. */
  const dispatch = table(
    "dispatch",
    {
      id: id().primaryKey(),
      topic: text().notNull(),
      payload: json<Readonly<Record<string, string | number>>>().notNull(),
      createdAt: instant().notNull(),
      attempts: integer().notNull(),
      /** Not before this; while it is leased, the end of the lease. */
      nextAt: instant().notNull(),
      /** Who works on it; null when nobody does. */
      lease: text(),
      lastError: text(),
    },
    (t) => [index("dispatch_next").on(t.nextAt)],
  );

  /** Which process may run a background job now. */
  const lease = table("lease", {
    name: text().primaryKey(),
    holder: text().notNull(),
    until: instant().notNull(),
  });

  return { cart, dispatch, lease };
}
