import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { applyWhole } from "./apply-whole.ts";
import { addUnits, documentLines, setUnits } from "./document.ts";
import { unitSetOracle } from "./unit-set.test-suite.ts";

/** HOLDFAST_LONG runs all histories; the seed and the index of a failed one are in its report. */
const HISTORIES = process.env.HOLDFAST_LONG === "1" ? 100_000 : 1_500;
const SEED = 20261127;

const SKUS = ["ROPE-10", "LAMP-RED"];
const NAMES = ["phone1", "laptop", "tablet"];

interface Device {
  readonly name: string;
  doc: Y.Doc;
  session: number;
  /** What the last removal took, for the button that puts it back. */
  removed: { readonly sku: string; readonly quantity: number } | null;
}

const who = fc.nat({ max: NAMES.length - 1 });
const sku = fc.constantFrom(...SKUS);
const step = fc.oneof(
  fc.record({ do: fc.constant("add" as const), who, sku, amount: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant("set" as const), who, sku, amount: fc.integer({ min: 0, max: 110 }) }),
  fc.record({ do: fc.constant("remove" as const), who, sku, amount: fc.constant(0) }),
  fc.record({ do: fc.constant("undo" as const), who, sku, amount: fc.constant(0) }),
  // The device's process ends: it opens what it has stored in a new document.
  fc.record({ do: fc.constant("reopen" as const), who, sku, amount: fc.constant(0) }),
  // Any earlier update reaches any device: late, twice, never, in any order.
  fc.record({ do: fc.constant("deliver" as const), who, sku, amount: fc.nat({ max: 500 }) }),
  fc.record({ do: fc.constant("cut" as const), who, sku, amount: fc.nat({ max: 500 }) }),
  // Two devices meet and tell each other everything.
  fc.record({ do: fc.constant("meet" as const), who, sku, amount: fc.nat({ max: NAMES.length - 1 }) }),
);

test(`${HISTORIES} histories of three devices converge and show what the set of units holds`, {
  timeout: 3_600_000,
}, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.nat({ max: 60 }), (history, shift) => {
      let sessions = NAMES.length;
      const devices = NAMES.map((name, session): Device => ({ name, doc: new Y.Doc(), session, removed: null }));
      const oracle = unitSetOracle();
      const updates: Uint8Array[] = [];
      const units = (device: Device, of: string) =>
        documentLines(device.doc).find((line) => line.sku === of)?.quantity ?? 0;

      const edit = (device: Device, of: string, wanted: number, write: () => void) => {
        const before = Y.encodeStateVector(device.doc);
        const index = oracle.want(device.name, device.session, of, wanted);
        const told: Uint8Array[] = [];
        const collect = (update: Uint8Array) => told.push(update);
        device.doc.on("update", collect);
        write();
        device.doc.off("update", collect);
        expect(told).toHaveLength(index === null ? 0 : 1);
        if (index === null) expect(Y.encodeStateVector(device.doc)).toEqual(before);
        updates.push(...told);
      };

      for (const { do: action, who, sku, amount } of history) {
        const device = devices[who];
        if (!device) continue;
        const update = updates.length > 0 ? updates[amount % updates.length] : undefined;
        const shown = units(device, sku);
        if (action === "add") {
          edit(device, sku, shown + amount, () => addUnits(device.doc, device.name, sku, amount));
        } else if (action === "set" || action === "remove") {
          if (amount === 0 && shown > 0) device.removed = { sku, quantity: shown };
          edit(device, sku, amount, () => setUnits(device.doc, device.name, sku, amount));
        } else if (action === "undo" && device.removed) {
          const { sku: of, quantity } = device.removed;
          device.removed = null;
          edit(device, of, quantity, () => setUnits(device.doc, device.name, of, quantity));
        } else if (action === "reopen") {
          const stored = Y.encodeStateAsUpdate(device.doc);
          device.doc = new Y.Doc();
          Y.applyUpdate(device.doc, stored);
          device.session = sessions++;
        } else if (action === "deliver" && update) {
          expect(applyWhole(device.doc, update)).toBe(oracle.receive(device.name, amount % updates.length));
        } else if (action === "cut" && update) {
          applyWhole(device.doc, update.slice(0, update.byteLength - 1 - (amount % update.byteLength)));
        } else if (action === "meet") {
          const other = devices[amount] ?? device;
          const [ours, theirs] = [Y.encodeStateAsUpdate(device.doc), Y.encodeStateAsUpdate(other.doc)];
          Y.applyUpdate(device.doc, theirs);
          Y.applyUpdate(other.doc, ours);
          oracle.meet(device.name, other.name);
        }
        for (const of of SKUS) expect(units(device, of)).toBe(oracle.shown(device.name, of));
      }

      // In the end everybody gets everything, in any order, holes and all, and what they had before once more.
      const shuffled = updates.map((_, at) => updates[(at * 7 + shift) % updates.length] ?? new Uint8Array([0, 0]));
      for (const device of devices) {
        for (const bytes of updates.length % 7 === 0 ? updates.toReversed() : shuffled)
          Y.applyUpdate(device.doc, bytes);
        updates.forEach((_, index) => {
          oracle.receive(device.name, index);
        });
        expect(documentLines(device.doc)).toEqual(documentLines(devices[0]?.doc ?? new Y.Doc()));
        for (const of of SKUS) expect(units(device, of)).toBe(oracle.shown(device.name, of));
      }
    }),
    { seed: SEED, numRuns: HISTORIES },
  );
});
