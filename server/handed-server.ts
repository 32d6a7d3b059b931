import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";

/** Longest time for the head of a request, and for all of it; checked every `everyMs`. */
export interface RequestLimits {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly everyMs: number;
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

export function createHandedServer(listener: RequestListener, limits: RequestLimits): HandedServer {
  const server: Server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.everyMs,
    },
    listener,
  );
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
