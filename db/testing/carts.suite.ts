import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { addUnits, documentLines } from "../../domain/cart/document.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import { listRevisions, type SyncCart, syncCart } from "../queries/carts.ts";
import { listOpenCarts } from "../queries/open-carts.ts";
import { placeOrder } from "../queries/orders.ts";
import type { Store } from "../store.ts";
import { lineOf, placing, requestOf, TEST_NOW } from "./orders.ts";

function cartWith(device: string, sku: string, units: number): Y.Doc {
  const doc = new Y.Doc();
  addUnits(doc, device, sku, units);
  return doc;
}

export function describeCarts(getStore: () => Store): void {
  const sync = (over: Partial<SyncCart>) =>
    syncCart(getStore(), {
      owner: "device-a",
      cartId: "cart",
      updates: [],
      stateVector: null,
      epoch: 0,
      own: null,
      now: TEST_NOW,
      ...over,
    });
  const rows = () => getStore().read.q.select().from(getStore().read.t.cart);

  describe("carts", () => {
    it("bring two devices together by what each lacks", async () => {
      const phone = cartWith("phone1", "ROPE-10", 2);
      const laptop = cartWith("laptop", "ROPE-10", 1);
      addUnits(laptop, "laptop", "LAMP-BRASS", 1);
      await sync({ updates: [Y.encodeStateAsUpdate(phone)] });
      const outcome = await sync({
        updates: [Y.encodeStateAsUpdate(laptop)],
        stateVector: Y.encodeStateVector(laptop),
      });
      const lines = [
        { sku: "LAMP-BRASS", quantity: 1 },
        { sku: "ROPE-10", quantity: 3 },
      ];
      expect(outcome).toMatchObject({ kind: "synced", answer: { lines } });
      if (outcome.kind === "synced") Y.applyUpdate(laptop, outcome.answer.update);
      expect(documentLines(laptop)).toEqual(lines);
    });

    it("tell at which revision each is, to whoever watches many", async () => {
      const ids = [uuidv7(), uuidv7(), uuidv7()];
      const updates = [Y.encodeStateAsUpdate(cartWith("phone1", "ROPE-10", 1))];
      for (const cartId of ids) await sync({ cartId });
      await sync({ cartId: ids[1] ?? "", updates });
      const revisions = await listRevisions(getStore().read, [...ids, uuidv7(), uuidv7()]);
      expect(new Map(revisions.map(({ id, revision }) => [id, revision]))).toEqual(
        new Map(ids.map((id, index) => [id, index === 1 ? 2 : 1])),
      );
      expect(await listRevisions(getStore().read, [])).toEqual([]);
    });

    it("lose no update of many that come at once", async () => {
      const devices = ["devic1", "devic2", "devic3", "devic4", "devic5", "devic6"];
      await Promise.all(
        devices.map((device) => sync({ updates: [Y.encodeStateAsUpdate(cartWith(device, "ROPE-10", 1))] })),
      );
      expect(await sync({})).toMatchObject({ answer: { lines: [{ sku: "ROPE-10", quantity: 6 }] } });
    });

    it("belong to whoever synced them first, even when empty", async () => {
      const cartId = uuidv7();
      expect(await sync({ cartId })).toMatchObject({ kind: "synced", answer: { lines: [] } });
      const updates = [Y.encodeStateAsUpdate(cartWith("phone1", "ROPE-10", 1))];
      expect(await sync({ cartId, owner: "device-b" })).toEqual({ kind: "not-found" });
      expect(await sync({ cartId, owner: "device-b", updates })).toEqual({ kind: "not-found" });
      expect(await sync({ cartId, updates })).toMatchObject({ answer: { lines: [{ sku: "ROPE-10", quantity: 1 }] } });
    });

    it("store nothing of refused bytes, not even the claim", async () => {
      const updates = [new Uint8Array([1, 2, 3])];
      expect(await sync({ updates })).toMatchObject({ kind: "refused" });
      expect(await rows()).toEqual([]);
      await sync({ updates: [Y.encodeStateAsUpdate(cartWith("phone1", "ROPE-10", 1))] });
      const before = await rows();
      expect(await sync({ updates })).toMatchObject({ kind: "refused" });
      expect(await rows()).toEqual(before);
    });

    it("that hold something and were not ordered are listed for their owner, the last changed first", async () => {
      const fill = (cartId: string, owner: string, now: number) => {
        const updates = [Y.encodeStateAsUpdate(cartWith(owner === "device-a" ? "phone1" : "laptop", "ROPE-10", 1))];
        return sync({ cartId, owner, updates, now });
      };
      const [older, newer, ordered, empty] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
      await fill(newer, "device-a", TEST_NOW + 2);
      await fill(older, "device-a", TEST_NOW + 1);
      await fill(ordered, "device-a", TEST_NOW + 3);
      await fill(uuidv7(), "device-b", TEST_NOW + 4);
      await sync({ cartId: empty });
      await placeOrder(getStore(), placing(requestOf([lineOf("ROPE-10")], { cartId: ordered })));
      const listed = await listOpenCarts(getStore().read, "device-a", 5);
      expect(listed.map(({ id, updatedAt }) => [id, updatedAt])).toEqual([
        [newer, TEST_NOW + 2],
        [older, TEST_NOW + 1],
      ]);
      expect(await listOpenCarts(getStore().read, "device-a", 1)).toHaveLength(1);
    });

    it("are written only when something is new", async () => {
      const updates = [Y.encodeStateAsUpdate(cartWith("phone1", "ROPE-10", 1))];
      await sync({ updates });
      const before = await rows();
      await sync({ updates, now: TEST_NOW + 1 });
      expect(await rows()).toEqual(before);
    });
  });
}
