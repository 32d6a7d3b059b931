import { shop } from "../../shop.config.ts";

/**
 * The cart's rule told a second time, without counters and without Yjs: every unit has a name, and a device knows which units
 * were put in and which were taken out by the edits that it has heard of.
 */
interface Edit {
  readonly writer: string;
  /** The document instance that made it: its edits are heard in order. */
  readonly session: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly keys: readonly string[];
}

const MOST = shop.policy.maxQuantityPerLine;
const nameOf = (sku: string, adder: string, number: number) => `${sku}/${adder}/${String(number).padStart(7, "0")}`;

export function unitSetOracle() {
  const edits: Edit[] = [];
  const received = new Map<string, Set<number>>();
  const receivedBy = (device: string) => {
    const known = received.get(device) ?? new Set<number>();
    received.set(device, known);
    return known;
  };

  /** What an edit builds on: its session's earlier edits, and its writer's earlier ones on the same counter. */
  function buildsOn(index: number): number[] {
    const edit = edits[index];
    if (!edit) return [];
    return edits.slice(0, index).flatMap((other, at) => {
      const near = other.session === edit.session || other.keys.some((key) => edit.keys.includes(key));
      return other.writer === edit.writer && near ? [at] : [];
    });
  }

  const heardBy = (device: string): Edit[] => [...receivedBy(device)].flatMap((index) => edits[index] ?? []);

  function live(device: string, sku: string): string[] {
    const heard = heardBy(device);
    const gone = new Set(heard.flatMap((edit) => edit.removed));
    return heard
      .flatMap((edit) => edit.added)
      .filter((unit) => unit.startsWith(`${sku}/`) && !gone.has(unit))
      .sort();
  }

  return {
    edits,
    /** Units that a device shows. */
    shown: (device: string, sku: string) => Math.min(MOST, live(device, sku).length),
    /** False, and nothing is heard, while something that the edit builds on is missing. */
    receive(device: string, index: number): boolean {
      const known = receivedBy(device);
      const whole = buildsOn(index).every((before) => known.has(before));
      if (whole) known.add(index);
      return whole;
    },
    /** One tells another all that it has. */
    tell(one: string, other: string): void {
      for (const index of receivedBy(one)) receivedBy(other).add(index);
    },
    /** Two devices tell each other all that they have. */
    meet(one: string, other: string): void {
      for (const index of receivedBy(one)) receivedBy(other).add(index);
      for (const index of receivedBy(other)) receivedBy(one).add(index);
    },
    /** Makes a line show a quantity; null when nothing had to be done, else the edit's number. */
    want(device: string, session: number, sku: string, quantity: number): number | null {
      const units = live(device, sku);
      const wanted = Math.min(MOST, Math.max(0, quantity));
      if (wanted === Math.min(MOST, units.length)) return null;
      const before = edits.filter((edit) => edit.writer === device).flatMap((edit) => edit.added);
      const first = before.filter((unit) => unit.startsWith(`${sku}/`)).length;
      const added = Array.from({ length: Math.max(0, wanted - units.length) }, (_, at) =>
        nameOf(sku, device, first + at),
      );
      const removed = units.slice(0, Math.max(0, units.length - wanted));
      const keys = [...new Set([...added.map(() => sku), ...removed.map((unit) => `${sku}-${unit.split("/")[1]}`)])];
      const index = edits.push({ writer: device, session, added, removed, keys }) - 1;
      receivedBy(device).add(index);
      return index;
    },
  };
}
