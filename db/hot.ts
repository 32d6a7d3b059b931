import { syncInTx } from "./queries/carts.ts";
import { placeInTx } from "./queries/place-order.ts";
import type { Db } from "./store.ts";
import { undoneOutcome } from "./undo.ts";

/**
 * The transactions that a crowd sends: named functions of plain input with plain outcomes, so that they can run on the thread
 * where the writer lives.
 */
const hot = { placeOrder: placeInTx, syncCart: syncInTx } as const;

export type HotName = keyof typeof hot;
export type HotInput<Name extends HotName> = Parameters<(typeof hot)[Name]>[1];
export type HotOutcome<Name extends HotName> = Awaited<ReturnType<(typeof hot)[Name]>>;

type Tx = <T>(body: (db: Db) => Promise<T>) => Promise<T>;

/** Runs a hot transaction here; what was `Undone` comes back as its outcome. */
export async function runHot<Name extends HotName>(
  tx: Tx,
  name: Name,
  input: HotInput<Name>,
): Promise<HotOutcome<Name>> {
  // One name goes with one input and one outcome, which a table of functions cannot tell the compiler.
  const body = hot[name] as (db: Db, given: HotInput<Name>) => Promise<HotOutcome<Name>>;
  try {
    return await tx((db) => body(db, input));
  } catch (error) {
    return undoneOutcome<HotOutcome<Name>>(error);
  }
}
