import type { IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";

/** Passes a WebSocket through untouched: what is said on it is the shop's and the page's own affair. */
export function passSocket(target: URL, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const upstream = connect(Number(target.port), target.hostname, () => {
    const lines = Object.entries(request.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value) => `${name}: ${value}`),
    );
    upstream.write([`${request.method} ${request.url} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  for (const [one, other] of [
    [socket, upstream],
    [upstream, socket],
  ] as const) {
    one.once("error", () => other.destroy());
    one.once("close", () => other.destroy());
  }
}
