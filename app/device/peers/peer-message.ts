import * as Y from "yjs";

/** What y-webrtc sends to a peer, as far as carts need it. */
export type PeerMessage =
  /** The peer tells what it has, and is answered with what it lacks. */
  { readonly kind: "ask" } | { readonly kind: "update"; readonly update: Uint8Array };

/** Message types of y-webrtc and y-protocols/sync. */
const SYNC = 0;
const ASK = 0;
const [ANSWER, UPDATE] = [1, 2];

/** Asks a peer for everything: the state vector of an empty document. */
export const ASK_FOR_ALL = Uint8Array.of(SYNC, ASK, 1, 0);

/** Null for all other messages, for those that are damaged, and for a state vector that cannot be read. */
export function readPeerMessage(bytes: Uint8Array): PeerMessage | null {
  const [type, sync] = bytes;
  if (type !== SYNC || sync === undefined) return null;
  const body = readBody(bytes, 2);
  if (!body) return null;
  if (sync === ANSWER || sync === UPDATE) return { kind: "update", update: body };
  return sync === ASK && isStateVector(body) ? { kind: "ask" } : null;
}

/** Bytes that follow their length as a varUint, and end with the message. */
function readBody(bytes: Uint8Array, start: number): Uint8Array | null {
  let [length, factor, at] = [0, 1, start];
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined || factor > 2 ** 21) return null;
    length += (byte & 127) * factor;
    factor *= 128;
    at += 1;
    if (byte < 128) break;
  }
  return at + length === bytes.length ? bytes.subarray(at) : null;
}

function isStateVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes);
    return true;
  } catch {
    return false;
  }
}
