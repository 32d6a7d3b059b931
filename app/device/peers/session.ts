import { WebrtcProvider } from "y-webrtc";
import * as Y from "yjs";
import { onDeviceMessage } from "../../../offline/bus.ts";
import { isVouched, roomOf, signalTarget, topicOf } from "../../../protocol/signal.ts";
import { fingerprintIn, newCertificate } from "./certificate.ts";
import { createHearing } from "./hearing.ts";
import { ICE_SERVERS } from "./ice-servers.ts";
import { keepLine } from "./steady-line.ts";
import { ownWords, takeFromPeer } from "./take.ts";
import { watchedConnection } from "./watched-connection.ts";

export interface PeersRoom {
  readonly cartId: string;
  readonly roomKey: string;
}

/** What ends a session: the shop has given the room another key, or this device has another document by now. */
export type Moved = "room" | "document";

/** Connections of one page; a cart has a dozen devices at most. */
const MOST_CONNECTIONS = 16;

/**
 * Y3: connects this page with the other devices of its cart. What it shares is a document of its own that holds this device's
 * words only; what others send is judged before it comes near any document. Ends with the signal; `onMoved` says that it should.
 * False, and nothing is opened, where this device has another cart.
 */
export async function openSession(
  room: PeersRoom,
  signal: AbortSignal,
  onMoved: (what: Moved) => void,
): Promise<boolean> {
  const [words, { certificate, fingerprint }, name] = await Promise.all([
    ownWords(),
    newCertificate(),
    roomOf(room.roomKey),
  ]);
  if (signal.aborted || words.cartId !== room.cartId) return false;
  const { cartId, epoch, device } = words;
  let open = 0;
  const showOpen = (more: number) => {
    open += more;
    document.documentElement.dataset.peers = String(open);
  };
  showOpen(0);

  const vouched = new Map<string, string>();
  const hearing = createHearing({
    whoIs: (connection) => {
      const shown = connection instanceof RTCPeerConnection ? connection.remoteDescription : null;
      return vouched.get(fingerprintIn(shown?.sdp ?? "") ?? "") ?? null;
    },
    take: (sender, update) => takeFromPeer({ cartId, epoch }, sender, update),
  });
  const shared = new Y.Doc();
  Y.applyUpdate(shared, words.update);
  const provider = new WebrtcProvider(topicOf(name, epoch), shared, {
    signaling: [socketUrl(signalTarget({ cartId, device, certificate: fingerprint }))],
    password: room.roomKey,
    maxConns: MOST_CONNECTIONS,
    peerOpts: {
      config: { iceServers: ICE_SERVERS, certificates: [certificate] },
      wrtc: {
        RTCPeerConnection: watchedConnection(hearing.hear, showOpen),
        RTCSessionDescription,
        RTCIceCandidate,
      },
    },
  });
  // Who is there is the shop's to tell; y-webrtc would tell it to everybody, again and again.
  provider.awareness.setLocalState(null);
  const [line] = provider.signalingConns;
  line?.on("message", (message) => {
    if (isVouched(message) && !vouched.has(message.certificate)) vouched.set(message.certificate, message.device);
  });
  const letLineGo = line ? keepLine(line, () => onMoved("room")) : () => {};

  let { replaced } = words;
  const speak = async () => {
    const now = await ownWords();
    if (signal.aborted) return;
    if (now.cartId !== cartId || now.epoch !== epoch || now.device !== device) return onMoved("document");
    Y.applyUpdate(shared, now.update);
    if (now.replaced === replaced) hearing.askAgain();
    else hearing.askAll();
    replaced = now.replaced;
  };
  const stopListening = onDeviceMessage(({ type }) => {
    if (type !== "CART_CHANGED") return;
    speak().catch((error: unknown) => console.warn("Other devices could not be told of a change", error));
  });
  signal.addEventListener("abort", () => {
    stopListening();
    letLineGo();
    provider.disconnect();
    provider.destroy();
    shared.destroy();
    delete document.documentElement.dataset.peers;
  });
  return true;
}

function socketUrl(target: string): string {
  const url = new URL(target, location.origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
