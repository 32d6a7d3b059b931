import { useSyncExternalStore } from "react";
import { externalStore } from "./external-store.ts";

/** Names of the other members who look at the shared cart now, as the shop drew them. */
type Looking = readonly string[];

const NOBODY: Looking = [];
const LABEL = /^[a-z]+-[a-z]+$/;

/** What the stream of this tab said last; null in a tab that holds none. */
let heard: Looking | null = null;
/** Apart from the device's own messages: only pages hear it, and nothing of it is kept (Y4). */
let channel: BroadcastChannel | null = null;

const looking = externalStore<Looking>(NOBODY, () => {
  if (heard === null) openChannel().postMessage("who");
  return () => {};
});

function openChannel(): BroadcastChannel {
  if (channel) return channel;
  channel = new BroadcastChannel("holdfast-looking");
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (data === "who") {
      if (heard) openChannel().postMessage(heard);
    } else if (isLooking(data)) looking.set(data);
  });
  return channel;
}

const isLooking = (data: unknown): data is Looking =>
  Array.isArray(data) && data.every((label) => typeof label === "string" && LABEL.test(label));

/** Tells every tab, this one included. */
function tell(now: Looking): void {
  looking.set(now);
  openChannel().postMessage(now);
}

/** Takes in an event named `looking` of the stream that this tab holds. */
export function hearLooking(data: string): void {
  const event: unknown = JSON.parse(data);
  const labels = typeof event === "object" && event !== null && "looking" in event ? event.looking : null;
  if (!isLooking(labels)) throw new TypeError("this is no event about who looks");
  heard = labels;
  tell(labels);
}

/** A stream begins, breaks off or ends: what was said before holds no longer. */
export function forgetLooking(): void {
  heard = null;
  tell([]);
}

/**
 * Who else looks at the shared cart now, as far as a tab of this device hears it. Another list, be it of the same names, means
 * that somebody may have joined or left.
 */
export function useLooking(): Looking {
  return useSyncExternalStore(looking.subscribe, looking.get, () => NOBODY);
}
