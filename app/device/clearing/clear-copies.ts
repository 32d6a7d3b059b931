import { askToClear, type ClearVerdict } from "./ask-to-clear.ts";
import { flush } from "./flush.ts";
import { type PurgedBy, purgeCopies } from "./purge.ts";

export interface CopiesCleared {
  /** What the shop said of the browser's own cache. */
  readonly verdict: ClearVerdict;
  readonly by: PurgedBy;
}

/** K3, selective: sends what waits, has the HTTP cache cleared where the shop can be asked, and empties the app's caches in any case. */
export async function clearCopies(): Promise<CopiesCleared> {
  // Nothing that waits is touched, so what cannot be sent is no reason to stop.
  await flush().catch((error: unknown) => console.info("What waits could not be sent before", error));
  const verdict = await askToClear();
  return { verdict, by: await purgeCopies() };
}
