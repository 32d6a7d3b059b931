import { lead } from "../lead.ts";
import { type Moved, openSession, type PeersRoom } from "./session.ts";

/**
 * Y3: keeps this device connected with the others of a shared cart; one tab speaks for all, which agree by themselves. Answers
 * how to stop. `onRoomMoved`: the shop has given the room another key, which is to be asked for.
 */
export function startPeers(room: PeersRoom, onRoomMoved: () => void): () => void {
  const follow = (signal: AbortSignal) => keepSessions(room, signal, onRoomMoved);
  return lead({ lock: "holdfast-peers", follow, whileVisible: false });
}

/** One session after the other, each on the document that the device has then. */
async function keepSessions(room: PeersRoom, signal: AbortSignal, onRoomMoved: () => void): Promise<void> {
  while (!signal.aborted) {
    const why = await oneSession(room, signal);
    if (why === "room" && !signal.aborted) onRoomMoved();
    if (why !== "document") return;
  }
}

/** Resolves when it is over, with what ended it; null for the signal. */
async function oneSession(room: PeersRoom, signal: AbortSignal): Promise<Moved | null> {
  const { promise: ended, resolve: end } = Promise.withResolvers<Moved | null>();
  const session = new AbortController();
  const stop = () => end(null);
  signal.addEventListener("abort", stop);
  try {
    return (await openSession(room, session.signal, end)) ? await ended : "room";
  } finally {
    signal.removeEventListener("abort", stop);
    session.abort();
  }
}
