import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { uuidv7 } from "../../protocol/ids.ts";
import { shop } from "../../shop.config.ts";
import { unitsBySku, unitsLeft } from "./counters.ts";
import { addUnits, setUnits } from "./document.ts";
import { CART_ROOT, FORMER_ROOT, newDeviceTag, parseCounterKey } from "./keys.ts";
import { type MergedCart, mergeCart, tagOfCart } from "./merge.ts";
import { cartLinesOf, openState, type ServerCart, syncServerCart } from "./server-cart.ts";
import { MAX_COUNTER } from "./shape.ts";

const OWNER = "owner-a";
const [ACCOUNT, GUEST, OTHER] = [
  "019b2c6e-0000-7000-8000-0000000000a1",
  "019b2c6e-0000-7000-8000-0123456789ab",
  "019b2c6e-0000-7000-8000-fedcba987654",
];

/** The same devices fill both carts: a phone that was used before and after its person signed in. */
const edit = fc.record({
  tag: fc.constantFrom("phone1", "laptop"),
  sku: fc.constantFrom("ROPE-10", "LAMP-RED", "MUG-BLU"),
  wanted: fc.nat({ max: 30 }),
});
const edits = fc.array(edit, { maxLength: 12 });
type Edits = readonly { tag: string; sku: string; wanted: number }[];

function edited(cart: ServerCart | null, changes: Edits): ServerCart {
  const doc = openState(cart?.state ?? null);
  for (const { tag, sku, wanted } of changes) setUnits(doc, tag, sku, wanted);
  return { epoch: 0, writers: { owners: {}, clients: {} }, ...cart, state: Y.encodeStateAsUpdate(doc) };
}

const cartOf = (changes: Edits) => edited(null, changes);
const incoming = (changes: Edits, cartId = GUEST): MergedCart => ({ cartId, state: cartOf(changes).state });

function merged(into: ServerCart | null, from: MergedCart): ServerCart {
  const result = mergeCart(into, from, OWNER);
  if (!result.ok) throw new Error(result.reason);
  return result.cart;
}

/** Units by SKU without the shop's limit of what a line shows; a line of none is no line. */
function units({ state }: { readonly state: Uint8Array | null }): Map<string, number> {
  const skus = unitsBySku(openState(state).getMap(CART_ROOT).entries());
  const left = [...skus].map(([sku, adders]) => [sku, adders.reduce((sum, one) => sum + unitsLeft(one), 0)] as const);
  return new Map(left.filter(([, count]) => count > 0));
}

const counters = (cart: ServerCart) => openState(cart.state).getMap(CART_ROOT).toJSON();

describe("a guest's cart that comes into an account's", () => {
  test("loses nothing: every line has what both had", () => {
    fc.assert(
      fc.property(edits, edits, (mine, theirs) => {
        const [account, guest] = [cartOf(mine), incoming(theirs)];
        const [before, came] = [units(account), units(guest)];
        const after = units(merged(account, guest));
        for (const sku of new Set([...before.keys(), ...came.keys(), ...after.keys()])) {
          expect(after.get(sku)).toBe((before.get(sku) ?? 0) + (came.get(sku) ?? 0));
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("changes nothing when it comes again, even after all of it was taken out", () => {
    fc.assert(
      fc.property(edits, edits, edits, (mine, theirs, later) => {
        const guest = incoming(theirs);
        const once = edited(merged(cartOf(mine), guest), later);
        expect(mergeCart(once, guest, OWNER)).toEqual({ ok: true, cart: once, changed: false });
        const emptied = edited(
          once,
          cartLinesOf(once.state).map(({ sku }) => ({ tag: "phone1", sku, wanted: 0 })),
        );
        expect(merged(emptied, guest)).toEqual(emptied);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test("may go on elsewhere and come again: what counts is how it stands in the end", () => {
    fc.assert(
      fc.property(edits, edits, edits, (mine, theirs, more) => {
        const account = cartOf(mine);
        const early = incoming(theirs);
        const late = { cartId: GUEST, state: edited({ ...cartOf([]), state: early.state }, more).state };
        expect(units(merged(merged(account, early), late))).toEqual(units(merged(account, late)));
        // One that arrives late after a later one brings nothing back.
        const whole = merged(account, late);
        expect(merged(whole, early)).toEqual(whole);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test("comes to the same before and after another guest's, and before and after the account's own edits", () => {
    fc.assert(
      fc.property(edits, edits, edits, (mine, theirs, others) => {
        const account = cartOf(mine);
        const [one, other] = [incoming(theirs, GUEST), incoming(others, OTHER)];
        expect(counters(merged(merged(account, one), other))).toEqual(counters(merged(merged(account, other), one)));

        const device = openState(account.state);
        const before = Y.encodeStateVector(device);
        for (const { sku, wanted } of others) addUnits(device, "tablet", sku, wanted + 1);
        const update = Y.encodeStateAsUpdate(device, before);
        const synced = (cart: ServerCart) => ({ ...cart, state: Y.mergeUpdates([cart.state ?? update, update]) });
        expect(counters(synced(merged(account, one)))).toEqual(counters(merged(synced(account), one)));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test("shows the same lines whichever of the two is brought into the other", () => {
    fc.assert(
      fc.property(edits, edits, (mine, theirs) => {
        const there = merged(cartOf(mine), incoming(theirs, GUEST));
        const back = merged(cartOf(theirs), incoming(mine, ACCOUNT));
        expect(cartLinesOf(there.state)).toEqual(cartLinesOf(back.state));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test("leaves both given carts as they were", () => {
    const [account, guest] = [cartOf([{ tag: "phone1", sku: "ROPE-10", wanted: 3 }]), incoming([])];
    const before = structuredClone([account, guest]);
    mergeCart(account, guest, OWNER);
    expect([account, guest]).toEqual(before);
  });

  test("becomes the account's cart where that has none, and brings nothing where it is empty itself", () => {
    const guest = incoming([{ tag: "phone1", sku: "ROPE-10", wanted: 3 }]);
    expect(cartLinesOf(merged(null, guest).state)).toEqual([{ sku: "ROPE-10", quantity: 3 }]);
    expect(mergeCart(null, { cartId: GUEST, state: null }, OWNER)).toMatchObject({ ok: true, changed: false });
  });

  test("brings what an older release counted", () => {
    const doc = openState(null);
    doc.getMap(FORMER_ROOT).set("ROPE-10|phone1", 4);
    addUnits(doc, "phone1", "ROPE-10", 2);
    const cart = merged(null, { cartId: GUEST, state: Y.encodeStateAsUpdate(doc) });
    expect(cartLinesOf(cart.state)).toEqual([{ sku: "ROPE-10", quantity: 6 }]);
  });

  test("goes on being synced: its units can be taken out like any others", () => {
    const account = syncServerCart(null, {
      owner: OWNER,
      updates: [cartOf([{ tag: "phone1", sku: "ROPE-10", wanted: 2 }]).state ?? new Uint8Array()],
      stateVector: null,
      epoch: 0,
      own: null,
    });
    if (!account.ok) throw new Error(account.reason);
    const cart = merged(account.cart, incoming([{ tag: "phone1", sku: "ROPE-10", wanted: 5 }]));
    const device = openState(cart.state);
    const before = Y.encodeStateVector(device);
    setUnits(device, "phone1", "ROPE-10", 1);
    const updates = [Y.encodeStateAsUpdate(device, before)];
    const synced = syncServerCart(cart, { owner: OWNER, updates, stateVector: null, epoch: 0, own: null });
    expect(synced).toMatchObject({ ok: true, answer: { lines: [{ sku: "ROPE-10", quantity: 1 }] } });
  });
});

describe("the bounds of a merged cart", () => {
  test("a line shows no more than the shop sells of one, and a counter stays within its bounds", () => {
    const doc = openState(null);
    doc.getMap(CART_ROOT).set("ROPE-10|phone1", MAX_COUNTER);
    doc.getMap(CART_ROOT).set("ROPE-10|laptop", MAX_COUNTER);
    const cart = merged(null, { cartId: GUEST, state: Y.encodeStateAsUpdate(doc) });
    expect(counters(cart)).toEqual({ [`ROPE-10|${tagOfCart(GUEST)}`]: MAX_COUNTER });
    expect(cartLinesOf(cart.state)).toEqual([{ sku: "ROPE-10", quantity: shop.policy.maxQuantityPerLine }]);
  });

  test("more counters than one may have are refused, and so is a tag that is somebody else's", () => {
    const doc = openState(null);
    for (let index = 0; index < 701; index += 1) doc.getMap(CART_ROOT).set(`SKU-${index}|phone1`, 1);
    const many = { cartId: GUEST, state: Y.encodeStateAsUpdate(doc) };
    expect(mergeCart(null, many, OWNER)).toEqual({ ok: false, reason: "too-large" });

    const taken = { ...cartOf([]), writers: { owners: { [tagOfCart(GUEST)]: "owner-b" }, clients: {} } };
    expect(mergeCart(taken, incoming([]), OWNER)).toEqual({ ok: false, reason: "foreign" });
  });

  test("every cart has a tag like a device's, which its id alone decides", () => {
    expect(tagOfCart(GUEST)).not.toBe(tagOfCart(OTHER));
    for (let index = 0; index < 50; index += 1) {
      const tag = tagOfCart(uuidv7());
      expect(parseCounterKey(`ROPE-10|${tag}`)?.writer).toBe(tag);
      expect(tag).toHaveLength(newDeviceTag().length);
    }
    expect(() => tagOfCart("no id")).toThrow(RangeError);
  });
});
