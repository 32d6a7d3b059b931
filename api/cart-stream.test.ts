import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { syncCart } from "../db/queries/carts.ts";
import { openStore, type Store } from "../db/store.ts";
import { addUnits, documentLines, setUnits } from "../domain/cart/document.ts";
import { cartLiveEvent, cartLookingEvent, cartSyncAnswer } from "../protocol/cart.ts";
import { sharing } from "../protocol/sharing.ts";
import { closeLiveStreams } from "./live-stream.ts";
import { processState } from "./process-state.ts";
import { readStream, type StreamReader } from "./stream-kit.ts";
import { type Browser, browser, SHOP, type TestApi, testApi } from "./test-kit.ts";
import { base64, bytes } from "./yjs-bytes.ts";

const SKU = "ROPE-10";

let shop: TestApi;
let ada: Browser;
let cartId: string;
beforeAll(async () => {
  shop = await testApi();
});
beforeEach(() => {
  ada = browser(shop.api);
  cartId = crypto.randomUUID();
});
afterEach(() => {
  closeLiveStreams();
  const { carts, streams } = processState();
  expect([streams.size, carts.watched.size, carts.byOwner.size]).toEqual([0, 0, 0]);
});
afterAll(() => shop.close());

/** A device of Ada's with a document of its own. */
function device(tag: string) {
  const doc = new Y.Doc();
  const device = {
    doc,
    lines: () => documentLines(doc),
    async send(change: (doc: Y.Doc) => unknown): Promise<void> {
      const before = Y.encodeStateVector(doc);
      change(doc);
      const answer = await ada.post(`/api/carts/${cartId}/sync`, {
        stateVector: base64(before),
        updates: [base64(Y.encodeStateAsUpdate(doc, before))],
        epoch: 0,
      });
      expect(answer.status).toBe(200);
      Y.applyUpdate(doc, bytes(cartSyncAnswer.parse(await answer.json()).update));
    },
    add: (units: number) => device.send((doc) => addUnits(doc, tag, SKU, units)),
    async listen(headers: Record<string, string> = {}, epoch = 0): Promise<StreamReader> {
      const query = new URLSearchParams({ vector: base64(Y.encodeStateVector(doc)), epoch: String(epoch) });
      return readStream(await ada.get(`/api/carts/${cartId}/live?${query}`, { headers }));
    },
    /** Takes in the next event and answers its id and whose structs it brought, by Yjs client id. */
    async hear(reader: StreamReader): Promise<{ id: string | null; from: number[] }> {
      const event = await reader.next();
      const { update, stateVector, lines, epoch } = cartLiveEvent.parse(JSON.parse(event?.data ?? "null"));
      expect(epoch).toBe(0);
      Y.applyUpdate(doc, bytes(update));
      expect(doc.store.pendingStructs).toBeNull();
      expect(device.lines()).toEqual(lines);
      expect(base64(Y.encodeStateVector(doc))).toBe(stateVector);
      const from = new Set(Y.decodeUpdate(bytes(update)).structs.map((struct) => struct.id.client));
      return { id: event?.id ?? null, from: [...from] };
    },
  };
  return device;
}

/** The same change as another process makes it: nobody tells this one. */
async function addElsewhere(store: Store, tag: string, units: number): Promise<void> {
  const owner = ada.cookie?.split("=")[1] ?? "";
  const doc = new Y.Doc();
  addUnits(doc, tag, SKU, units);
  const updates = [Y.encodeStateAsUpdate(doc)];
  const synced = await syncCart(store, {
    owner,
    cartId,
    updates,
    stateVector: null,
    epoch: 0,
    own: null,
    now: shop.clock.now,
  });
  expect(synced).toMatchObject({ kind: "synced", changed: true });
}

test("a device hears what it lacks, then each change of another one", async () => {
  const [phone, laptop] = [device("phone1"), device("laptop")];
  await phone.add(2);
  const reader = await laptop.listen();
  expect(await laptop.hear(reader)).toEqual({ id: "1", from: [phone.doc.clientID] });
  await phone.add(1);
  expect(await laptop.hear(reader)).toMatchObject({ id: "2" });
  expect(laptop.lines()).toEqual([{ sku: SKU, quantity: 3 }]);
  await laptop.send((doc) => setUnits(doc, "laptop", SKU, 0));
  const again = await phone.listen();
  await phone.hear(again);
  expect(phone.lines()).toEqual([]);
});

test("who comes back hears what was missed, as one event, and nothing where nothing was", async () => {
  const [phone, laptop] = [device("phone1"), device("laptop")];
  await phone.add(1);
  const first = await laptop.listen();
  const { id } = await laptop.hear(first);
  await first.leave();
  await laptop.add(1);
  const lost = { "Last-Event-ID": id ?? "" };
  for (let n = 0; n < 3; n += 1) await phone.add(1);
  const second = await laptop.listen(lost);
  expect(await laptop.hear(second)).toEqual({ id: "5", from: [phone.doc.clientID] });
  expect(laptop.lines()).toEqual([{ sku: SKU, quantity: 5 }]);
  await second.leave();
  const third = await laptop.listen({ "Last-Event-ID": "5" });
  expect(await third.raw()).toMatch(/^retry: \d+\n:\n\n$/);
  await phone.add(1);
  expect(await laptop.hear(third)).toMatchObject({ id: "6" });
});

test("a change that another process took in is heard, too", async () => {
  const phone = device("phone1");
  await phone.add(1);
  const reader = await phone.listen();
  await phone.hear(reader);
  const other = await openStore({ dataDir: shop.dataDir });
  try {
    await addElsewhere(other, "laptop", 4);
    await phone.hear(reader);
    expect(phone.lines()).toEqual([{ sku: SKU, quantity: 5 }]);
  } finally {
    await other.close();
  }
});

test("a reader that is slow is told once what it missed", async () => {
  const [phone, laptop] = [device("phone1"), device("laptop")];
  await phone.add(1);
  const reader = await laptop.listen();
  for (let n = 0; n < 20; n += 1) await phone.add(1);
  const heard: (string | null)[] = [];
  while (heard.at(-1) !== "21") heard.push((await laptop.hear(reader)).id);
  // Before it read anything, the first event was on its way and one more could wait.
  expect(heard.length).toBeLessThanOrEqual(3);
  expect(laptop.lines()).toEqual([{ sku: SKU, quantity: 21 }]);
});

test("a document of another epoch is told whole", async () => {
  const phone = device("phone1");
  await phone.add(2);
  const event = await (await phone.listen({}, 7)).next();
  const { update, epoch } = cartLiveEvent.parse(JSON.parse(event?.data ?? "null"));
  expect(epoch).toBe(0);
  const whole = new Y.Doc();
  Y.applyUpdate(whole, bytes(update));
  expect(documentLines(whole)).toEqual([{ sku: SKU, quantity: 2 }]);
});

test("a cart that is another's, or nobody's, is not found; what is no address of a cart is invalid", async () => {
  await device("phone1").add(1);
  const eve = browser(shop.api);
  await eve.post(`/api/carts/${crypto.randomUUID()}/sync`, { stateVector: null, updates: [] });
  const codes: string[] = [];
  for (const [who, path] of [
    [eve, `${cartId}/live`],
    [browser(shop.api), `${cartId}/live`],
    [ada, `${crypto.randomUUID()}/live`],
    [ada, "x/live"],
    [ada, `${cartId}/live?vector=${"A".repeat(6_001)}`],
    [ada, `${cartId}/live?epoch=-1`],
  ] as const) {
    const answer = await who.get(`/api/carts/${path}`);
    codes.push(`${answer.status} ${(await answer.json()).code}`);
  }
  expect(codes).toEqual([...Array(3).fill("404 not-found"), ...Array(3).fill("400 invalid")]);
});

test("a member hears the shared cart; taken out of it, the stream ends and is not found again", async () => {
  await device("phone1").add(1);
  const invited = await ada.post(`/api/carts/${cartId}/invitation`, {});
  const { secret } = await invited.json();
  const ben = browser(shop.api);
  const { members } = sharing.parse(await (await ben.post("/api/carts/join", { secret })).json());
  const reader = readStream(await ben.get(`/api/carts/${cartId}/live`));
  expect(await reader.next()).toMatchObject({ id: "1" });
  const gone = members.find(({ you }) => you)?.id;
  const taken = await shop.api.request(`${SHOP}/api/carts/${cartId}/members/${gone}`, {
    method: "DELETE",
    headers: { Cookie: ada.cookie ?? "", Host: new URL(SHOP).host, "Sec-Fetch-Site": "same-origin" },
  });
  expect(taken.status).toBe(200);
  expect(await reader.next()).toBeNull();
  expect((await ben.get(`/api/carts/${cartId}/live`)).status).toBe(404);
});

test("members hear by neutral names who else is looking, only while they do, and nobody hears who that is", async () => {
  await device("phone1").add(1);
  const { secret } = await (await ada.post(`/api/carts/${cartId}/invitation`, {})).json();
  const [ben, cara] = [browser(shop.api), browser(shop.api)];
  const listen = async (who: Browser) => readStream(await who.get(`/api/carts/${cartId}/live`));
  const join = async (who: Browser) => {
    const { members } = sharing.parse(await (await who.post("/api/carts/join", { secret })).json());
    return members.find(({ you }) => you)?.label ?? "";
  };
  const [bens, caras] = [await join(ben), await join(cara)];
  const adas = sharing.parse(await (await ada.get(`/api/carts/${cartId}/members`)).json()).members[0]?.label;
  const looking = async (reader: StreamReader) => {
    const event = await reader.next();
    expect(event).toMatchObject({ id: null, name: "looking" });
    return cartLookingEvent.parse(JSON.parse(event?.data ?? "null")).looking;
  };

  const hers = await listen(ada);
  expect(await hers.next()).toMatchObject({ id: "1" });
  const his = await listen(ben);
  expect(await looking(hers)).toEqual([bens]);
  expect(await his.next()).toMatchObject({ id: "1" });
  expect(await looking(his)).toEqual([adas]);
  const [third, fourth] = [await listen(cara), await listen(cara)];
  expect((await looking(hers)).sort()).toEqual([bens, caras].sort());
  await third.leave();
  await fourth.leave();
  expect(await looking(hers)).toEqual([bens]);
  await his.leave();
  expect(await looking(hers)).toEqual([]);
  await cara.post(`/api/carts/${cartId}/leave`, {});
  expect(await looking(hers)).toEqual([]);
  await hers.leave();
});

test("a device that is alone, even with several tabs, hears nothing of that", async () => {
  const phone = device("phone1");
  await phone.add(1);
  const [one, two] = [await phone.listen(), await phone.listen()];
  expect(await one.next()).toMatchObject({ id: "1" });
  expect(await two.next()).toMatchObject({ id: "1" });
  await two.leave();
  await phone.add(1);
  expect(await one.next()).toMatchObject({ id: "2" });
});

test("a device keeps its four newest streams", async () => {
  const phone = device("phone1");
  await phone.add(1);
  const readers = [];
  for (let n = 0; n < 5; n += 1) readers.push(await phone.listen());
  for (const reader of readers) expect(await reader.next()).toMatchObject({ id: "1" });
  expect(await readers[0]?.next()).toBeNull();
  await phone.add(1);
  for (const reader of readers.slice(1)) expect(await reader.next()).toMatchObject({ id: "2" });
});
