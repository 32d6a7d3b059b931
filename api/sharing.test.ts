import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cartSyncAnswer } from "../protocol/cart.ts";
import { invitation, type Sharing, sharing } from "../protocol/sharing.ts";
import { createApi } from "./app.ts";
import { pointedStore } from "./race-kit.ts";
import { type Browser, browser, type TestApi, testApi } from "./test-kit.ts";

let shop: TestApi;
let ada: Browser;
let ben: Browser;
let cartId: string;

beforeAll(async () => {
  shop = await testApi();
});
afterAll(() => shop.close());
beforeEach(async () => {
  cartId = crypto.randomUUID();
  ada = browser(shop.api);
  ben = browser(shop.api);
  await sync(ada);
});

const EMPTY = { stateVector: null, updates: [], epoch: 0 };
const sync = (who: Browser) => who.post(`/api/carts/${cartId}/sync`, EMPTY);
const drop = (who: Browser, path: string) =>
  who.get(`/api/carts/${cartId}/${path}`, { method: "DELETE", headers: { "Sec-Fetch-Site": "same-origin" } });
const members = async (who: Browser) => sharing.parse(await (await who.get(`/api/carts/${cartId}/members`)).json());
const codeOf = async (answer: Response) => `${answer.status} ${(await answer.json()).code}`;

async function invite(): Promise<string> {
  const answer = await ada.post(`/api/carts/${cartId}/invitation`, {});
  return invitation.parse(await answer.json()).secret;
}

async function join(who: Browser, secret: string): Promise<Sharing> {
  const answer = await who.post("/api/carts/join", { secret });
  expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "private, no-store"]);
  return sharing.parse(await answer.json());
}

test("a second device comes by the secret of a link and from then on has the same cart", async () => {
  expect(await members(ada)).toMatchObject({ role: "owner", members: [], invitation: null, roomKey: null });
  const secret = await invite();
  const joined = await join(ben, secret);
  expect(joined).toMatchObject({ cartId, role: "member", members: [{ role: "owner" }, { role: "member", you: true }] });
  expect(joined.roomKey).toMatch(/^[\w-]{43}$/);
  expect((await members(ada)).roomKey).toBe(joined.roomKey);
  expect(cartSyncAnswer.parse(await (await sync(ben)).json()).lines).toEqual([]);
});

test("nobody is told another's cookie, and the secret is nowhere in the database", async () => {
  const secret = await invite();
  await join(ben, secret);
  const told = JSON.stringify([await members(ada), await members(ben)]);
  for (const { cookie } of [ada, ben]) expect(told).not.toContain(cookie?.split("=")[1] ?? "no cookie");
  const { q, t } = shop.store.read;
  expect(JSON.stringify(await q.select().from(t.cartShare))).not.toContain(secret);
});

test("to strangers a shared cart does not exist, whatever they try", async () => {
  await invite();
  const eve = browser(shop.api);
  const calls = [
    eve.get(`/api/carts/${cartId}/members`),
    eve.post(`/api/carts/${cartId}/invitation`, {}),
    eve.post(`/api/carts/${cartId}/leave`, {}),
    drop(eve, "invitation"),
    drop(eve, `members/${(await members(ada)).members[0]?.id}`),
  ];
  for (const answer of await Promise.all(calls)) expect(await codeOf(answer)).toBe("404 not-found");
  await eve.post(`/api/carts/${crypto.randomUUID()}/sync`, EMPTY);
  expect(await codeOf(await eve.get(`/api/carts/${cartId}/members`))).toBe("404 not-found");
  expect(await codeOf(await sync(eve))).toBe("404 not-found");
});

test("a link that the owner took back lets nobody in, and who came by it stays", async () => {
  const secret = await invite();
  await join(ben, secret);
  const after = sharing.parse(await (await drop(ada, "invitation")).json());
  expect(after).toMatchObject({ invitation: null, members: [{}, {}] });
  expect(await codeOf(await browser(shop.api).post("/api/carts/join", { secret }))).toBe("410 invitation-ended");
  expect((await sync(ben)).status).toBe(200);
});

test("a member that is taken out is a stranger at once, and the room has another key", async () => {
  const { roomKey, members: both } = await join(ben, await invite());
  const id = both.find(({ you }) => you)?.id;
  const after = sharing.parse(await (await drop(ada, `members/${id}`)).json());
  expect(after).toMatchObject({ invitation: null, members: [{ role: "owner", you: true }] });
  expect(after.roomKey).not.toBe(roomKey);
  expect(await codeOf(await sync(ben))).toBe("404 not-found");
  expect(await codeOf(await ben.get(`/api/carts/${cartId}/members`))).toBe("404 not-found");
});

test("a member takes out nobody; it leaves by itself, which an owner does not", async () => {
  const { members: both } = await join(ben, await invite());
  for (const { id } of both) expect(await codeOf(await drop(ben, `members/${id}`))).toBe("404 not-found");
  expect(await codeOf(await ben.post(`/api/carts/${cartId}/invitation`, {}))).toBe("404 not-found");
  expect(await codeOf(await ada.post(`/api/carts/${cartId}/leave`, {}))).toBe("404 not-found");
  expect((await ben.post(`/api/carts/${cartId}/leave`, {})).status).toBe(200);
  expect(await codeOf(await sync(ben))).toBe("404 not-found");
});

test("other sites can neither invite nor take out", async () => {
  for (const path of ["invitation", "members/1"]) {
    const headers = { "Sec-Fetch-Site": "cross-site" };
    const answer = await ada.get(`/api/carts/${cartId}/${path}`, { method: "DELETE", headers });
    expect(await codeOf(answer)).toBe("403 cross-site");
  }
});

test("a device that tries secret after secret is told to wait, and nobody else is", async () => {
  await ben.post(`/api/carts/${crypto.randomUUID()}/sync`, EMPTY);
  const secret = "A".repeat(43);
  const answers: Response[] = [];
  for (let n = 0; n < 31; n += 1) answers.push(await ben.post("/api/carts/join", { secret }));
  expect(answers.map(({ status }) => status)).toEqual([...Array(30).fill(410), 429]);
  expect(Number(answers.at(-1)?.headers.get("Retry-After"))).toBeGreaterThan(0);
  await join(browser(shop.api), await invite());
});

test.each(["", "short", "x".repeat(44), "§".repeat(43)])("%j is no secret", async (secret) => {
  expect(await codeOf(await ben.post("/api/carts/join", { secret }))).toBe("400 invalid");
});

// Every way in which the owner's step fits whole between two steps of somebody who joins.
test.each(["the link is revoked", "another takes the last place"])(
  "joining while %s ends as if one had come after the other",
  async (what) => {
    let left = -1;
    let intrude: () => Promise<unknown> = async () => {};
    const point = async () => {
      if (left < 0) return;
      left -= 1;
      if (left < 0) await intrude();
    };
    const store = pointedStore(shop.store, point);
    const api = createApi({ ...shop.deps, getStore: async () => store });
    for (let at = 0; at < 2; at += 1) {
      cartId = crypto.randomUUID();
      await sync(ada);
      const secret = await invite();
      const cara = browser(shop.api);
      const { q, t } = shop.store.read;
      await shop.store.tx(async (db) => {
        if (what !== "the link is revoked") await db.q.update(db.t.cartShare).set({ usesLeft: 1 });
      });
      left = at;
      intrude = () =>
        what === "the link is revoked" ? drop(ada, "invitation") : cara.post("/api/carts/join", { secret });
      const late = browser(api);
      const answer = await late.post("/api/carts/join", { secret });
      expect(left).toBe(-1);
      const isMember = (await late.get(`/api/carts/${cartId}/members`)).status === 200;
      expect([answer.status, isMember]).toEqual(at === 0 ? [410, false] : [200, true]);
      const shares = await q.select({ usesLeft: t.cartShare.usesLeft }).from(t.cartShare);
      expect(shares.every(({ usesLeft }) => usesLeft >= 0)).toBe(true);
    }
  },
);
