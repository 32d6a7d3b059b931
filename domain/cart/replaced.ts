import * as Y from "yjs";
import { countCounters } from "./room.ts";
import type { CartStruct } from "./shape.ts";

/**
 * Structs that one sync brings, or a stored document keeps, beside one of each counter. Yjs holds each that comes against all
 * that were written to the same counter without it, so what a hostile device may make of them costs the square of their number:
 * of 7,680 in one sync, nearly four seconds of the only writer.
 */
export const MAX_REPLACED = 512;

/** How many of what comes may stand beside others of their counter. */
export function replacedAmong(structs: readonly CartStruct[]): number {
  const counters = new Set<string>();
  let items = 0;
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    items += 1;
    // One that builds on another does not name its counter.
    if (struct instanceof Y.Item && struct.parentSub !== null) counters.add(`${struct.parent} ${struct.parentSub}`);
  }
  return items - counters.size;
}

/** How many a document keeps that are no counter's present value. */
export function replacedIn(doc: Y.Doc): number {
  return [...doc.store.clients.values()].reduce((sum, structs) => sum + structs.length, 0) - countCounters(doc);
}
