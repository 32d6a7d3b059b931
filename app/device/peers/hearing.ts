import { type Allowance, createAllowance } from "../../../domain/allowance.ts";
import { ASK_FOR_ALL, readPeerMessage } from "./peer-message.ts";
import type { Taken } from "./take.ts";

/** A connection's way back. */
export interface Channel {
  send(bytes: Uint8Array<ArrayBuffer>): void;
}

export interface Hearing {
  /** Whether y-webrtc may see what came over a connection: what a peer asks, never what it sends. */
  hear(connection: object, channel: Channel, data: unknown): boolean;
  /** The cart has changed: what could not be taken in before may be taken now. */
  askAgain(): void;
  /** This device's document is another one than it was. */
  askAll(): void;
}

/** Somebody who presses a button quickly sends ten messages in a second. */
const LIMITS = { burst: 80, perSecond: 15, waiting: 40 };

/** What no device of ours would send; everything else may come of what has not arrived here yet. */
const HOSTILE: readonly Taken[] = ["corrupt", "foreign", "too-large"];

interface Peer {
  /** The device that the shop vouches for. */
  readonly device: string;
  readonly channel: Channel;
  /** Whatever comes is dealt with in its order. */
  tail: Promise<void>;
  waiting: number;
  readonly allowance: Allowance;
  /** Something that it sent has to be asked for again. */
  lacks: boolean;
}

/**
 * Y3: listens to the peers of a cart. A device that sent what none of ours would send is not listened to any more, on any
 * connection; its connections stay, since one that is closed is opened anew.
 */
export function createHearing(options: {
  /** The tag of the device that is behind a connection; null for one that nobody has vouched for. */
  readonly whoIs: (connection: object) => string | null;
  readonly take: (device: string, update: Uint8Array) => Promise<Taken>;
  readonly now?: () => number;
}): Hearing {
  const { whoIs, take, now = Date.now } = options;
  const peers = new Map<object, Peer>();
  const deaf = new Set<string>();

  const peerOf = (connection: object, channel: Channel): Peer | null => {
    const known = peers.get(connection);
    if (known) return known;
    const device = whoIs(connection);
    if (device === null) return null;
    const peer: Peer = {
      device,
      channel,
      tail: Promise.resolve(),
      waiting: 0,
      allowance: createAllowance(LIMITS, now()),
      lacks: false,
    };
    peers.set(connection, peer);
    return peer;
  };

  const enqueue = (peer: Peer, update: Uint8Array) => {
    peer.waiting += 1;
    peer.tail = peer.tail.then(async () => {
      try {
        if (deaf.has(peer.device)) return;
        const taken = await take(peer.device, update);
        if (HOSTILE.includes(taken)) refuse(peer, taken);
        if (taken === "incomplete" || taken === "shape") peer.lacks = true;
      } catch (error) {
        console.warn("What another device sent could not be stored", error);
      } finally {
        peer.waiting -= 1;
      }
    });
  };

  const refuse = (peer: Peer, reason: string) => {
    deaf.add(peer.device);
    console.warn(`Another device of this cart is not listened to any more: ${reason}`);
  };

  const ask = (connection: object, peer: Peer) => {
    peer.lacks = false;
    try {
      peer.channel.send(ASK_FOR_ALL);
    } catch {
      // A channel that is closing has no more to say.
      peers.delete(connection);
    }
  };

  return {
    hear(connection, channel, data) {
      const peer = peerOf(connection, channel);
      if (!peer || deaf.has(peer.device) || !(data instanceof ArrayBuffer)) return false;
      if (!peer.allowance.take(now()) || peer.waiting >= LIMITS.waiting) {
        refuse(peer, "too much");
        return false;
      }
      const message = readPeerMessage(new Uint8Array(data));
      if (message?.kind === "update") enqueue(peer, message.update);
      return message?.kind === "ask";
    },
    askAgain() {
      for (const [connection, peer] of peers) if (peer.lacks && !deaf.has(peer.device)) ask(connection, peer);
    },
    askAll() {
      for (const [connection, peer] of peers) if (!deaf.has(peer.device)) ask(connection, peer);
    },
  };
}
