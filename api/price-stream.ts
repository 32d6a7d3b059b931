import { currentPriceVersion } from "../db/queries/prices.ts";
import { HEADER } from "../protocol/headers.ts";
import type { Api, ApiDeps } from "./context.ts";
import { errorText } from "./errors.ts";
import { ApiProblem } from "./problem.ts";
import { processState } from "./process-state.ts";

/** Half of the second within which every tab knows. */
const LOOK_EVERY_MS = 400;
/** Proxies and phones drop what stays silent. */
const SIGN_OF_LIFE_MS = 20_000;
const MOST_LISTENERS = 10_000;

/** P1: `GET /api/prices/live`, an event stream (HTML, 9.2) that tells the price version now and whenever it changes. */
export function priceStream(api: Api, deps: ApiDeps): void {
  api.get("/api/prices/live", async () => {
    const { listeners } = processState().prices;
    if (listeners.size >= MOST_LISTENERS) {
      throw new ApiProblem("unavailable", { detail: "Too many listen already." }, { "Retry-After": "30" });
    }
    const { read } = await deps.getStore();
    const version = await currentPriceVersion(read);
    return new Response(streamFrom(version, deps), {
      headers: {
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
        [HEADER.priceVersion]: String(version),
        "X-Accel-Buffering": "no",
      },
    });
  });
}

export interface PriceListener {
  tell(version: number): void;
  /** A comment, which no client hears. */
  alive(): void;
  end(): void;
}

function streamFrom(version: number, deps: ApiDeps): ReadableStream<Uint8Array> {
  const { listeners } = processState().prices;
  const encoder = new TextEncoder();
  let listener: PriceListener;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      listener = {
        tell: (next) => send(`data: ${next}\n\n`),
        alive: () => send(":\n\n"),
        end: () => controller.close(),
      };
      listeners.add(listener);
      listener.tell(version);
      watch(version, deps);
    },
    cancel: () => void listeners.delete(listener),
  });
}

/** One look for all listeners of this process, for as long as there are any. */
function watch(version: number, { getStore, log }: ApiDeps): void {
  const { prices } = processState();
  if (prices.watching) return;
  prices.watching = true;
  let known = version;
  let silentFor = 0;
  const look = async () => {
    try {
      const { read } = await getStore();
      const now = await currentPriceVersion(read);
      // Before anybody is told: whoever asks for a page next must not get one of older prices.
      prices.latest = Math.max(prices.latest, now);
      silentFor += LOOK_EVERY_MS;
      if (now !== known) for (const listener of prices.listeners) listener.tell(now);
      else if (silentFor >= SIGN_OF_LIFE_MS) for (const listener of prices.listeners) listener.alive();
      if (now !== known || silentFor >= SIGN_OF_LIFE_MS) silentFor = 0;
      known = now;
    } catch (error) {
      log("warn", "the price version could not be read", { error: errorText(error) });
    }
    if (prices.listeners.size > 0) setTimeout(look, LOOK_EVERY_MS).unref();
    else prices.watching = false;
  };
  setTimeout(look, LOOK_EVERY_MS).unref();
}

/** Ends every stream, so that a process that stops need not wait for its listeners; they come back by themselves. */
export function closePriceStreams(): void {
  const { listeners } = processState().prices;
  for (const listener of listeners) listener.end();
  listeners.clear();
}
