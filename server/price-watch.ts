import { processState } from "../api/process-state.ts";
import type { Log } from "../db/log.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import type { Store } from "../db/store.ts";

const EVERY_MS = 500;

/**
 * Follows the price version without a database read on the path of a page; the interval bounds how long another process'
 * publication stays unseen.
 */
export async function watchPriceVersion(store: Store, log: Log) {
  let version = await currentPriceVersion(store.read);
  let reading = false;
  const timer = setInterval(async () => {
    if (reading) return;
    reading = true;
    try {
      version = await currentPriceVersion(store.read);
    } catch (error) {
      log("warn", "price version could not be read", { error: String(error) });
    } finally {
      reading = false;
    }
  }, EVERY_MS);
  // What this process has told its listeners counts for its pages, too (P1).
  return { current: () => Math.max(version, processState().prices.latest), stop: () => clearInterval(timer) };
}
