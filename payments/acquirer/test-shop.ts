import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** For tests: a shop that only takes webhooks and remembers them. */
export interface TestShop {
  readonly origin: string;
  readonly received: { readonly body: string; readonly signature: string }[];
  /** What it answers; 200 unless changed. */
  status: number;
  /** Resolves when `count` webhooks have come in. */
  heard(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function testShop(): Promise<TestShop> {
  const received: TestShop["received"] = [];
  let waiting: (() => void)[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ body, signature: String(request.headers["stripe-signature"]) });
      response.writeHead(shop.status).end();
      for (const wake of waiting.splice(0)) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const shop: TestShop = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    status: 200,
    async heard(count) {
      while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    async close() {
      waiting = [];
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return shop;
}
