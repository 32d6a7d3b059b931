import { createHash } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { MAX_SIGNAL_BYTES, readSignalTarget, SIGNAL_MOVED, signalTarget, topicOf } from "../../protocol/signal.ts";
import { createHandedServer } from "../handed-server.ts";
import { createSignalling } from "./socket.ts";

const CART = "01993f2e-0000-7000-8000-000000000001";
const ROOM = "a".repeat(64);
const TOPIC = topicOf(ROOM, 3);
/** The fingerprint of a device's certificate. */
const certificateOf = (device: string) =>
  `sha-256 ${[...createHash("sha256").update(device).digest()].map((byte) => byte.toString(16).padStart(2, "0")).join(":")}`;

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0).reverse()) end();
});

/** The socket behind a door that hands every connection over, as the supervisor does; the cookie names the owner. */
async function openSignal() {
  const state = { room: ROOM };
  const signalling = createSignalling({
    admit: async (request) => {
      const seat = readSignalTarget(request.url ?? "");
      const owner = request.headers.cookie;
      if (owner === "broken") throw new Error("the store is away");
      return seat && owner ? { ...seat, owner, room: state.room } : null;
    },
    roomOfCart: async () => state.room,
    log: () => {},
  });
  const server = createHandedServer(
    (_request, response) => response.end("answer"),
    { headersMs: 10_000, requestMs: 10_000, everyMs: 1_000 },
    signalling,
  );
  const door = createServer({ pauseOnConnect: true }, (socket) => server.take(socket));
  await once(door.listen(0, "127.0.0.1"), "listening");
  const { port } = door.address() as AddressInfo;
  endings.push(
    () => door.close(),
    () => signalling.close(),
  );

  const dial = (device: string, headers: Record<string, string> = { cookie: device }) => {
    const target = signalTarget({ cartId: CART, device, certificate: certificateOf(device) });
    const socket = new WebSocket(`ws://127.0.0.1:${port}${target}`, { headers });
    const heard: unknown[] = [];
    let wake = () => {};
    socket.on("message", (data) => {
      heard.push(JSON.parse(String(data)));
      wake();
    });
    endings.push(() => socket.terminate());
    const hears = async (type: string): Promise<unknown> => {
      for (;;) {
        const found = heard.find((one) => (one as { type: string }).type === type);
        if (found) return found;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    };
    return { socket, hears, say: (message: unknown) => socket.send(JSON.stringify(message)) };
  };
  const join = async (device: string) => {
    const guest = dial(device);
    await once(guest.socket, "open");
    guest.say({ type: "subscribe", topics: [TOPIC] });
    guest.say({ type: "ping" });
    await guest.hears("pong");
    return guest;
  };
  return { state, signalling, server, port, dial, join };
}

test("two devices find each other over connections that were handed over", async () => {
  const { join } = await openSignal();
  const phone = await join("phone1");
  const laptop = await join("laptop");
  phone.say({ type: "publish", topic: TOPIC, data: "offer" });
  expect(await laptop.hears("publish")).toEqual({ type: "publish", topic: TOPIC, data: "offer" });
  expect(await phone.hears("vouched")).toEqual({
    type: "vouched",
    device: "laptop",
    certificate: certificateOf("laptop"),
  });
});

test.each([
  ["nobody's", {}, 403],
  ["one that cannot be looked up", { cookie: "broken" }, 500],
])("a device is not let in when it is %s", async (_, headers: Record<string, string>, status) => {
  const { dial } = await openSignal();
  const { socket } = dial("phone1", headers);
  socket.on("error", () => {});
  const [, response] = await once(socket, "unexpected-response");
  expect(response.statusCode).toBe(status);
});

test("other addresses and other protocols are answered over HTTP", async () => {
  const { port } = await openSignal();
  const ask = async (target: string, upgrade: string) => {
    const socket = connect(port, "127.0.0.1").setEncoding("utf8");
    endings.push(() => socket.destroy());
    socket.write(`GET ${target} HTTP/1.1\r\nHost: shop\r\nConnection: Upgrade, close\r\nUpgrade: ${upgrade}\r\n\r\n`);
    let text = "";
    for await (const chunk of socket) text += chunk;
    return text;
  };
  const target = signalTarget({ cartId: CART, device: "phone1", certificate: certificateOf("phone1") });
  expect(await ask("/", "websocket")).toMatch(/200 OK[\s\S]*answer$/);
  expect(await ask(target, "h2c")).toMatch(/200 OK[\s\S]*answer$/);
  expect(await ask(target.replace("phone1", "phone"), "websocket")).toMatch(/200 OK[\s\S]*answer$/);
});

test("messages that are too large, or bytes, end a socket and no other", async () => {
  const { join } = await openSignal();
  const [phone, laptop, tablet] = [await join("phone1"), await join("laptop"), await join("tablet")];
  laptop.socket.on("error", () => {});
  const [closed, refused] = [once(phone.socket, "close"), once(laptop.socket, "close")];
  phone.socket.send(new Uint8Array([1, 2, 3]));
  laptop.socket.send("x".repeat(MAX_SIGNAL_BYTES + 1));
  expect((await closed)[0]).toBe(1003);
  expect((await refused)[0]).toBe(1009);
  tablet.say({ type: "ping" });
  expect(await tablet.hears("pong")).toEqual({ type: "pong" });
});

test("a room whose key has changed is left by everybody at once", async () => {
  const { join, signalling, state } = await openSignal();
  const phone = await join("phone1");
  await signalling.look(CART);
  expect(phone.socket.readyState).toBe(WebSocket.OPEN);
  state.room = "b".repeat(64);
  const closed = once(phone.socket, "close");
  await signalling.look(CART);
  expect((await closed)[0]).toBe(SIGNAL_MOVED);
});

test("a host that stops says so to its guests and waits for none that does not answer", async () => {
  const { join, dial, signalling, server } = await openSignal();
  const phone = await join("phone1");
  const deaf = await join("laptop");
  deaf.socket.pause();
  const closed = once(phone.socket, "close");
  signalling.close();
  await server.drain({ handOver: false });
  expect((await closed)[0]).toBe(1001);
  const late = dial("tablet");
  late.socket.on("error", () => {});
  const [, response] = await once(late.socket, "unexpected-response");
  expect(response.statusCode).toBe(503);
});
