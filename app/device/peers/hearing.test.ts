import { beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { addUnits } from "../../../domain/cart/document.ts";
import { createHearing, type Hearing } from "./hearing.ts";
import { ASK_FOR_ALL, readPeerMessage } from "./peer-message.ts";
import type { Taken } from "./take.ts";

let clock = 0;
let answers: Taken[] = [];
let taken: string[] = [];
let asked: Uint8Array[] = [];
let hearing: Hearing;

const [LAPTOP, TABLET, STRANGER] = [{ tag: "laptop" }, { tag: "tablet" }, { tag: null }];
const channel = { send: (bytes: Uint8Array) => void asked.push(bytes) };

beforeEach(() => {
  [clock, answers, taken, asked] = [1_000, [], [], []];
  hearing = createHearing({
    whoIs: (connection) => (connection as { tag: string | null }).tag,
    take: async (device, update) => {
      taken.push(`${device} ${update.length}`);
      return answers.shift() ?? "taken";
    },
    now: () => clock,
  });
});

/** A message as y-webrtc frames it: its type, the type within the sync protocol, and the body with its length. */
function framed(kind: number, body: Uint8Array): ArrayBuffer {
  const length = body.length < 128 ? [body.length] : [(body.length & 127) | 128, body.length >> 7];
  return Uint8Array.of(0, kind, ...length, ...body).buffer;
}

const update = (bytes: number) => framed(2, new Uint8Array(bytes));
const say = (from: object, data: unknown) => hearing.hear(from, channel, data);
/** Lets everything that was heard be dealt with. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("what comes over a connection", () => {
  test("is taken in its order, and never seen by y-webrtc, but for what a peer asks", async () => {
    expect(say(LAPTOP, update(3))).toBe(false);
    expect(say(LAPTOP, framed(1, new Uint8Array(200)))).toBe(false);
    expect(say(TABLET, update(5))).toBe(false);
    expect(say(LAPTOP, framed(0, Uint8Array.of(0)))).toBe(true);
    await settled();
    expect(taken).toEqual(["laptop 3", "tablet 5", "laptop 200"]);
  });

  test.each<[string, unknown]>([
    ["text", "hello"],
    ["nothing", new ArrayBuffer(0)],
    ["a message that was cut off", update(9).slice(0, 6)],
    ["a message with more than it says", new Uint8Array([0, 2, 1, 7, 7]).buffer],
    ["a length without end", new Uint8Array([0, 2, 255, 255, 255, 255, 255, 255]).buffer],
    ["who is there", new Uint8Array([1, 1, 0]).buffer],
    ["who is in another tab", new Uint8Array([4, 1, 1, 65]).buffer],
    ["a question that cannot be read", framed(0, Uint8Array.of(200, 1))],
    ["a type that there is not", framed(7, Uint8Array.of(1))],
  ])("is dropped when it is %s", async (_, data) => {
    expect(say(LAPTOP, data)).toBe(false);
    await settled();
    expect(taken).toEqual([]);
    expect(say(LAPTOP, framed(0, Uint8Array.of(0)))).toBe(true);
  });

  test("is dropped when the shop has vouched for nobody there", async () => {
    expect(say(STRANGER, update(3))).toBe(false);
    expect(say(STRANGER, framed(0, Uint8Array.of(0)))).toBe(false);
    await settled();
    expect(taken).toEqual([]);
  });

  test("is not listened to any more after something that no device of ours sends, over any connection of it", async () => {
    answers = ["foreign"];
    say(LAPTOP, update(3));
    say(LAPTOP, update(4));
    await settled();
    say({ tag: "laptop" }, update(5));
    expect(say(LAPTOP, framed(0, Uint8Array.of(0)))).toBe(false);
    say(TABLET, update(6));
    await settled();
    expect(taken).toEqual(["laptop 3", "tablet 6"]);
  });

  test("is not listened to any more when it is too much", async () => {
    for (let sent = 0; sent < 200; sent += 1) {
      say(LAPTOP, framed(0, Uint8Array.of(0)));
      clock += 100;
    }
    expect(say(LAPTOP, framed(0, Uint8Array.of(0)))).toBe(true);
    for (let sent = 0; sent < 80; sent += 1) say(LAPTOP, framed(0, Uint8Array.of(0)));
    clock += 60_000;
    expect(say(LAPTOP, framed(0, Uint8Array.of(0)))).toBe(false);
  });

  test("is asked for again when it could not be taken in yet", async () => {
    answers = ["incomplete", "taken"];
    say(LAPTOP, update(3));
    say(TABLET, update(3));
    await settled();
    hearing.askAgain();
    hearing.askAgain();
    expect(asked).toEqual([ASK_FOR_ALL]);
    hearing.askAll();
    expect(asked).toHaveLength(3);
  });

  test("that cannot be stored does not keep what follows from being heard", async () => {
    hearing = createHearing({
      whoIs: () => "laptop",
      take: async (_, bytes) => {
        if (bytes.length === 3) throw new Error("the disk is full");
        taken.push(`${bytes.length}`);
        return "taken";
      },
    });
    say(LAPTOP, update(3));
    say(LAPTOP, update(4));
    await settled();
    expect(taken).toEqual(["4"]);
  });
});

test("the question for everything is what y-protocols asks with an empty document", () => {
  expect(readPeerMessage(ASK_FOR_ALL)).toEqual({ kind: "ask" });
  expect(ASK_FOR_ALL.slice(3)).toEqual(Y.encodeStateVector(new Y.Doc()));
  const doc = new Y.Doc();
  addUnits(doc, "laptop", "ROPE-10", 1);
  const sent = Y.encodeStateAsUpdate(doc);
  expect(readPeerMessage(new Uint8Array(framed(1, sent)))).toEqual({ kind: "update", update: sent });
});
