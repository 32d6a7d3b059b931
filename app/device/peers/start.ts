import { hasWebLocks } from "../../../offline/locks.ts";
import { type Moved, openSession } from "./session.ts";

/** Held by the one tab of this device that speaks with its peers; the other tabs agree with it by themselves. */
const PEERS_LOCK = "holdfast-peers";

/**
 * Y3: keeps this device connected with the others of a shared cart until the signal. `onRoomMoved`: the shop has given the
 * room another key, which is to be asked for.
 */
export async function startPeers(
  room: { readonly cartId: string; readonly roomKey: string },
  signal: AbortSignal,
  onRoomMoved: () => void,
): Promise<void> {
  if (!hasWebLocks()) return keepSessions(room, signal, onRoomMoved);
  try {
    await navigator.locks.request(PEERS_LOCK, { signal }, () => keepSessions(room, signal, onRoomMoved));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function keepSessions(
  room: { readonly cartId: string; readonly roomKey: string },
  signal: AbortSignal,
  onRoomMoved: () => void,
): Promise<void> {
  while (!signal.aborted) {
    const session = new AbortController();
    const ended = new Promise<Moved | null>((resolve) => {
      signal.addEventListener("abort", () => resolve(null), { once: true });
      openSession(room, session.signal, resolve).then(
        (opened) => {
          if (!opened) resolve("room");
        },
        (error: unknown) => {
          console.info("This device is not connected with the others of its cart", error);
          resolve(null);
        },
      );
    });
    const why = await ended;
    session.abort();
    if (why === "room") onRoomMoved();
    if (why !== "document") return;
  }
}
