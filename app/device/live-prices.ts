import { announce } from "../../offline/bus.ts";
import type { DeviceMessage } from "../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";
import { listenTo } from "./event-stream.ts";
import { lead } from "./lead.ts";

function hear(data: string): void {
  const priceVersion = Number(data);
  if (!Number.isSafeInteger(priceVersion)) return;
  const news: DeviceMessage = { type: "CACHE_UPDATED", version: MESSAGE_VERSION, priceVersion, path: "" };
  announce(news);
  // A worker whose process was stopped hears no channel; a message starts it, before it is asked for anything (P1).
  if ("serviceWorker" in navigator) navigator.serviceWorker.controller?.postMessage(news);
}

async function follow(signal: AbortSignal): Promise<void> {
  listenTo("/api/prices/live", { hear }, signal);
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
}

/** Hears the shop's price versions, and tells every tab and the worker (P1). */
export function followPrices(): () => void {
  return lead({ lock: "holdfast-live-prices", follow, whileVisible: false });
}
