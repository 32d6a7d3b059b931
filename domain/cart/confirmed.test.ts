import { expect, test } from "vitest";
import * as Y from "yjs";
import { differingSkus, unconfirmedSkus } from "./confirmed.ts";
import { addUnits, setUnits } from "./document.ts";

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};

function cart(): { doc: Y.Doc; confirmed: Y.Doc } {
  const doc = new Y.Doc();
  addUnits(doc, "phone1", "ROPE-10", 2);
  addUnits(doc, "phone1", "LAMP-BRASS", 1);
  return { doc, confirmed: copyOf(doc) };
}

test("a cart that the server has whole has no line that is only here", () => {
  const { doc, confirmed } = cart();
  expect(unconfirmedSkus(doc, confirmed)).toEqual([]);
});

test("everything is only here while the server has confirmed nothing", () => {
  expect(unconfirmedSkus(cart().doc, new Y.Doc())).toEqual(["LAMP-BRASS", "ROPE-10"]);
});

test("an edit makes its own line only here, until the server has it", () => {
  const { doc, confirmed } = cart();
  addUnits(doc, "phone1", "ROPE-10", 1);
  expect(unconfirmedSkus(doc, confirmed)).toEqual(["ROPE-10"]);
  Y.applyUpdate(confirmed, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(confirmed)));
  expect(unconfirmedSkus(doc, confirmed)).toEqual([]);
});

test("a removal that shows the same quantity as before is still an edit", () => {
  const { doc, confirmed } = cart();
  setUnits(doc, "phone1", "ROPE-10", 1);
  setUnits(doc, "phone1", "ROPE-10", 2);
  expect(unconfirmedSkus(doc, confirmed)).toEqual(["ROPE-10"]);
});

test("what another device has told the server, and the server told here, is everywhere", () => {
  const { doc, confirmed } = cart();
  addUnits(confirmed, "laptop", "ROPE-10", 3);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(confirmed));
  expect(unconfirmedSkus(doc, confirmed)).toEqual([]);
});

test("counters of an older release count as well", () => {
  const { doc, confirmed } = cart();
  doc.getMap("cart.1").set("SHACKLE-8|phone1", 2);
  expect(unconfirmedSkus(doc, confirmed)).toEqual(["SHACKLE-8"]);
  expect([...confirmed.share.keys()]).toEqual(["c2"]);
});

test("keys that are no counters count for nothing", () => {
  expect([...differingSkus([["price", 3]], [])]).toEqual([]);
});
