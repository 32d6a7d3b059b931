import type { SignalingLine } from "y-webrtc";
import { backoffMs } from "../../../offline/backoff.ts";
import { SIGNAL_MOVED } from "../../../protocol/signal.ts";

/** About a minute between tries is rare enough for a shop that is down. */
const MOST_ATTEMPTS = 7;

/**
 * Opens the socket again with backoff, where y-webrtc itself comes back every other second, for ever. `onMoved`: the shop has
 * closed the room, and coming again is of no use. Ends with the answered function.
 */
export function keepLine(line: SignalingLine, onMoved: () => void, random = Math.random): () => void {
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = () => {
    line.ws?.addEventListener("open", () => {
      attempts = 0;
    });
    line.ws?.addEventListener("close", ({ code }) => {
      // Its own timer finds this when it runs out.
      line.shouldConnect = false;
      if (code === SIGNAL_MOVED) return onMoved();
      attempts = Math.min(MOST_ATTEMPTS, attempts + 1);
      timer = setTimeout(
        () => {
          line.connect();
          follow();
        },
        backoffMs(attempts, random()),
      );
    });
  };
  follow();
  return () => clearTimeout(timer);
}
