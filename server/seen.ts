import { createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Clients are told apart by one of this many marks: with ten thousand of them the estimate is some 2 % off. */
const MARKS = 1 << 15;
const SLOT_MS = 10 * 60_000;
const SLOTS = 6;
/** Releases that are counted at once; a made-up `X-Client-Build` must not fill the memory. */
const MOST_RELEASES = 32;

/** What one host saw since it last told. */
export interface Sightings {
  readonly release: string;
  readonly marks: readonly number[];
  readonly documents: number;
}

/**
 * A number that two requests of one client have in common, and a few other clients, too: it leads back to nobody. The key is
 * made anew at each start and stored nowhere.
 */
export function markOf(request: IncomingMessage, key: string): number {
  const { cookie = "", "user-agent": agent = "" } = request.headers;
  const [, device] = /(?:^|;\s*)(?:__Host-)?device=([0-9a-f]{32})/.exec(cookie) ?? [];
  const client = device ?? `${request.socket.remoteAddress ?? ""}\n${agent}`;
  return createHmac("sha256", key).update(client).digest().readUInt32BE() % MARKS;
}

/** Gathers what a host sees between two reports. */
export function createSightings() {
  let gathered = new Map<string, { marks: Set<number>; documents: number }>();
  return {
    add(release: string, mark: number, isDocument: boolean): void {
      const entry = gathered.get(release) ?? { marks: new Set<number>(), documents: 0 };
      if (!gathered.has(release) && gathered.size >= MOST_RELEASES) return;
      gathered.set(release, entry);
      entry.marks.add(mark);
      if (isDocument) entry.documents += 1;
    },
    take(): Sightings[] {
      const taken = [...gathered].map(([release, { marks, documents }]) => ({ release, marks: [...marks], documents }));
      gathered = new Map();
      return taken;
    },
  };
}

interface Slot {
  readonly number: number;
  readonly bits: Uint8Array;
  documents: number;
}

/** Counts the clients of each release over the last hour, in memory only (linear counting, Whang et al. 1990). */
export function createSeen(now: () => number = Date.now) {
  const slots = new Map<string, Slot[]>();
  const current = () => Math.floor(now() / SLOT_MS);
  const recent = (release: string) => (slots.get(release) ?? []).filter(({ number }) => number > current() - SLOTS);

  return {
    note(all: readonly Sightings[]): void {
      for (const { release, marks, documents } of all) {
        const kept = recent(release);
        if (kept.length === 0 && slots.size >= MOST_RELEASES && !slots.has(release)) continue;
        let slot = kept.find(({ number }) => number === current());
        if (!slot) {
          slot = { number: current(), bits: new Uint8Array(MARKS / 8), documents: 0 };
          kept.push(slot);
        }
        slots.set(release, kept);
        slot.documents += documents;
        for (const mark of marks) slot.bits[mark >> 3] = (slot.bits[mark >> 3] ?? 0) | (1 << (mark & 7));
      }
      for (const release of slots.keys()) if (recent(release).length === 0) slots.delete(release);
    },
    countsOf(release: string): { readonly clients: number; readonly documents: number } {
      const kept = recent(release);
      const documents = kept.reduce((sum, slot) => sum + slot.documents, 0);
      let empty = 0;
      for (let byte = 0; byte < MARKS / 8; byte += 1) {
        let bits = kept.reduce((all, slot) => all | (slot.bits[byte] ?? 0), 0);
        empty += 8;
        for (; bits > 0; bits &= bits - 1) empty -= 1;
      }
      const clients = Math.round(MARKS * Math.log(MARKS / Math.max(empty, 1)));
      return { clients, documents };
    },
  };
}
