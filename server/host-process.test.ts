import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
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

const idOf = (name: string) => name.padEnd(24, "-");

beforeEach(async () => {
  const dir = await mkdtemp(join(tmpdir(), "holdfast-hosts-"));
  endings.push(() => rm(dir, { recursive: true }));
  vi.stubEnv("RELEASES_DIR", dir);
  for (const [name, onConnection] of Object.entries(HOSTS)) {
    const id = idOf(name);
    await mkdir(join(dir, id));
    await writeFile(
      join(dir, id, "host.mjs"),
      `const onConnection = ${onConnection};
      process.on("disconnect", () => process.exit());
      process.on("message", (message, socket) => {
        if (message.kind === "connection") onConnection(message, socket);
        if (message.kind === "retire") process.exit();
      });
      process.send({ kind: "ready", port: null, tellsTaken: true });`,
    );
  }
});

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
  vi.unstubAllEnvs();
});

async function hostOf(name: keyof typeof HOSTS) {
  const host = await startHost(idOf(name), {});
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
