import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { SignalGuest as Guest } from "../../api/signal-admission.ts";
import type { Log } from "../../db/log.ts";
import { MAX_SIGNAL_BYTES, readSignalTarget } from "../../protocol/signal.ts";
import { createRooms, type Line } from "./rooms.ts";

const TIMES = {
  /** How long somebody who was taken out may go on meeting the others of the former room, in processes that were not told. */
  lookMs: 10_000,
  /** A peer that does not answer the farewell is left. */
  farewellMs: 1_000,
};
const MOST_AT_THE_DOOR = 256;
const GOING_AWAY = 1001;

export interface Signalling {
  /** Whether a request to upgrade is for this socket; all others are answered as if they had not asked. */
  isFor(request: IncomingMessage): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Looks at once whether the room of a cart has another key. */
  look(cartId: string): Promise<void>;
  /** Sends everybody away and lets nobody in any more. */
  close(): void;
}

/** Y3: where the devices of one cart find each other. What they say to each other is encrypted, and nothing of it is kept. */
export function createSignalling(options: {
  /** Null for whoever has no place in the cart's room. */
  readonly admit: (request: IncomingMessage) => Promise<Guest | null>;
  /** The present room of a cart; null where it has none. */
  readonly roomOfCart: (cartId: string) => Promise<string | null>;
  readonly log: Log;
  readonly now?: () => number;
}): Signalling {
  const { admit, roomOfCart, log, now = Date.now } = options;
  const rooms = createRooms({ now });
  // What is sent is encrypted already: compressing it would only cost memory.
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_SIGNAL_BYTES, perMessageDeflate: false });
  let atTheDoor = 0;
  let closed = false;

  const look = async (cartId: string) => {
    try {
      rooms.moved(cartId, await roomOfCart(cartId));
    } catch (error) {
      log("warn", "the room of a cart could not be looked up", { error: String(error) });
    }
  };
  const timer = setInterval(() => {
    rooms.sweep();
    for (const cartId of rooms.carts()) void look(cartId);
  }, TIMES.lookMs).unref();

  const seat = (guest: Guest, socket: WebSocket) => {
    const place = rooms.enter(guest, lineOf(socket));
    // Half-open and broken connections end in `close`, whatever else they report.
    socket.on("error", () => socket.terminate());
    if (!place) return;
    socket.on("close", place.leave);
    socket.on("message", (data: RawData, isBinary: boolean) => {
      if (isBinary) socket.close(1003);
      else place.hear(String(data));
    });
  };

  return {
    isFor: (request) =>
      readSignalTarget(request.url ?? "") !== null && /^websocket$/i.test(request.headers.upgrade ?? ""),

    upgrade(request, socket, head) {
      const gone = () => socket.destroy();
      socket.once("error", gone);
      if (closed || atTheDoor >= MOST_AT_THE_DOOR) return refuse(socket, "503 Service Unavailable");
      atTheDoor += 1;
      admit(request)
        .then(
          (guest) => {
            socket.off("error", gone);
            if (!guest) return refuse(socket, "403 Forbidden");
            if (closed) return refuse(socket, "503 Service Unavailable");
            server.handleUpgrade(request, socket, head, (opened) => seat(guest, opened));
          },
          (error: unknown) => {
            log("error", "a signalling socket failed", { error: error instanceof Error ? error.stack : String(error) });
            refuse(socket, "500 Internal Server Error");
          },
        )
        .finally(() => {
          atTheDoor -= 1;
        });
    },

    look,

    close() {
      closed = true;
      clearInterval(timer);
      for (const socket of server.clients) farewell(socket, GOING_AWAY);
    },
  };
}

function lineOf(socket: WebSocket): Line {
  return {
    send: (text) => socket.send(text),
    waiting: () => socket.bufferedAmount,
    close: (code) => farewell(socket, code),
  };
}

function farewell(socket: WebSocket, code: number): void {
  socket.close(code);
  setTimeout(() => socket.terminate(), TIMES.farewellMs).unref();
}

function refuse(socket: Duplex, status: string): void {
  socket.once("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n\r\n`, () =>
    socket.destroy(),
  );
}
