import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { MAX_UPDATE_BYTES } from "../../protocol/cart-limits.ts";
import { addUnits, documentLines, ownCounters, setUnits } from "./document.ts";
import { CART_ROOT } from "./keys.ts";
import { ownPart } from "./own-part.ts";
import { judgePeerUpdate } from "./peer-update.ts";
import { syncServerCart } from "./server-cart.ts";

/** A device's document that has seen these updates and changed the cart afterwards. */
function device(change: (doc: Y.Doc) => void, seen: readonly Uint8Array[] = []): Y.Doc {
  const doc = new Y.Doc();
  for (const update of seen) Y.applyUpdate(doc, update);
  change(doc);
  return doc;
}

const everything = (doc: Y.Doc) => Y.encodeStateAsUpdate(doc);

/** A cart that a phone and a laptop fill, as both know it. */
function shared() {
  const phone = device((doc) => {
    addUnits(doc, "phone1", "ROPE-10", 2);
    addUnits(doc, "phone1", "ROPE-10", 1);
  });
  const laptop = device((doc) => addUnits(doc, "laptop", "LAMP-RED", 1), [everything(phone)]);
  Y.applyUpdate(phone, everything(laptop));
  return { phone, laptop };
}

/** What a change of a document sends. */
function changeOf(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  change(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

const judge = (doc: Y.Doc, update: Uint8Array, sender = "laptop") => judgePeerUpdate(doc, "phone1", sender, update);

function requireNews(doc: Y.Doc, update: Uint8Array, sender = "laptop"): Uint8Array {
  const verdict = judge(doc, update, sender);
  if (!verdict.ok || !verdict.news) throw new Error(verdict.ok ? "all of it was known" : verdict.reason);
  return verdict.news;
}

describe("what a device sends to its peers", () => {
  test("is all that it wrote itself, in every session, and nothing of anybody else", () => {
    const { phone, laptop } = shared();
    setUnits(phone, "phone1", "LAMP-RED", 0);
    const later = device((doc) => addUnits(doc, "phone1", "MUG-BLU", 1), [everything(phone)]);
    Y.applyUpdate(
      later,
      changeOf(laptop, (doc) => setUnits(doc, "laptop", "LAMP-RED", 4)),
    );

    const alone = device(() => {}, [ownPart(later, "phone1")]);
    expect(alone.store.pendingStructs).toBeNull();
    expect(alone.store.pendingDs).toBeNull();
    expect(ownCounters(alone, "phone1")).toEqual(ownCounters(later, "phone1"));
    expect(ownCounters(alone, "laptop").counters).toEqual({});
  });

  test("stands on what the server wrote when it began an epoch", () => {
    const { phone } = shared();
    // As the server writes a cart anew: everybody's counters in one session of its own.
    const anew = device((doc) => {
      for (const [key, value] of phone.getMap(CART_ROOT).entries()) doc.getMap(CART_ROOT).set(key, value);
    });
    const mine = device((doc) => addUnits(doc, "phone1", "ROPE-10", 5), [everything(anew)]);
    const laptop = device(() => {}, [everything(anew)]);
    const verdict = judgePeerUpdate(laptop, "laptop", "phone1", ownPart(mine, "phone1"));
    if (!verdict.ok || !verdict.news) throw new Error("it was not taken");
    Y.applyUpdate(laptop, verdict.news);
    expect(documentLines(laptop)).toEqual(documentLines(mine));
  });
});

describe("what a peer sends", () => {
  test("is taken when it is its own, as the server would take it, and known when it comes again", () => {
    const { phone, laptop } = shared();
    const before = everything(phone);
    setUnits(laptop, "laptop", "LAMP-RED", 3);
    setUnits(laptop, "laptop", "ROPE-10", 1);
    const sent = ownPart(laptop, "laptop");
    const news = requireNews(phone, sent);
    expect(everything(phone)).toEqual(before);
    Y.applyUpdate(phone, news);
    expect(documentLines(phone)).toEqual(documentLines(laptop));
    expect(judge(phone, sent)).toEqual({ ok: true, news: null });

    const made = syncServerCart(null, {
      owner: "owner-a",
      updates: [before],
      stateVector: null,
      epoch: 0,
      own: null,
    });
    if (!made.ok) throw new Error(made.reason);
    const asServer = { owner: "owner-a", updates: [news], stateVector: null, epoch: 0, own: null };
    expect(syncServerCart(made.cart, asServer)).toMatchObject({ ok: true, changed: true });
  });

  test("may be the first thing that this device hears of it", () => {
    const { phone } = shared();
    const tablet = device((doc) => addUnits(doc, "tablet", "MUG-BLU", 2));
    Y.applyUpdate(phone, requireNews(phone, ownPart(tablet, "tablet"), "tablet"));
    expect(documentLines(phone)).toContainEqual({ sku: "MUG-BLU", quantity: 2 });
  });

  test.each<[string, string, (doc: Y.Doc) => void]>([
    ["writes under another's keys", "foreign", (doc) => addUnits(doc, "phone1", "ROPE-10", 5)],
    ["writes under the keys of somebody unknown", "foreign", (doc) => addUnits(doc, "nobody", "ROPE-10", 5)],
    [
      "writes for itself and for another",
      "foreign",
      (doc) => {
        addUnits(doc, "laptop", "ROPE-10", 1);
        addUnits(doc, "tablet", "ROPE-10", 1);
      },
    ],
    ["takes out in another's name", "foreign", (doc) => setUnits(doc, "tablet", "ROPE-10", 0)],
    ["lowers its own counter", "shape", (doc) => doc.getMap(CART_ROOT).set("LAMP-RED|laptop", 0)],
    ["deletes another's counter", "shape", (doc) => doc.getMap(CART_ROOT).delete("ROPE-10|phone1")],
    ["takes out what nobody has added", "shape", (doc) => doc.getMap(CART_ROOT).set("ROPE-10|phone1|laptop", 99)],
    ["writes a price", "shape", (doc) => doc.getMap(CART_ROOT).set("price|laptop", 1)],
    ["writes a text", "corrupt", (doc) => doc.getMap(CART_ROOT).set("ROPE-10|laptop", "two")],
    ["writes beside the cart", "shape", (doc) => doc.getMap("other").set("ROPE-10|laptop", 1)],
  ])("is refused when it %s", (_, reason, change) => {
    const { phone, laptop } = shared();
    const before = everything(phone);
    const update = changeOf(laptop, change);
    expect(judge(phone, update)).toEqual({ ok: false, reason });
    expect(everything(phone)).toEqual(before);
  });

  test("is refused when it comes in this device's name", () => {
    const { phone } = shared();
    const other = everything(device((doc) => addUnits(doc, "phone1", "MUG-BLU", 1)));
    for (const sender of ["phone1", "laptop"]) {
      expect(judge(phone, other, sender)).toEqual({ ok: false, reason: "foreign" });
    }
  });

  test("is refused in a session that somebody else uses, this device's unused one included", () => {
    const { phone, laptop } = shared();
    const fresh = device(() => {}, [everything(phone)]);
    for (const client of [fresh.clientID, phone.clientID]) {
      const hostile = device(() => {}, [everything(laptop)]);
      hostile.clientID = client;
      const update = changeOf(hostile, (doc) => addUnits(doc, "laptop", "MUG-BLU", 1));
      expect(judge(fresh, update)).toEqual({ ok: false, reason: "foreign" });
    }
  });

  test("is refused when it builds on what has not come yet", () => {
    const { phone, laptop } = shared();
    addUnits(laptop, "laptop", "LAMP-RED", 1);
    const update = changeOf(laptop, (doc) => addUnits(doc, "laptop", "LAMP-RED", 1));
    expect(judge(phone, update)).toEqual({ ok: false, reason: "incomplete" });
  });

  test("cannot grow the cart without bound", () => {
    const { phone } = shared();
    expect(judge(phone, new Uint8Array(MAX_UPDATE_BYTES + 1))).toEqual({ ok: false, reason: "too-large" });
    let taken = 0;
    for (let round = 0; round < 40; round += 1) {
      const hostile = device((doc) =>
        doc.transact(() => {
          for (let index = 0; index < 50; index += 1) {
            doc.getMap(CART_ROOT).set(`SKU-${round}-${index}|laptop`, 1);
          }
        }),
      );
      const verdict = judge(phone, everything(hostile));
      if (verdict.ok && verdict.news) {
        Y.applyUpdate(phone, verdict.news);
        taken += 1;
      }
    }
    expect(taken).toBeLessThanOrEqual(6);
    expect(everything(phone).byteLength).toBeLessThan(MAX_UPDATE_BYTES);
  });
});

test("a peer holds nobody up with sessions without number: they are refused before they are worked out", () => {
  const { phone } = shared();
  const sessions = Array.from({ length: 2_000 }, (_, n) => {
    const hostile = device(() => {});
    // Ascending, so that each is held against all before it.
    hostile.clientID = 1_000 + n;
    hostile.getMap(CART_ROOT).set("TEA-1|laptop", 1);
    return everything(hostile);
  });
  const before = everything(phone);
  expect(judge(phone, Y.mergeUpdates(sessions))).toEqual({ ok: false, reason: "too-large" });
  for (let from = 0; from < sessions.length; from += 500) {
    const verdict = judge(phone, Y.mergeUpdates(sessions.slice(from, from + 500)));
    if (verdict.ok && verdict.news) Y.applyUpdate(phone, verdict.news);
    else expect(verdict).toEqual({ ok: false, reason: "too-large" });
  }
  expect([...phone.store.clients].length).toBeLessThanOrEqual(1_100);
  expect(everything(phone)).not.toEqual(before);
});

const MUTATED = process.env.HOLDFAST_LONG === "1" ? 20_000 : 2_000;

test(`${MUTATED} mutated updates of a peer never throw and touch nobody else's counters`, { timeout: 300_000 }, () => {
  const { phone, laptop } = shared();
  const sent = [
    changeOf(laptop, (doc) => addUnits(doc, "laptop", "ROPE-10", 3)),
    changeOf(laptop, (doc) => setUnits(doc, "laptop", "ROPE-10", 0)),
    ownPart(laptop, "laptop"),
  ];
  const before = everything(phone);
  const own = ownCounters(phone, "phone1");
  const changes = fc.array(fc.tuple(fc.nat({ max: 1_000 }), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 4,
  });
  let refused = 0;
  fc.assert(
    fc.property(fc.nat({ max: sent.length - 1 }), changes, fc.nat({ max: 1_000 }), (which, mutation, cut) => {
      const bytes = (sent[which] ?? new Uint8Array()).slice();
      for (const [at, value] of mutation) bytes[at % bytes.length] = value;
      const verdict = judge(phone, cut < bytes.length ? bytes.slice(0, cut) : bytes);
      expect(everything(phone)).toEqual(before);
      if (!verdict.ok) refused += 1;
      if (!verdict.ok || !verdict.news) return;
      const after = device(() => {}, [before, verdict.news]);
      expect(ownCounters(after, "phone1")).toEqual(own);
    }),
    { seed: 11, numRuns: MUTATED },
  );
  expect(refused).toBeGreaterThan(MUTATED / 3);
});
