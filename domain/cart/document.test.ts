import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { shop } from "../../shop.config.ts";
import { addUnits, documentLines, setUnits } from "./document.ts";

const { maxQuantityPerLine: MOST, maxLines: LINES } = shop.policy;
const ROPE = "ROPE-10";
const LAMP = "LAMP-RED";

function device(name: string) {
  const doc = new Y.Doc();
  const sent: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "peer") sent.push(update);
  });
  return { name, doc, sent };
}

type Device = ReturnType<typeof device>;

function exchange(...devices: Device[]): void {
  for (const to of devices) {
    for (const from of devices) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc), "peer");
  }
}

const units = (of: Device, sku = ROPE) => documentLines(of.doc).find((line) => line.sku === sku)?.quantity ?? 0;

describe("a cart on several devices", () => {
  test("one more on two offline devices makes two more", () => {
    const [phone, laptop] = [device("phone1"), device("laptop")];
    addUnits(phone.doc, phone.name, ROPE, 1);
    exchange(phone, laptop);
    addUnits(phone.doc, phone.name, ROPE, 1);
    addUnits(laptop.doc, laptop.name, ROPE, 1);
    exchange(phone, laptop);
    expect([units(phone), units(laptop)]).toEqual([3, 3]);
  });

  test("an addition that a removal did not see stays", () => {
    const [phone, laptop] = [device("phone1"), device("laptop")];
    addUnits(phone.doc, phone.name, ROPE, 5);
    exchange(phone, laptop);
    setUnits(laptop.doc, laptop.name, ROPE, 0);
    addUnits(phone.doc, phone.name, ROPE, 2);
    exchange(phone, laptop);
    expect([units(phone), units(laptop)]).toEqual([2, 2]);
  });

  test("after two removals at once nothing is below zero, and one more shows one", () => {
    const [phone, laptop] = [device("phone1"), device("laptop")];
    addUnits(phone.doc, phone.name, ROPE, 5);
    exchange(phone, laptop);
    setUnits(phone.doc, phone.name, ROPE, 0);
    setUnits(laptop.doc, laptop.name, ROPE, 0);
    exchange(phone, laptop);
    expect([units(phone), units(laptop)]).toEqual([0, 0]);
    expect(addUnits(laptop.doc, laptop.name, ROPE, 1)).toEqual({ quantity: 1, limited: null });
    exchange(phone, laptop);
    expect([units(phone), units(laptop)]).toEqual([1, 1]);
  });

  test("no line passes the shop's limit, and one fewer is then one fewer", () => {
    const [phone, laptop] = [device("phone1"), device("laptop")];
    addUnits(phone.doc, phone.name, ROPE, MOST - 10);
    addUnits(laptop.doc, laptop.name, ROPE, MOST - 10);
    exchange(phone, laptop);
    expect(units(phone)).toBe(MOST);
    expect(addUnits(phone.doc, phone.name, ROPE, 1)).toEqual({ quantity: MOST, limited: "quantity" });
    expect(setUnits(phone.doc, phone.name, ROPE, MOST - 1)).toEqual({ quantity: MOST - 1, limited: null });
  });

  test("one line more than the shop takes is refused and changes nothing", () => {
    const phone = device("phone1");
    for (let index = 0; index < LINES; index += 1) addUnits(phone.doc, phone.name, `SKU-${index}`, 1);
    const before = phone.sent.length;
    expect(addUnits(phone.doc, phone.name, ROPE, 1)).toEqual({ quantity: 0, limited: "lines" });
    expect(phone.sent.length).toBe(before);
    expect(documentLines(phone.doc)).toHaveLength(LINES);
  });

  test.each([0, -1, 1.5, Number.NaN])("adding %s units is an error", (more) => {
    expect(() => addUnits(new Y.Doc(), "phone1", ROPE, more)).toThrow(RangeError);
  });
});

interface OracleStep {
  readonly device: number;
  readonly sku: string;
  readonly step: number;
}

/** The rule told a second time without Yjs: a line is the sum of the steps that a device has heard of, held between the limits. */
function oracle(devices: number) {
  const written: OracleStep[] = [];
  const heard = Array.from({ length: devices }, () => new Set<number>());

  const total = (device: number, sku: string) =>
    written.reduce((sum, entry, index) => sum + (heard[device]?.has(index) && entry.sku === sku ? entry.step : 0), 0);
  const shown = (device: number, sku: string) => Math.min(MOST, Math.max(0, total(device, sku)));

  return {
    shown,
    /** A device's updates count in their order: one whose forerunner has not been heard cannot be told apart from a hole. */
    hears(device: number, index: number): boolean {
      const writer = written[index]?.device;
      const ready = written.slice(0, index).every((entry, at) => entry.device !== writer || heard[device]?.has(at));
      if (ready) heard[device]?.add(index);
      return ready;
    },
    want(device: number, sku: string, quantity: number): boolean {
      const wanted = Math.min(MOST, Math.max(0, quantity));
      if (wanted === shown(device, sku)) return false;
      heard[device]?.add(written.push({ device, sku, step: wanted - total(device, sku) }) - 1);
      return true;
    },
  };
}

const DEVICES = 3;
const who = fc.nat({ max: DEVICES - 1 });
const sku = fc.constantFrom(ROPE, LAMP);
const event = fc.oneof(
  fc.record({ do: fc.constant("add" as const), who, sku, amount: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ do: fc.constant("set" as const), who, sku, amount: fc.integer({ min: 0, max: 120 }) }),
  fc.record({ do: fc.constant("remove" as const), who, sku, amount: fc.constant(0) }),
  // Delivers any earlier update to any device: late, twice, or never, and in any order between devices.
  fc.record({ do: fc.constant("deliver" as const), who, sku, amount: fc.nat({ max: 200 }) }),
);

test("whatever the order, duplicates and offline spans, every device shows what the rule says and all converge", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), fc.nat({ max: 60 }), (history, shift) => {
      const devices = Array.from({ length: DEVICES }, (_, index) => device(`dev-0${index}`));
      const model = oracle(DEVICES);
      const updates: Uint8Array[] = [];
      const compare = () => {
        devices.forEach((one, index) => {
          for (const name of [ROPE, LAMP]) expect(units(one, name)).toBe(model.shown(index, name));
        });
      };

      for (const step of history) {
        const own = devices[step.who];
        if (!own) continue;
        if (step.do === "deliver") {
          const index = updates.length > 0 ? step.amount % updates.length : -1;
          const update = updates[index];
          if (update && model.hears(step.who, index)) Y.applyUpdate(own.doc, update, "peer");
        } else {
          const wanted = step.do === "add" ? model.shown(step.who, step.sku) + step.amount : step.amount;
          if (step.do === "add") addUnits(own.doc, own.name, step.sku, step.amount);
          else setUnits(own.doc, own.name, step.sku, wanted);
          const wrote = model.want(step.who, step.sku, wanted);
          const update = own.sent.splice(0);
          expect(update).toHaveLength(wrote ? 1 : 0);
          updates.push(...update);
        }
        compare();
      }

      // At the end everybody gets everything, in any order, holes and all, and what they had before once more.
      const shuffled = updates.map((_, at) => updates[(at * 7 + shift) % updates.length] ?? new Uint8Array([0, 0]));
      for (const one of devices) {
        for (const update of updates.length % 7 === 0 ? updates.toReversed() : shuffled)
          Y.applyUpdate(one.doc, update, "peer");
      }
      updates.forEach((_, at) => {
        model.hears(0, at);
      });
      for (const one of devices) {
        expect(documentLines(one.doc)).toEqual(documentLines(devices[0]?.doc ?? new Y.Doc()));
        for (const name of [ROPE, LAMP]) expect(units(one, name)).toBe(model.shown(0, name));
      }
    }),
    { seed: 20261122, numRuns: 300 },
  );
});
