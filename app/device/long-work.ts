import type { PageToWorker } from "../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../protocol/versions.ts";

/** The worker says every 25 s that it works; after this silence it was stopped in the middle. */
const SILENCE_MS = 40_000;
/** A worker that is stopped again and again is left alone until the next page. */
const MOST_REVIVALS = 5;

let revivals = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sends a message that begins or goes on with long work, and asks again when nothing is heard of it (W5). */
export function startLongWork(message: PageToWorker): void {
  navigator.serviceWorker.controller?.postMessage(message);
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (document.visibilityState !== "visible" || revivals >= MOST_REVIVALS) return;
    revivals += 1;
    startLongWork({ type: "START_LONG_OPERATION", version: MESSAGE_VERSION, work: "idle" });
  }, SILENCE_MS);
}

/** Answers the worker's KEEP_ALIVE: a message is an event, and an event keeps a worker from being stopped. */
export function keepAlive(work: string, left: number): void {
  if (left > 0) startLongWork({ type: "START_LONG_OPERATION", version: MESSAGE_VERSION, work });
  else clearTimeout(timer);
}
