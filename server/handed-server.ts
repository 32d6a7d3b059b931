import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Longest time for the head of a request, and for all of it; checked every `everyMs`. */
export interface RequestLimits {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly everyMs: number;
}

/** Who takes a connection over when a client asks for another protocol; what it is not for is answered over HTTP. */
export interface Upgrades {
  isFor(request: IncomingMessage): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** An HTTP server that never listens itself: its connections are handed to it. */
export interface HandedServer {
  take(socket: Socket): void;
  /**
   * Answers what is under way, closes every connection after its next answer, and resolves when none is left. With
   * `handOver` somebody else takes the new connections: idle ones are then left to their keep-alive time, since closing one
   * may meet a request on its way. Without, they are closed at once.
   */
  drain(options: { readonly handOver: boolean }): Promise<void>;
}

export function createHandedServer(
  listener: RequestListener,
  limits: RequestLimits,
  upgrades?: Upgrades,
): HandedServer {
  const server: Server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.everyMs,
      shouldUpgradeCallback: (request) => upgrades?.isFor(request) ?? false,
    },
    listener,
  );
  if (upgrades) server.on("upgrade", (request, socket, head) => upgrades.upgrade(request, socket, head));
  // Node begins to watch over its time limits when a server listens, which this one never does.
  server.emit("listening");
  const open = new Set<Socket>();

  return {
    take(socket) {
      open.add(socket);
      socket.once("close", () => open.delete(socket));
      server.emit("connection", socket);
      socket.resume();
    },
    async drain({ handOver }) {
      server.prependListener("request", (_request, response) => response.setHeader("Connection", "close"));
      const closeIdle = () => {
        server.closeIdleConnections();
        // A browser opens connections ahead of need; on these nothing was ever asked.
        for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
      };
      if (!handOver) closeIdle();
      // An answer that had begun before leaves its connection open; it is idle a moment later.
      const sweep = handOver ? undefined : setInterval(closeIdle, 100);
      while (open.size > 0) {
        const [socket] = open;
        if (socket) await new Promise((resolve) => socket.once("close", resolve));
      }
      clearInterval(sweep);
      server.close();
    },
  };
}
