import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { addUnits, documentLines } from "../../domain/cart/document.ts";
import { claimDevice, syncCart } from "../queries/carts.ts";
import { listOpenCarts } from "../queries/open-carts.ts";
import { placeOrder } from "../queries/orders.ts";
import {
  getMembership,
  getRoomKey,
  getSharing,
  invite,
  type JoinOutcome,
  joinCart,
  leaveCart,
  removeMember,
  revokeInvitation,
} from "../queries/sharing.ts";
import type { Store } from "../store.ts";
import { requirePlaced } from "./orders.suite.ts";
import { lineOf, placing, requestOf, TEST_NOW } from "./orders.ts";

const OWNER = "device-a";
const SON = "device-b";
const ENDS = TEST_NOW + 60_000;

export function describeSharing(getStore: () => Store): void {
  const read = () => getStore().read;
  const sync = (owner: string, cartId: string, updates: Uint8Array[] = [], stateVector: Uint8Array | null = null) =>
    syncCart(getStore(), { owner, cartId, updates, stateVector, epoch: 0, own: null, now: TEST_NOW });
  const sharing = (cartId: string, owner = OWNER, now = TEST_NOW) => getSharing(read(), cartId, owner, now);
  const inviteTo = (cartId: string, uses = 5, secretHash = `hash of ${cartId}`) =>
    invite(getStore(), { cartId, owner: OWNER, secretHash, roomKey: "first key", endsAt: ENDS, uses, now: TEST_NOW });
  const join = (cartId: string, owner: string, over: { maxMembers?: number; now?: number } = {}) =>
    joinCart(getStore(), { owner, secretHash: `hash of ${cartId}`, maxMembers: 12, now: TEST_NOW, ...over });
  const kinds = (outcomes: readonly JoinOutcome[]) => outcomes.map(({ kind }) => kind).sort();

  /** A cart of its owner that others can join. */
  async function sharedCart(uses = 5): Promise<string> {
    const cartId = crypto.randomUUID();
    await sync(OWNER, cartId);
    expect(await inviteTo(cartId, uses)).toBe(true);
    return cartId;
  }

  describe("shared carts", () => {
    it("are their owner's alone until somebody comes by an invitation", async () => {
      const cartId = await sharedCart();
      expect(await sync(SON, cartId)).toEqual({ kind: "not-found" });
      expect(await sharing(cartId, SON)).toBeNull();
      expect(await join(cartId, SON)).toEqual({ kind: "member", cartId });
      expect(await getMembership(read(), cartId, SON)).toMatchObject({ role: "member" });
      const shared = await sharing(cartId, SON);
      expect(shared).toMatchObject({ role: "member", roomKey: "first key", invitation: { endsAt: ENDS, usesLeft: 4 } });
      expect(shared?.members.map(({ role, you }) => ({ role, you }))).toEqual([
        { role: "owner", you: false },
        { role: "member", you: true },
      ]);
      expect(new Set(shared?.members.map(({ label }) => label)).size).toBe(2);
      expect(JSON.stringify(shared)).not.toContain("device-");
    });

    it("know a device tag as the member's who used it first, and no stranger's", async () => {
      const cartId = await sharedCart();
      const claim = (owner: string, tag: string) => claimDevice(getStore(), { cartId, owner, tag, now: TEST_NOW });
      expect(await claim(SON, "laptop")).toBe(false);
      await join(cartId, SON);
      expect([await claim(SON, "laptop"), await claim(SON, "laptop"), await claim(OWNER, "laptop")]).toEqual([
        true,
        true,
        false,
      ]);
      const doc = new Y.Doc();
      addUnits(doc, "laptop", "ROPE-10", 1);
      const update = Y.encodeStateAsUpdate(doc);
      expect(await sync(OWNER, cartId, [update])).toEqual({ kind: "refused", reason: "foreign" });
      expect(await sync(SON, cartId, [update])).toMatchObject({ kind: "synced", changed: true });
      expect(await getRoomKey(read(), cartId)).toBe("first key");
    });

    it("are told of to whoever has lost them: to members as to the owner, and not to who was taken out", async () => {
      const listed = async (owner: string) => (await listOpenCarts(read(), owner, 5)).map(({ id }) => id);
      const cartId = await sharedCart();
      await join(cartId, SON);
      const doc = new Y.Doc();
      addUnits(doc, "phone1", "ROPE-10", 1);
      await sync(OWNER, cartId, [Y.encodeStateAsUpdate(doc)]);
      expect([await listed(OWNER), await listed(SON), await listed("device-c")]).toEqual([[cartId], [cartId], []]);
      await placeOrder(getStore(), placing(requestOf([lineOf("ROPE-10")], { cartId }), { owner: SON }));
      expect(await listed(SON)).toEqual([cartId]);
      const memberId = (await sharing(cartId))?.members.find(({ role }) => role === "member")?.id ?? "";
      await removeMember(getStore(), { cartId, owner: OWNER, memberId, roomKey: "second key" });
      expect([await listed(OWNER), await listed(SON)]).toEqual([[cartId], []]);
    });

    it("are filled by all of their members", async () => {
      const cartId = await sharedCart();
      await join(cartId, SON);
      const [hers, his] = [new Y.Doc(), new Y.Doc()];
      addUnits(hers, "phone1", "ROPE-10", 2);
      addUnits(his, "laptop", "ROPE-10", 1);
      await sync(OWNER, cartId, [Y.encodeStateAsUpdate(hers)]);
      const outcome = await sync(SON, cartId, [Y.encodeStateAsUpdate(his)], Y.encodeStateVector(his));
      if (outcome.kind === "synced") Y.applyUpdate(his, outcome.answer.update);
      expect(documentLines(his)).toEqual([{ sku: "ROPE-10", quantity: 3 }]);
      expect(await sync(OWNER, cartId)).toMatchObject({ answer: { lines: [{ sku: "ROPE-10", quantity: 3 }] } });
    });

    it("are shared and taken back by their owner only", async () => {
      const cartId = await sharedCart();
      await join(cartId, SON);
      const store = getStore();
      const his = { cartId, owner: SON, secretHash: "his", roomKey: "his", endsAt: ENDS, uses: 1, now: TEST_NOW };
      expect(await invite(store, his)).toBe(false);
      expect(await revokeInvitation(store, cartId, SON)).toBe(false);
      const hers = (await sharing(cartId))?.members.find(({ role }) => role === "owner")?.id ?? "";
      for (const owner of [SON, OWNER, "stranger"]) {
        expect(await removeMember(store, { cartId, owner, memberId: hers, roomKey: "x" })).toBe(false);
      }
      expect(await leaveCart(store, { cartId, owner: OWNER, roomKey: "x" })).toBe(false);
      expect((await sharing(cartId))?.members).toHaveLength(2);
    });

    it("let nobody in by an invitation that is unknown, revoked, replaced, too old or used up", async () => {
      const unknown = await joinCart(getStore(), { owner: SON, secretHash: "?", maxMembers: 12, now: TEST_NOW });
      expect(unknown).toEqual({ kind: "ended" });
      const revoked = await sharedCart();
      await revokeInvitation(getStore(), revoked, OWNER);
      expect(await join(revoked, SON)).toEqual({ kind: "ended" });
      expect((await sharing(revoked))?.invitation).toBeNull();
      const replaced = await sharedCart();
      await inviteTo(replaced, 5, "another");
      expect(await join(replaced, SON)).toEqual({ kind: "ended" });
      const old = await sharedCart();
      expect(await join(old, SON, { now: ENDS })).toEqual({ kind: "ended" });
      expect((await sharing(old, OWNER, ENDS))?.invitation).toBeNull();
      const used = await sharedCart(1);
      expect(await join(used, SON)).toMatchObject({ kind: "member" });
      expect(await join(used, "device-c")).toEqual({ kind: "ended" });
    });

    it("know a member that asks again, even by the last use of an invitation that is over", async () => {
      const cartId = await sharedCart(1);
      expect(await join(cartId, OWNER)).toEqual({ kind: "member", cartId });
      await join(cartId, SON);
      await revokeInvitation(getStore(), cartId, OWNER);
      expect(await join(cartId, SON)).toEqual({ kind: "member", cartId });
      expect((await sharing(cartId))?.members).toHaveLength(2);
    });

    it("let in one of many who use the last invitation at once", async () => {
      const cartId = await sharedCart(1);
      const devices = ["device-b", "device-c", "device-d", "device-e"];
      const outcomes = await Promise.all(devices.map((owner) => join(cartId, owner)));
      expect(kinds(outcomes)).toEqual(["ended", "ended", "ended", "member"]);
      expect((await sharing(cartId))?.members).toHaveLength(2);
    });

    it("let a device in once that asks several times at once", async () => {
      const cartId = await sharedCart(3);
      const outcomes = await Promise.all(Array.from({ length: 4 }, () => join(cartId, SON)));
      expect(kinds(outcomes)).toEqual(["member", "member", "member", "member"]);
      expect(await sharing(cartId)).toMatchObject({ invitation: { usesLeft: 2 }, members: [{}, {}] });
    });

    it("never hold more than may share a cart, and the invitation is not used up by who does not fit", async () => {
      const cartId = await sharedCart(5);
      const devices = ["device-b", "device-c", "device-d", "device-e"];
      const outcomes = await Promise.all(devices.map((owner) => join(cartId, owner, { maxMembers: 3 })));
      expect(kinds(outcomes)).toEqual(["full", "full", "member", "member"]);
      expect(await sharing(cartId)).toMatchObject({ invitation: { usesLeft: 3 }, members: [{}, {}, {}] });
    });

    it("end for whoever joins while the invitation is revoked either before or after, never in between", async () => {
      const cartId = await sharedCart(5);
      const [joined] = await Promise.all([join(cartId, SON), revokeInvitation(getStore(), cartId, OWNER)]);
      expect((await sharing(cartId))?.invitation).toBeNull();
      const isMember = (await getMembership(read(), cartId, SON)) !== null;
      expect(isMember).toBe(joined.kind === "member");
    });

    it("are closed to a member that was taken out: no sync, no way back, another key", async () => {
      const cartId = await sharedCart();
      await join(cartId, SON);
      await join(cartId, "device-c");
      const his = (await sharing(cartId, SON))?.members.find(({ you }) => you)?.id ?? "";
      expect(await removeMember(getStore(), { cartId, owner: OWNER, memberId: his, roomKey: "second key" })).toBe(true);
      const doc = new Y.Doc();
      addUnits(doc, "laptop", "ROPE-10", 1);
      expect(await sync(SON, cartId)).toEqual({ kind: "not-found" });
      expect(await sync(SON, cartId, [Y.encodeStateAsUpdate(doc)])).toEqual({ kind: "not-found" });
      expect(await getMembership(read(), cartId, SON)).toBeNull();
      expect(await join(cartId, SON)).toEqual({ kind: "ended" });
      expect(await sharing(cartId, "device-c")).toMatchObject({ roomKey: "second key", invitation: null });
    });

    it("change their key when a member leaves, whom the invitation may bring back", async () => {
      const cartId = await sharedCart();
      await join(cartId, SON);
      expect(await leaveCart(getStore(), { cartId, owner: SON, roomKey: "second key" })).toBe(true);
      expect(await sync(SON, cartId)).toEqual({ kind: "not-found" });
      expect(await sharing(cartId)).toMatchObject({ roomKey: "second key", members: [{ role: "owner" }] });
      expect(await join(cartId, SON)).toEqual({ kind: "member", cartId });
    });

    it("tell their members of an order from them, and nobody else's orders", async () => {
      const cartId = await sharedCart();
      await join(cartId, SON);
      const order = (owner: string, over: { cartId?: string } = {}) => ({
        ...placing(requestOf([lineOf("ROPE-10", 1)], { cartId, ...over })),
        owner,
        now: TEST_NOW,
      });
      requirePlaced(await placeOrder(getStore(), order("stranger")));
      requirePlaced(await placeOrder(getStore(), order(SON, { cartId: crypto.randomUUID() })));
      expect((await sharing(cartId))?.ordered).toBeNull();
      requirePlaced(await placeOrder(getStore(), order(SON)));
      const shared = await sharing(cartId);
      expect(shared?.ordered).toEqual({ at: TEST_NOW, by: shared?.members[1]?.id });
    });
  });
}
