import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { MAX_UPDATE_BYTES } from "../../protocol/cart-limits.ts";
import { sku as skuSchema } from "../../protocol/catalogue.ts";
import { addUnits, setUnits } from "./document.ts";
import { CART_ROOT, newDeviceTag, parseFormerKey } from "./keys.ts";
import { cartDiff, cartLinesOf, mergeCartUpdates } from "./server-cart.ts";

/** Each change as the update that a device would send. */
function updatesOf(change: (doc: Y.Doc) => void): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  change(doc);
  return updates;
}

const honest = updatesOf((doc) => {
  addUnits(doc, "phone1", "ROPE-10", 2);
  addUnits(doc, "phone1", "LAMP-RED", 1);
  setUnits(doc, "phone1", "ROPE-10", 5);
});

function requireMerged(state: Uint8Array | null, updates: readonly Uint8Array[]): Uint8Array {
  const merge = mergeCartUpdates(state, updates);
  if (!merge.ok) throw new Error(merge.reason);
  return merge.state;
}

describe("the server's copy of a cart", () => {
  test("takes a device's updates and derives the lines", () => {
    const state = requireMerged(null, honest);
    expect(cartLinesOf(state)).toEqual([
      { sku: "LAMP-RED", quantity: 1 },
      { sku: "ROPE-10", quantity: 5 },
    ]);
    expect(cartLinesOf(null)).toEqual([]);
  });

  test("the same updates again change nothing", () => {
    const state = requireMerged(null, honest);
    expect(mergeCartUpdates(state, honest)).toEqual({ ok: true, state, changed: false });
    expect(mergeCartUpdates(null, [])).toMatchObject({ ok: true, changed: false });
  });

  test("a device gets what it lacks, and everything for a state vector that cannot be read", () => {
    const state = requireMerged(null, honest);
    const device = new Y.Doc();
    addUnits(device, "laptop", "ROPE-10", 1);
    const merged = requireMerged(state, [Y.encodeStateAsUpdate(device)]);
    const { update, stateVector } = cartDiff(merged, Y.encodeStateVector(device));
    Y.applyUpdate(device, update);
    expect(Y.encodeStateVector(device)).toEqual(stateVector);
    expect(cartDiff(merged, new Uint8Array([255, 255, 255])).update).toEqual(cartDiff(merged, null).update);
    expect(cartDiff(null, null).update).toEqual(new Uint8Array([0, 0]));
  });

  test.each<[string, (doc: Y.Doc) => void]>([
    ["another root map", (doc) => doc.getMap("other").set("ROPE-10|phone1", 1)],
    ["a list under the cart's name", (doc) => doc.getArray(CART_ROOT).push([1])],
    ["a text under the cart's name", (doc) => doc.getText(CART_ROOT).insert(0, "7")],
    ["a key without a device", (doc) => doc.getMap(CART_ROOT).set("ROPE-10", 1)],
    ["a key with a long device", (doc) => doc.getMap(CART_ROOT).set("ROPE-10|phone12", 1)],
    ["a text as quantity", (doc) => doc.getMap(CART_ROOT).set("ROPE-10|phone1", "1")],
    ["half a unit", (doc) => doc.getMap(CART_ROOT).set("ROPE-10|phone1", 0.5)],
    ["a counter beyond bounds", (doc) => doc.getMap(CART_ROOT).set("ROPE-10|phone1", 1_000_001)],
    ["a nested map", (doc) => doc.getMap(CART_ROOT).set("ROPE-10|phone1", new Y.Map())],
    ["a subdocument", (doc) => doc.getMap(CART_ROOT).set("ROPE-10|phone1", new Y.Doc())],
    [
      "too many counters",
      (doc) =>
        doc.transact(() => {
          for (let index = 0; index < 1_001; index += 1) doc.getMap(CART_ROOT).set(`SKU-${index}|phone1`, 1);
        }),
    ],
  ])("refuses %s", (_, change) => {
    const state = requireMerged(null, honest);
    expect(mergeCartUpdates(state, updatesOf(change))).toEqual({ ok: false, reason: "shape" });
  });

  test("refuses an update that builds on one it has not seen", () => {
    expect(mergeCartUpdates(null, honest.slice(1))).toEqual({ ok: false, reason: "incomplete" });
  });

  test("refuses what is too large, and a claim of a billion structs", () => {
    expect(mergeCartUpdates(null, [new Uint8Array(MAX_UPDATE_BYTES + 1)])).toEqual({ ok: false, reason: "too-large" });
    const billion = new Uint8Array([1, 0xff, 0xff, 0xff, 0xff, 0x03, 1, 0]);
    expect(mergeCartUpdates(null, [billion])).toEqual({ ok: false, reason: "corrupt" });
  });

  test("mutated bytes never throw, never change the stored state, and leave only a cart behind", () => {
    const state = requireMerged(null, honest);
    const before = state.slice();
    const later = updatesOf((doc) => {
      Y.applyUpdate(doc, state);
      addUnits(doc, "laptop", "ROPE-10", 3);
      setUnits(doc, "laptop", "LAMP-RED", 0);
    });
    const mutation = fc.array(fc.tuple(fc.nat({ max: 400 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    let refused = 0;
    fc.assert(
      fc.property(fc.nat({ max: later.length - 1 }), mutation, fc.nat({ max: 400 }), (which, changes, cut) => {
        const bytes = (later[which] ?? new Uint8Array()).slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const merge = mergeCartUpdates(state, [cut < bytes.length ? bytes.slice(0, cut) : bytes]);
        expect(state).toEqual(before);
        if (!merge.ok) {
          refused += 1;
          return;
        }
        for (const line of cartLinesOf(merge.state)) expect(line.quantity).toBeGreaterThan(0);
        expect(mergeCartUpdates(null, [merge.state]).ok).toBe(true);
      }),
      { seed: 7, numRuns: 3_000 },
    );
    expect(refused).toBeGreaterThan(1_000);
  });
});

test("a counter key accepts exactly the SKUs that the protocol accepts", () => {
  const text = fc.string({ unit: fc.constantFrom("A", "Z", "0", "9", "-", "a", "|", " "), maxLength: 30 });
  fc.assert(
    fc.property(text, (sku) => {
      expect(parseFormerKey(`${sku}|${newDeviceTag()}`)?.sku ?? null).toBe(
        skuSchema.safeParse(sku).success ? sku : null,
      );
    }),
    { seed: 3, numRuns: 2_000 },
  );
});
