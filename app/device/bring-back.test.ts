import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DeviceDatabase } from "../../offline/database.ts";
import { freshDevice } from "../../offline/device.test-suite.ts";
import { getMeta } from "../../offline/meta.ts";
import { openCart } from "../../offline/open-cart.ts";
import { type Outcome, UNREACHED } from "../../offline/outcome.ts";
import { uuidv7 } from "../../protocol/ids.ts";
import { reportOf } from "./bring-back.ts";

const { asked, queued } = vi.hoisted(() => ({ asked: vi.fn<() => Promise<Outcome>>(), queued: vi.fn() }));
// The shop's answers are the test's, and what sends is another's work.
vi.mock("./shop-calls.ts", () => ({ callAsOwner: asked }));
vi.mock("./sender.ts", () => ({ pageTriggers: () => ({ queued }) }));

const MARK = { cartId: "c", units: 3, cartUnsent: true, orders: 1, others: 2 };

test("a device on which nothing was ever kept is told nothing", () => {
  expect(reportOf(null, null)).toBeNull();
});

test("what had not been sent is told with the cart that the shop knows", () => {
  expect(reportOf(MARK, { from: "shop", units: 2 })).toEqual({
    cart: "shop",
    units: 2,
    cartUnsent: true,
    orders: 1,
    others: 2,
    noted: true,
  });
});

test("an open window had every change of the cart, but not the orders", () => {
  expect(reportOf(MARK, { from: "window", units: 3 })).toMatchObject({ cart: "window", cartUnsent: false, orders: 1 });
});

test("where no note is left either, nobody knows what was not sent", () => {
  expect(reportOf(null, { from: "shop", units: 2 })).toMatchObject({ cart: "shop", noted: false, orders: 0 });
});

test("a loss is told also when no cart came back", () => {
  expect(reportOf(MARK, null)).toMatchObject({ cart: null, units: 0, cartUnsent: true });
});

describe("a device without a memory", () => {
  const LOST = { id: uuidv7(), updatedAt: "2026-11-27T10:00:00.000Z", lines: [{ sku: "ROPE-10", quantity: 3 }] };
  let db: DeviceDatabase;
  let stored: Map<string, string>;
  let now: number;
  let bringBack: () => Promise<void>;

  const answer = (items: readonly object[]) => asked.mockResolvedValue({ kind: "done", body: { items } });
  const told = () => JSON.parse(stored.get("holdfast.returned") ?? "null");

  beforeEach(async () => {
    asked.mockReset();
    queued.mockReset();
    stored = new Map();
    now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    });
    vi.resetModules();
    db = await freshDevice();
    ({ bringBack } = await import("./bring-back.ts"));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  test("asks the shop once, goes on with what it knows, and says so", async () => {
    answer([LOST]);
    await bringBack();
    await bringBack();
    expect(asked).toHaveBeenCalledTimes(1);
    expect((await getMeta(db, "cart"))?.cartId).toBe(LOST.id);
    expect(told()).toMatchObject({ cart: "shop", units: 3, noted: false });
    expect(queued).toHaveBeenCalledTimes(1);
  });

  describe("that shared a cart", () => {
    const SHARING = {
      cartId: LOST.id,
      role: "member",
      members: [{ id: "m", label: "amber-otter", role: "member", joinedAt: LOST.updatedAt, you: true }],
      invitation: null,
      roomKey: "key",
      ordered: { at: LOST.updatedAt, by: null },
    };
    const SHARED = { ...LOST, sharing: SHARING };
    const OWN = { ...LOST, id: uuidv7() };

    test("goes on in it as the member that it is", async () => {
      answer([SHARED]);
      await bringBack();
      expect((await getMeta(db, "cart"))?.cartId).toBe(LOST.id);
      expect(await getMeta(db, "share")).toEqual({
        name: "share",
        sharing: SHARING,
        kept: null,
        told: LOST.updatedAt,
      });
      expect(told()).toMatchObject({ cart: "shop", units: 3 });
    });

    test("and has it open in a window is a member there as before", async () => {
      await openCart(db, { cartId: uuidv7(), device: "phone2", now: 1, held: { cartId: LOST.id, device: "phone1" } });
      answer([SHARED]);
      await bringBack();
      expect((await getMeta(db, "share"))?.sharing).toEqual(SHARING);
      expect(told()).toMatchObject({ cart: "window" });
    });

    test("goes on in the cart of its note, whichever was changed last", async () => {
      stored.set("holdfast.kept", JSON.stringify({ ...MARK, cartId: LOST.id }));
      answer([OWN, SHARED]);
      await bringBack();
      expect((await getMeta(db, "share"))?.sharing).toEqual(SHARING);
    });

    test("hears nothing of members with a cart of its own", async () => {
      answer([OWN, SHARED]);
      await bringBack();
      expect((await getMeta(db, "cart"))?.cartId).toBe(OWN.id);
      expect(await getMeta(db, "share")).toBeNull();
    });

    test("takes no word for it that is none of the shop's", async () => {
      answer([{ ...LOST, sharing: { members: "all" } }]);
      await bringBack();
      expect(await getMeta(db, "cart")).toBeNull();
    });
  });

  test("that never kept anything is told nothing, and not asked about again", async () => {
    answer([]);
    await bringBack();
    await bringBack();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(told()).toBeNull();
    expect(queued).not.toHaveBeenCalled();
  });

  test("leaves a shop alone for a minute that did not answer, or not with carts", async () => {
    asked.mockResolvedValue(UNREACHED);
    await bringBack();
    await bringBack();
    expect(asked).toHaveBeenCalledTimes(1);
    now += 60_000;
    asked.mockResolvedValue({ kind: "done", body: { carts: "no" } });
    await bringBack();
    now += 60_000;
    answer([LOST]);
    await bringBack();
    expect(asked).toHaveBeenCalledTimes(3);
    expect(told()).toMatchObject({ units: 3 });
  });
});
