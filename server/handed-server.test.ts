import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createHandedServer, type HandedServer } from "./handed-server.ts";

const LIMITS = { headersMs: 200, requestMs: 400, everyMs: 50 };
const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** A door that hands every connection over, as the supervisor does. */
async function behindDoor(server: HandedServer): Promise<() => Socket> {
  const door = createServer({ pauseOnConnect: true }, (socket) => server.take(socket));
  await once(door.listen(0, "127.0.0.1"), "listening");
  endings.push(() => door.close());
  return () => {
    const socket = connect((door.address() as AddressInfo).port, "127.0.0.1");
    endings.push(() => socket.destroy());
    return socket.setEncoding("utf8");
  };
}

async function everything(socket: Socket): Promise<string> {
  let text = "";
  for await (const chunk of socket) text += chunk;
  return text;
}

test.each([
  ["the head of a request", "GET / HTTP/1.1\r\nHost: shop"],
  ["its body", "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 5\r\n\r\nab"],
  ["anything at all", ""],
])("a client that never finishes %s is cut off", async (_, text) => {
  const dial = await behindDoor(createHandedServer(() => {}, LIMITS));
  const socket = dial();
  socket.write(text);
  expect(await everything(socket)).toMatch(/^HTTP\/1\.1 408 /);
});

test("a drain at the end lets answers under way finish and closes what is idle", async () => {
  const begun = Promise.withResolvers<ServerResponse>();
  const server = createHandedServer(
    (request, response) => {
      if (request.url === "/slow") begun.resolve(response);
      else response.end("quick");
    },
    { ...LIMITS, headersMs: 10_000, requestMs: 10_000 },
  );
  const dial = await behindDoor(server);
  const unused = dial();
  await once(unused, "connect");
  const idle = dial();
  idle.write("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
  await once(idle, "data");
  const busy = dial();
  busy.write("GET /slow HTTP/1.1\r\nHost: shop\r\n\r\n");
  const response = await begun.promise;

  let drained = false;
  const draining = server.drain({ handOver: false }).then(() => {
    drained = true;
  });
  expect(await everything(idle)).toBe("");
  expect(await everything(unused)).toBe("");
  expect(drained).toBe(false);
  response.end("slow");
  expect(await everything(busy)).toContain("slow");
  await draining;
});

test("a drain for a successor closes no connection on which a request may be under way", async () => {
  const server = createHandedServer((_request, response) => response.end("answer"), {
    ...LIMITS,
    headersMs: 10_000,
    requestMs: 10_000,
  });
  const dial = await behindDoor(server);
  const socket = dial();
  const ask = () => socket.write("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
  ask();
  await once(socket, "data");
  const draining = server.drain({ handOver: true });
  await new Promise((resolve) => setImmediate(resolve));
  ask();
  expect(await everything(socket)).toMatch(/^HTTP\/1\.1 200 [\s\S]*Connection: close[\s\S]*answer$/);
  await draining;
});
