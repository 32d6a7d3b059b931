import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { shop } from "../../shop.config.ts";
import { addUnits, documentLines, ownCounters, reapplyCounters, setUnits } from "./document.ts";
import { CART_ROOT, FORMER_ROOT } from "./keys.ts";

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

  test("an addition of a third device does not pay for two removals at once", () => {
    const [phone, laptop, tablet] = [device("phone1"), device("laptop"), device("tablet")];
    addUnits(phone.doc, phone.name, ROPE, 5);
    exchange(phone, laptop, tablet);
    setUnits(phone.doc, phone.name, ROPE, 0);
    setUnits(laptop.doc, laptop.name, ROPE, 0);
    addUnits(tablet.doc, tablet.name, ROPE, 2);
    exchange(phone, laptop, tablet);
    expect([units(phone), units(laptop), units(tablet)]).toEqual([2, 2, 2]);
  });

  test("two removals at once take out what both saw once: the larger one counts", () => {
    const [phone, laptop] = [device("phone1"), device("laptop")];
    addUnits(phone.doc, phone.name, ROPE, 5);
    addUnits(laptop.doc, laptop.name, LAMP, 3);
    exchange(phone, laptop);
    setUnits(phone.doc, phone.name, ROPE, 4);
    setUnits(laptop.doc, laptop.name, ROPE, 4);
    setUnits(phone.doc, phone.name, LAMP, 2);
    setUnits(laptop.doc, laptop.name, LAMP, 0);
    exchange(phone, laptop);
    expect([units(phone), units(phone, LAMP)]).toEqual([4, 0]);
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

describe("a cart that an older release began", () => {
  const older = () => {
    const phone = device("phone1");
    phone.doc.getMap(FORMER_ROOT).set(`${ROPE}|phone1`, 5);
    return phone;
  };

  test("keeps its units beside new ones, and gives the old ones first", () => {
    const phone = older();
    addUnits(phone.doc, phone.name, ROPE, 2);
    expect([units(phone), phone.doc.getMap(FORMER_ROOT).toJSON()]).toEqual([7, { [`${ROPE}|phone1`]: 5 }]);
    setUnits(phone.doc, phone.name, ROPE, 1);
    expect(units(phone)).toBe(1);
    expect(phone.doc.getMap(FORMER_ROOT).toJSON()).toEqual({ [`${ROPE}|phone1`]: 0 });
  });

  test("is still the older release's to count, whose debts no new addition pays", () => {
    const phone = older();
    phone.doc.getMap(FORMER_ROOT).set(`${ROPE}|phone1`, -3);
    addUnits(phone.doc, phone.name, ROPE, 2);
    expect(units(phone)).toBe(2);
  });

  test("leaves no trace in a document that it never wrote", () => {
    const phone = device("phone1");
    addUnits(phone.doc, phone.name, ROPE, 2);
    setUnits(phone.doc, phone.name, ROPE, 0);
    expect([...phone.doc.share.keys()]).toEqual([CART_ROOT]);
  });
});

test("a device's own counters bring back what its document lost, and nothing twice", () => {
  const [phone, laptop] = [device("phone1"), device("laptop")];
  addUnits(laptop.doc, laptop.name, ROPE, 4);
  exchange(phone, laptop);
  setUnits(phone.doc, phone.name, ROPE, 1);
  addUnits(phone.doc, phone.name, LAMP, 2);
  const own = ownCounters(phone.doc, phone.name);
  reapplyCounters(laptop.doc, own);
  reapplyCounters(laptop.doc, own);
  expect(documentLines(laptop.doc)).toEqual(documentLines(phone.doc));
});

describe("a cart's bytes", () => {
  const LINES_IN_CART = ["OIL-JKT-YLW-XS", "MUG-BLU", "ROPE-10", "LAMP-RED", "SOCK-GRY-42"];

  test("of five lines are at most 1.3 times the same map as JSON", () => {
    const phone = device("phone1");
    for (const sku of LINES_IN_CART) addUnits(phone.doc, phone.name, sku, 2);
    const json = JSON.stringify(phone.doc.getMap(CART_ROOT).toJSON()).length;
    expect(Y.encodeStateAsUpdate(phone.doc).byteLength).toBeLessThanOrEqual(1.3 * json);
  });
});
