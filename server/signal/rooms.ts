import type { SignalGuest as Guest } from "../../api/signal-admission.ts";
import { type Allowance, createAllowance } from "../../domain/allowance.ts";
import { isTopicOf, MAX_SIGNAL_BYTES, SIGNAL_MOVED, type Vouched } from "../../protocol/signal.ts";

/** The way to a guest; `close` may be called more than once. */
export interface Line {
  send(text: string): void;
  /** Bytes that were sent and have not left yet. */
  waiting(): number;
  close(code: number): void;
}

export const SIGNAL_LIMITS = {
  /** Sockets of one process. */
  most: 5_000,
  /** Of one device cookie: a tab each time, and those that have not noticed yet that they are gone. */
  perOwner: 6,
  perRoom: 32,
  /** A dozen devices that meet at once exchange about six messages each. */
  burst: 240,
  perSecond: 20,
  waitingBytes: 256 * 1024,
  /** Pages speak every 15 s, hidden ones once a minute. */
  silentMs: 150_000,
} as const;

/** Close codes of RFC 6455, section 7.4.1. */
const [GOING_AWAY, POLICY, TRY_LATER] = [1001, 1008, 1013];

interface Seated {
  readonly guest: Guest;
  readonly line: Line;
  readonly topics: Set<string>;
  readonly allowance: Allowance;
  heardAt: number;
}

/** One guest's side of the rooms. */
export interface Seat {
  hear(text: string): void;
  leave(): void;
}

/**
 * The rooms of one process (Y3). A guest hears of the others in its room and passes on what they cannot read here; it has one
 * room, which it cannot choose. Whatever is no message of the protocol is dropped.
 */
export function createRooms({ now }: { readonly now: () => number }) {
  const rooms = new Map<string, Set<Seated>>();
  const owners = new Map<string, number>();
  let size = 0;

  const remove = (seated: Seated) => {
    const { room, owner } = seated.guest;
    const others = rooms.get(room);
    if (!others?.delete(seated)) return;
    if (others.size === 0) rooms.delete(room);
    const left = (owners.get(owner) ?? 1) - 1;
    if (left > 0) owners.set(owner, left);
    else owners.delete(owner);
    size -= 1;
  };

  const end = (seated: Seated, code: number) => {
    remove(seated);
    seated.line.close(code);
  };

  const tell = (seated: Seated, text: string) => {
    // Who does not read would keep everybody's words in our memory.
    if (seated.line.waiting() > SIGNAL_LIMITS.waitingBytes) end(seated, POLICY);
    else seated.line.send(text);
  };

  const act = (seated: Seated, message: Record<string, unknown>) => {
    const { guest, topics } = seated;
    const { type, topic, data } = message;
    if (type === "ping") tell(seated, '{"type":"pong"}');
    if (type === "subscribe" || type === "unsubscribe") {
      for (const name of Array.isArray(message.topics) ? message.topics : []) {
        if (!isTopicOf(name, guest.room)) continue;
        topics.delete(name);
        // One epoch at a time: older ones have nobody left to meet.
        if (type === "subscribe") for (const older of topics) topics.delete(older);
        if (type === "subscribe") topics.add(name);
      }
    }
    if (type === "publish" && typeof topic === "string" && typeof data === "string" && topics.has(topic)) {
      const text = JSON.stringify({ type, topic, data });
      for (const other of rooms.get(guest.room) ?? []) {
        if (other !== seated && other.topics.has(topic)) tell(other, text);
      }
    }
  };

  return {
    /** Null, and the line is closed, where there is no place left, or where it shows another's certificate. */
    enter(guest: Guest, line: Line): Seat | null {
      const others = rooms.get(guest.room) ?? new Set<Seated>();
      const full = size >= SIGNAL_LIMITS.most || others.size >= SIGNAL_LIMITS.perRoom;
      if (full || (owners.get(guest.owner) ?? 0) >= SIGNAL_LIMITS.perOwner) {
        line.close(TRY_LATER);
        return null;
      }
      const taken = [...others].some(
        ({ guest: { certificate, device } }) => certificate === guest.certificate && device !== guest.device,
      );
      if (taken) {
        line.close(POLICY);
        return null;
      }
      const at = now();
      const seated: Seated = {
        guest,
        line,
        topics: new Set(),
        allowance: createAllowance(SIGNAL_LIMITS, at),
        heardAt: at,
      };
      for (const other of [...others]) {
        tell(other, vouch(guest));
        tell(seated, vouch(other.guest));
      }
      others.add(seated);
      rooms.set(guest.room, others);
      owners.set(guest.owner, (owners.get(guest.owner) ?? 0) + 1);
      size += 1;
      return {
        hear(text) {
          // Whoever was sent away may not have noticed yet.
          if (!others.has(seated)) return;
          seated.heardAt = now();
          if (!seated.allowance.take(seated.heardAt) || text.length > MAX_SIGNAL_BYTES) return end(seated, POLICY);
          const message = readObject(text);
          if (message) act(seated, message);
        },
        leave: () => remove(seated),
      };
    },

    /** Carts with somebody in a room of theirs. */
    carts(): ReadonlySet<string> {
      return new Set([...rooms.values()].flatMap((seats) => [...seats].map(({ guest }) => guest.cartId)));
    },

    /** Sends away whoever is in a room of this cart that is not its present one; null where it has none. */
    moved(cartId: string, room: string | null): void {
      for (const [name, seats] of [...rooms]) {
        if (name === room) continue;
        for (const seated of [...seats]) if (seated.guest.cartId === cartId) end(seated, SIGNAL_MOVED);
      }
    },

    /** Ends what has been silent for too long. */
    sweep(): void {
      for (const seats of [...rooms.values()]) {
        for (const seated of [...seats]) {
          if (now() - seated.heardAt > SIGNAL_LIMITS.silentMs) end(seated, GOING_AWAY);
        }
      }
    },

    size: () => size,
  };
}

function vouch({ device, certificate }: Guest): string {
  return JSON.stringify({ type: "vouched", device, certificate } satisfies Vouched);
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
