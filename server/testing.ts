import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { NodeHandler } from "./capture.ts";

/** Serves a handler on a free loopback port for the time of one test. */
export async function serving<Result>(handler: NodeHandler, use: (origin: string) => Promise<Result>): Promise<Result> {
  const server = createServer((request, response) => {
    handler(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
