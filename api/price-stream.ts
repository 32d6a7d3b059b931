import { currentPriceVersion } from "../db/queries/prices.ts";
import { HEADER } from "../protocol/headers.ts";
import type { Api, ApiDeps } from "./context.ts";
import { keepLooking, type LiveSource, liveResponse } from "./live-stream.ts";
import { processState } from "./process-state.ts";

/** Half of the second within which every tab knows. */
const LOOK_EVERY_MS = 400;

/** P1: `GET /api/prices/live`, an event stream that tells the price version now and whenever it changes. */
export function priceStream(api: Api, deps: ApiDeps): void {
  api.get("/api/prices/live", async (context) => {
    const { read } = await deps.getStore();
    const version = await currentPriceVersion(read);
    const { prices } = processState();
    prices.latest = Math.max(prices.latest, version);
    return liveResponse(context.req, versions(deps), deps, { [HEADER.priceVersion]: String(version) });
  });
}

function versions(deps: ApiDeps): LiveSource {
  const { prices } = processState();
  let told: number | null = null;
  return {
    next() {
      if (told === prices.latest) return "nothing";
      told = prices.latest;
      return { data: String(told) };
    },
    opened(stream) {
      prices.listeners.add(stream);
      watch(deps);
    },
    ended: (stream) => void prices.listeners.delete(stream),
  };
}

function watch({ getStore, log }: ApiDeps): void {
  const { prices } = processState();
  const isNeeded = () => prices.listeners.size > 0;
  const once = async () => {
    const { read } = await getStore();
    const now = await currentPriceVersion(read);
    if (now <= prices.latest) return;
    // Before anybody is told: whoever asks for a page next must not get one of older prices.
    prices.latest = now;
    for (const listener of prices.listeners) listener.wake();
  };
  keepLooking(prices, { everyMs: LOOK_EVERY_MS, isNeeded, once }, log);
}
