import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeReleases, idOf, isRunning } from "./fake-hosts.ts";
import { startHost } from "./host-process.ts";

const endings: (() => unknown)[] = [];

/** Hosts as small as they can be: one answers every connection, as it says before; the others end when one comes. */
const HOSTS = {
  answers: `(message, socket) => {
    process.send({ kind: "taken", id: message.id });
    socket.end("here");
  }`,
  dies: `() => process.kill(process.pid, "SIGKILL")`,
  takesAndDies: `(message, socket) => {
    process.send({ kind: "taken", id: message.id }, () => process.kill(process.pid, "SIGKILL"));
  }`,
};

let releases: Awaited<ReturnType<typeof fakeReleases>>;
let lines: string[];

beforeEach(async () => {
  lines = [];
  releases = await fakeReleases(
    Object.fromEntries(
      Object.entries(HOSTS).map(([name, onConnection]) => [
        name,
        `const onConnection = ${onConnection};
        process.on("disconnect", () => process.exit());
        process.on("message", (message, socket) => {
          if (message.kind === "connection") onConnection(message, socket);
          if (message.kind === "retire") process.exit();
        });
        process.send({ kind: "ready", port: null, tellsTaken: true });`,
      ]),
    ),
  );
});

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
  await releases.remove();
});

async function hostOf(name: keyof typeof HOSTS) {
  const host = await startHost(idOf(name), { env: {}, log: (line) => lines.push(line) });
  endings.push(() => host.retire({ graceMs: 0, handOver: false }));
  return host;
}

/** A connection as the supervisor gets it, and the other end of it. */
async function connection(): Promise<{ readonly accepted: Socket; readonly client: Socket }> {
  const door = createServer({ pauseOnConnect: true });
  await once(door.listen(0, "127.0.0.1"), "listening");
  const client = connect((door.address() as AddressInfo).port, "127.0.0.1").setEncoding("utf8");
  endings.push(() => client.destroy());
  const [accepted] = await once(door, "connection");
  door.close();
  return { accepted, client };
}

async function everything(socket: Socket): Promise<string> {
  let text = "";
  for await (const chunk of socket) text += chunk;
  return text;
}

test("a host answers what is handed to it, and the connection ends when the host ends it", async () => {
  const { accepted, client } = await connection();
  const host = await hostOf("answers");
  host.take(accepted);
  expect(await everything(client)).toBe("here");
  expect(host.orphans()).toEqual([]);
});

test("a connection that was sent to a host that died before it took it is answered by the next", async () => {
  const host = await hostOf("dies");
  const { accepted, client } = await connection();
  host.take(accepted);
  await host.exited;
  const orphans = host.orphans();
  expect(orphans).toHaveLength(1);
  const next = await hostOf("answers");
  for (const socket of orphans) next.take(socket);
  expect(await everything(client)).toBe("here");
});

test("a connection that a host had taken when it died is closed, so that whoever asked can ask again", async () => {
  const host = await hostOf("takesAndDies");
  const { accepted, client } = await connection();
  host.take(accepted);
  await host.exited;
  expect(host.orphans()).toEqual([]);
  expect(await everything(client)).toBe("");
});

test("word to a host that has died a moment ago is logged, and whoever owns the socket lives on", async () => {
  const host = await hostOf("answers");
  const { accepted, client } = await connection();
  process.kill(host.pid, "SIGKILL");
  // Nothing of its end may be heard before: this loop never lets go.
  while (isRunning(host.pid));
  host.tell(null);
  host.take(accepted);
  await host.exited;
  expect(lines).toContain(`the host of ${host.release} cannot be reached: write EPIPE`);
  const next = await hostOf("answers");
  for (const socket of host.orphans()) next.take(socket);
  expect(await everything(client)).toBe("here");
});

test("a host that cannot even be started is a start that fails", async () => {
  await expect(
    startHost(idOf("answers"), { env: { TOO_LONG: "long".repeat(64 * 1024) }, log: () => {} }),
  ).rejects.toThrow(/E2BIG/);
  vi.stubEnv("HOLDFAST_ROOT", join(releases.folder, "nowhere"));
  await expect(hostOf("answers")).rejects.toThrow("could not be started");
});
