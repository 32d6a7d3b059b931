import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { SignalGuest as Guest } from "../../api/signal-admission.ts";
import { MAX_SIGNAL_BYTES, SIGNAL_MOVED, topicOf } from "../../protocol/signal.ts";
import { createRooms, type Seat, SIGNAL_LIMITS } from "./rooms.ts";

const ROOM = "a".repeat(64);
const TOPIC = topicOf(ROOM, 0);
let clock = 0;
let rooms: ReturnType<typeof createRooms>;

beforeEach(() => {
  clock = 1_000;
  rooms = createRooms({ now: () => clock });
});

function come(over: Partial<Guest> = {}) {
  const heard: unknown[] = [];
  const codes: number[] = [];
  const line = { waiting: 0 };
  const device = over.device ?? "phone1";
  const guest: Guest = { cartId: "cart-1", owner: device, device, certificate: `of ${device}`, room: ROOM, ...over };
  const seat = rooms.enter(guest, {
    send: (text) => void heard.push(JSON.parse(text)),
    waiting: () => line.waiting,
    close: (code) => void codes.push(code),
  });
  const say = (message: unknown) => seat?.hear(JSON.stringify(message));
  return { seat, heard, codes, line, say };
}

function subscribed(over: Partial<Guest> = {}) {
  const guest = come(over);
  guest.say({ type: "subscribe", topics: [TOPIC] });
  return guest;
}

const publish = (data: string, topic = TOPIC) => ({ type: "publish", topic, data });

describe("the rooms in which devices find each other", () => {
  test("pass on what one says to the others of its room, and vouch for everybody who comes", () => {
    const phone = subscribed({ device: "phone1" });
    const laptop = subscribed({ device: "laptop" });
    phone.say(publish("offer"));
    expect(laptop.heard).toEqual([{ type: "vouched", device: "phone1", certificate: "of phone1" }, publish("offer")]);
    expect(phone.heard).toEqual([{ type: "vouched", device: "laptop", certificate: "of laptop" }]);
  });

  test("answer a ping, and forget who left", () => {
    const phone = subscribed();
    const laptop = subscribed({ device: "laptop" });
    laptop.seat?.leave();
    phone.say(publish("anybody?"));
    phone.say({ type: "ping" });
    expect(phone.heard.at(-1)).toEqual({ type: "pong" });
    expect(laptop.heard).toHaveLength(1);
    expect(rooms.size()).toBe(1);
  });

  test("cannot be chosen: nobody hears or speaks in a room that its key does not open", () => {
    const other = "b".repeat(64);
    const phone = subscribed();
    const stranger = come({ device: "strang", cartId: "cart-2", room: other });
    stranger.say({ type: "subscribe", topics: [TOPIC, topicOf(other, 0), `${other}.x`, 7, null] });
    stranger.say(publish("let me in"));
    phone.say(publish("secret"));
    expect(stranger.heard).toEqual([]);
    expect(phone.heard).toEqual([]);
  });

  test("keep the epochs of a cart apart", () => {
    const [older, newer] = [subscribed(), subscribed({ device: "laptop" })];
    newer.say({ type: "subscribe", topics: [topicOf(ROOM, 1)] });
    older.say(publish("old"));
    newer.say(publish("new", topicOf(ROOM, 1)));
    expect([older.heard.length, newer.heard.length]).toEqual([1, 1]);
  });

  test("let nobody pass for another: what says that it was vouched for is no message of a guest", () => {
    const [phone, laptop] = [subscribed(), subscribed({ device: "laptop" })];
    laptop.say({ type: "vouched", device: "phone1", certificate: "of laptop" });
    laptop.say({ ...publish("x"), device: "phone1", type: "publish" });
    expect(phone.heard.slice(1)).toEqual([publish("x")]);
  });

  test("show no second device behind a certificate", () => {
    const phone = subscribed();
    expect(come({ device: "laptop", certificate: "of phone1" })).toMatchObject({ seat: null, codes: [1008] });
    expect(come({ device: "phone1" }).seat).not.toBeNull();
    expect(phone.codes).toEqual([]);
  });

  test("hear nothing more from who was sent away", () => {
    const [phone, laptop] = [subscribed(), subscribed({ device: "laptop" })];
    laptop.seat?.hear("x".repeat(MAX_SIGNAL_BYTES + 1));
    laptop.say(publish("still here"));
    expect(laptop.codes).toEqual([1008]);
    expect(phone.heard).toHaveLength(1);
  });

  test("send away who was taken out, with everybody else of the former key", () => {
    const [phone, laptop] = [subscribed(), subscribed({ device: "laptop", cartId: "cart-2", room: "b".repeat(64) })];
    rooms.moved("cart-1", ROOM);
    expect(phone.codes).toEqual([]);
    rooms.moved("cart-1", "c".repeat(64));
    expect([phone.codes, laptop.codes]).toEqual([[SIGNAL_MOVED], []]);
    expect(rooms.carts()).toEqual(new Set(["cart-2"]));
  });
});

describe("a guest that asks for too much", () => {
  test("is ended when it talks without pause, and may go on when it waits", () => {
    const phone = subscribed();
    for (let said = 2; said < SIGNAL_LIMITS.burst; said += 1) phone.say({ type: "ping" });
    clock += 1_000;
    for (let said = 0; said <= SIGNAL_LIMITS.perSecond; said += 1) phone.say({ type: "ping" });
    expect(phone.codes).toEqual([]);
    phone.say({ type: "ping" });
    expect(phone.codes).toEqual([1008]);
    expect(rooms.size()).toBe(0);
  });

  test("is ended when it does not read what it is told", () => {
    const [phone, laptop] = [subscribed(), subscribed({ device: "laptop" })];
    laptop.line.waiting = SIGNAL_LIMITS.waitingBytes + 1;
    phone.say(publish("more"));
    expect(laptop.codes).toEqual([1008]);
    expect(laptop.heard).toHaveLength(1);
  });

  test("is ended when it says nothing for too long", () => {
    const [quiet, talking] = [subscribed(), subscribed({ device: "laptop" })];
    clock += SIGNAL_LIMITS.silentMs;
    talking.say({ type: "ping" });
    clock += 1;
    rooms.sweep();
    expect([quiet.codes, talking.codes]).toEqual([[1001], []]);
  });

  test("is turned away when its owner has too many sockets, or its room too many guests", () => {
    for (let tab = 0; tab < SIGNAL_LIMITS.perOwner; tab += 1) come({ owner: "one" });
    expect(come({ owner: "one" })).toMatchObject({ seat: null, codes: [1013] });
    for (let more = rooms.size(); more < SIGNAL_LIMITS.perRoom; more += 1) come({ owner: `owner ${more}` });
    expect(come({ owner: "last" })).toMatchObject({ seat: null, codes: [1013] });
    expect(come({ owner: "one", room: "b".repeat(64) }).seat).toBeNull();
    expect(come({ owner: "other", room: "b".repeat(64) }).seat).not.toBeNull();
  });
});

test("2,000 messages of rubbish throw nothing and reach nobody", () => {
  const listener = subscribed();
  const word = fc.constantFrom("type", "publish", "subscribe", "unsubscribe", "topic", "topics", "data", TOPIC, "ping");
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      word,
      fc.jsonValue(),
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(word, tie("any"), { maxKeys: 4 }),
    ),
  })).any;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        value.map((one) => JSON.stringify(one) ?? ""),
      ),
      (text) => {
        const guest = come({ device: "noisy1" });
        const seat: Seat | null = guest.seat;
        seat?.hear(text);
        seat?.leave();
      },
    ),
    { seed: 5, numRuns: 2_000 },
  );
  expect(listener.heard.filter((one) => (one as { type: string }).type !== "vouched")).toEqual([]);
  expect(rooms.size()).toBe(1);
});
