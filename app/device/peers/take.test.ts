import { beforeEach, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { addUnits, documentLines, setUnits } from "../../../domain/cart/document.ts";
import { ownPart } from "../../../domain/cart/own-part.ts";
import { toBase64 } from "../../../offline/base64.ts";
import { deviceDatabase } from "../../../offline/database.ts";
import { drainPorts, freshDevice, type ShopServer, shopServer } from "../../../offline/device.test-suite.ts";
import { drain } from "../../../offline/drain.ts";
import { cartSyncEntry } from "../../../offline/outbox.ts";

/** A tab of this device: the same database, a module state of its own. */
async function openTab() {
  vi.resetModules();
  return { ...(await import("../cart-document.ts")), ...(await import("./take.ts")) };
}

type Tab = Awaited<ReturnType<typeof openTab>>;

let server: ShopServer;
beforeEach(async () => {
  await freshDevice();
  server = shopServer();
});

/** Sends what waits, and asks for what this device lacks. */
async function syncDevice(cartId: string): Promise<void> {
  const db = await deviceDatabase();
  await db.put("outbox", { ...cartSyncEntry(cartId, Date.now()), ...(await db.get("outbox", `cart:${cartId}`)) });
  await drain(drainPorts(server), { eager: true });
}

/** Another device of the cart, with everything that the server has. */
class OtherDevice {
  readonly doc = new Y.Doc();
  readonly #unsent: Uint8Array[] = [];
  readonly cartId: string;
  readonly tag: string;

  constructor(cartId: string, tag: string) {
    this.cartId = cartId;
    this.tag = tag;
    const state = server.carts.get(cartId);
    if (state) Y.applyUpdate(this.doc, state);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "server") this.#unsent.push(update);
    });
  }

  async sync(): Promise<void> {
    const { epoch = 0 } = server.epochs.get(this.cartId) ?? {};
    const body = { updates: this.#unsent.map(toBase64), stateVector: null, epoch };
    const answer = await server.fetch(`/api/carts/${this.cartId}/sync`, { method: "POST", body: JSON.stringify(body) });
    const { update } = (await answer.json()) as { update: string };
    Y.applyUpdate(this.doc, new Uint8Array(Buffer.from(update, "base64")), "server");
  }

  words(): Uint8Array {
    return ownPart(this.doc, this.tag);
  }
}

const [ROPE, LAMP] = ["ROPE-10", "LAMP-RED"];

async function sharedCart(): Promise<{
  tab: Tab;
  cartId: string;
  laptop: OtherDevice;
  meeting: { cartId: string; epoch: number };
}> {
  const tab = await openTab();
  const { cartId } = await tab.changeCart("add", ROPE, 1);
  await syncDevice(cartId);
  return { tab, cartId, laptop: new OtherDevice(cartId, "laptop"), meeting: { cartId, epoch: 0 } };
}

const peerRows = async () =>
  (await (await deviceDatabase()).getAll("cart-updates")).filter((row) => row.origin === "peer");

describe("what another device sends directly", () => {
  test("is in the cart at once, in every tab, and stays there; it is not said to be saved everywhere", async () => {
    const { tab, laptop, meeting } = await sharedCart();
    const other = await openTab();
    addUnits(laptop.doc, "laptop", LAMP, 2);
    expect(await tab.takeFromPeer(meeting, "laptop", laptop.words())).toBe("taken");
    expect(await tab.takeFromPeer(meeting, "laptop", laptop.words())).toBe("known");
    for (const open of [tab, other, await openTab()]) {
      expect(await open.readCart()).toMatchObject({ lines: documentLines(laptop.doc), saved: "here" });
    }
    expect(await (await deviceDatabase()).get("meta", "cart-summary")).toMatchObject({ count: 3 });
  });

  test("is sent on to nobody, and gives way to the server's word", async () => {
    const { tab, laptop, meeting, cartId } = await sharedCart();
    addUnits(laptop.doc, "laptop", LAMP, 2);
    await tab.takeFromPeer(meeting, "laptop", laptop.words());
    await tab.changeCart("add", ROPE, 1);
    await syncDevice(cartId);
    const known = new OtherDevice(cartId, "tablet");
    expect(documentLines(known.doc)).toEqual([{ sku: ROPE, quantity: 2 }]);
    expect(await tab.readCart()).toMatchObject({
      saved: "here",
      lines: [
        { sku: LAMP, quantity: 2 },
        { sku: ROPE, quantity: 2 },
      ],
    });

    await laptop.sync();
    await syncDevice(cartId);
    expect(await tab.readCart()).toMatchObject({ saved: "everywhere", lines: documentLines(laptop.doc) });
    expect(await peerRows()).toEqual([]);
  });

  test("is asked of the server all the same", async () => {
    const { tab, laptop, meeting, cartId } = await sharedCart();
    addUnits(laptop.doc, "laptop", LAMP, 2);
    await tab.takeFromPeer(meeting, "laptop", laptop.words());
    await laptop.sync();
    await tab.changeCart("add", ROPE, 1);
    await syncDevice(cartId);
    expect(await tab.readCart()).toMatchObject({ saved: "everywhere" });
    expect(await peerRows()).toEqual([]);
  });

  test("may be taken out here before the server has heard of it", async () => {
    const { tab, laptop, meeting, cartId } = await sharedCart();
    addUnits(laptop.doc, "laptop", LAMP, 2);
    await tab.takeFromPeer(meeting, "laptop", laptop.words());
    await tab.changeCart("set", LAMP, 0);
    expect((await tab.readCart()).lines).toEqual([{ sku: ROPE, quantity: 1 }]);
    // The server cannot take a removal of what it does not know; nothing else may forget it meanwhile.
    await syncDevice(cartId);
    await tab.changeCart("add", ROPE, 1);
    await syncDevice(cartId);
    await laptop.sync();
    await syncDevice(cartId);
    await tab.readCart();
    await syncDevice(cartId);
    await laptop.sync();
    const expected = [{ sku: ROPE, quantity: 2 }];
    expect([await tab.readCart(), documentLines(laptop.doc)]).toMatchObject([
      { lines: expected, saved: "everywhere" },
      expected,
    ]);
  });

  test("changes nothing when it may not be said", async () => {
    const { tab, laptop, meeting } = await sharedCart();
    const before = await tab.readCart();
    addUnits(laptop.doc, "tablet", LAMP, 2);
    for (const [sender, update, refusal] of [
      ["laptop", Y.encodeStateAsUpdate(laptop.doc), "foreign"],
      ["laptop", new Uint8Array([1, 2, 3]), "corrupt"],
    ] as const) {
      expect(await tab.takeFromPeer(meeting, sender, update)).toBe(refusal);
    }
    expect(await tab.takeFromPeer({ ...meeting, epoch: 1 }, "tablet", laptop.words())).toBe("moved");
    expect(await peerRows()).toEqual([]);
    expect(await tab.readCart()).toEqual(before);
  });

  test("cannot outlive the server's word by using a session of somebody else", async () => {
    const { tab, laptop, meeting, cartId } = await sharedCart();
    const tablet = new OtherDevice(cartId, "tablet");
    addUnits(tablet.doc, "tablet", LAMP, 3);
    // The laptop knows the tablet's session and writes its own counters in it before this device has heard of it.
    const hostile = new Y.Doc();
    Y.applyUpdate(hostile, server.carts.get(cartId) ?? new Uint8Array());
    hostile.clientID = tablet.doc.clientID;
    addUnits(hostile, "laptop", "MUG-BLU", 9);
    expect(await tab.takeFromPeer(meeting, "laptop", ownPart(hostile, "laptop"))).toBe("taken");
    expect(laptop.doc.clientID).not.toBe(hostile.clientID);

    await tablet.sync();
    await syncDevice(cartId);
    expect((await tab.readCart()).lines).toEqual(documentLines(tablet.doc));
    await tab.changeCart("add", ROPE, 1);
    await syncDevice(cartId);
    await tablet.sync();
    expect((await tab.readCart()).lines).toEqual(documentLines(tablet.doc));
    expect(documentLines(tablet.doc)).toEqual([
      { sku: LAMP, quantity: 3 },
      { sku: ROPE, quantity: 2 },
    ]);
    setUnits(tablet.doc, "tablet", LAMP, 1);
    await tablet.sync();
    await syncDevice(cartId);
    expect((await tab.readCart()).lines).toEqual(documentLines(tablet.doc));
  });

  test("is merged when it has been very much, and still gives way", async () => {
    const { tab, laptop, meeting, cartId } = await sharedCart();
    for (let round = 0; round < 60; round += 1) {
      addUnits(laptop.doc, "laptop", LAMP, 1);
      expect(await tab.takeFromPeer(meeting, "laptop", laptop.words())).toBe("taken");
    }
    await tab.readCart();
    expect(await peerRows()).toHaveLength(1);
    expect((await (await openTab()).readCart()).lines).toEqual(documentLines(laptop.doc));
    await laptop.sync();
    await syncDevice(cartId);
    expect(await tab.readCart()).toMatchObject({ saved: "everywhere", lines: documentLines(laptop.doc) });
    expect(await peerRows()).toEqual([]);
  });
});
