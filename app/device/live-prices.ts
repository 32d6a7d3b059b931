import { announce } from "../../offline/bus.ts";
import type { DeviceMessage } from "../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";

const LOCK = "holdfast-live-prices";
const AGAIN_MS = 15_000;

/** Hears the shop's price versions until `signal` is aborted, and tells every tab and the worker (P1). */
function listen(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    const source = new EventSource("/api/prices/live");
    stream = source;
    source.onmessage = ({ data }) => {
      const priceVersion = Number(data);
      if (!Number.isSafeInteger(priceVersion)) return;
      const news: DeviceMessage = { type: "CACHE_UPDATED", version: MESSAGE_VERSION, priceVersion, path: "" };
      announce(news);
      // A worker whose process was stopped hears no channel; a message starts it, before it is asked for anything (P1).
      if ("serviceWorker" in navigator) navigator.serviceWorker.controller?.postMessage(news);
    };
    source.onerror = () => {
      // The browser comes back by itself, except after an answer that was none.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS);
    };
  };
  open();
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    stream?.close();
    resolve();
  });
  return promise;
}

/**
 * Follows the shop's prices on behalf of all tabs: one tab holds the stream, because a browser opens few connections to one
 * origin; another takes over when it goes. A page that is put away lets go, so that it can be shown again at once.
 */
export function followPrices(): () => void {
  let following: AbortController | null = null;
  const begin = () => {
    if (following) return;
    following = new AbortController();
    const { signal } = following;
    if (!("locks" in navigator)) return void listen(signal);
    navigator.locks
      .request(LOCK, { signal }, () => listen(signal))
      .catch((error: unknown) => {
        if (!signal.aborted) console.info("Prices are followed by looking now and then", error);
      });
  };
  const end = () => {
    following?.abort();
    following = null;
  };
  begin();
  addEventListener("pagehide", end);
  addEventListener("pageshow", begin);
  return () => {
    removeEventListener("pagehide", end);
    removeEventListener("pageshow", begin);
    end();
  };
}
