import { rm, symlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeReleases, idOf } from "./fake-hosts.ts";
import type { Beside } from "./messages.ts";
import { getLive, setLive } from "./release/live.ts";
import { getSplit } from "./release/split.ts";
import { type Supervisor, startSupervisor } from "./supervisor.ts";

interface Answer {
  readonly release: string;
  readonly pid: number;
  /** What the host was told of the release beside it. */
  readonly beside: Beside | null;
}

/** Tells every connection who it is; it does not start while its folder holds a file `broken`, nor is ready while one `slow`. */
const HOST = `
import { existsSync } from "node:fs";
import { createServer } from "node:net";
const has = (name) => existsSync(new URL(name, import.meta.url));
if (has("broken")) process.exit(1);
while (has("slow")) await new Promise((resolve) => setTimeout(resolve, 5));
let beside = null;
const answer = (socket) => socket.on("error", () => {}).end(JSON.stringify({ release: process.env.HOLDFAST_RELEASE, pid: process.pid, beside }));
process.on("disconnect", () => process.exit());
process.on("message", (message, socket) => {
  if (message.kind === "beside") beside = message.beside;
  if (message.kind === "retire") process.exit();
  if (message.kind !== "connection") return;
  process.send({ kind: "taken", id: message.id });
  answer(socket);
});
let port = null;
if (process.env.HOLDFAST_ROLE === "beside") {
  const door = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => door.once("listening", resolve));
  port = door.address().port;
}
process.send({ kind: "ready", port, tellsTaken: true });
`;

const [A, B, C] = [idOf("a"), idOf("b"), idOf("c")];
let releases: Awaited<ReturnType<typeof fakeReleases>>;
let supervisor: Supervisor;
let lines: string[];

const start = () => startSupervisor({ release: A, port: 0, env: {}, log: (line) => lines.push(line) });
const mark = (release: string, name: "broken" | "slow") => join(releases.folder, release, name);
const inData = (name: string) => join(releases.dataDir, name);

const eventually = <Seen>(look: () => Seen) => expect.poll(look, { timeout: 15_000 });

beforeEach(async () => {
  lines = [];
  releases = await fakeReleases({ a: HOST, b: HOST, c: HOST });
  await setLive(A);
  supervisor = await start();
});

afterEach(async () => {
  await supervisor.close();
  await eventually(releases.running).toEqual([]);
  await releases.remove();
});

async function ask(port = supervisor.port): Promise<Answer> {
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  let text = "";
  for await (const chunk of socket) text += chunk;
  return JSON.parse(text) as Answer;
}

async function askBeside(): Promise<Answer> {
  const { beside } = await ask();
  if (beside === null) throw new Error("the live host knows of no release beside it");
  return ask(beside.port);
}

/** Everything that a switch changes, on the disk and in the running hosts. */
async function everything() {
  const live = await ask();
  return {
    live,
    beside: live.beside && (await ask(live.beside.port)),
    told: [supervisor.live(), supervisor.split(), supervisor.hostPid()],
    pointer: await getLive(),
    split: await getSplit(),
    processes: await releases.running(),
  };
}

/** Every write to this file fails as on a full disk. */
const fillUp = (name: string) => symlink("/dev/full", inData(`${name}.new`));

test("a switch makes another release live, and the older host ends", async () => {
  await supervisor.switchTo(B);
  expect(await ask()).toMatchObject({ release: B, beside: null });
  expect(await getLive()).toMatchObject({ live: B, previous: [A] });
  await eventually(releases.running).toEqual([supervisor.hostPid()]);
});

test("with a schedule the older release stays beside, until the next switch without one", async () => {
  await supervisor.switchTo(B, "10%");
  expect(await ask()).toMatchObject({ release: B, beside: { split: { live: B, beside: A, schedule: "10%" } } });
  expect((await askBeside()).release).toBe(A);
  expect(await getSplit()).toEqual(supervisor.split());
  await supervisor.switchTo(B);
  expect(await ask()).toMatchObject({ release: B, beside: null });
  expect([supervisor.split(), await getSplit()]).toEqual([null, null]);
  await eventually(releases.running).toEqual([supervisor.hostPid()]);
});

test.each([
  ["live.json", "for everybody", null],
  ["live.json", "beside", "20%"],
  ["split.json", "beside", "20%"],
])("while two releases serve, a full disk under %s stops a switch %s whole", async (file, _, schedule) => {
  await supervisor.switchTo(B, "10%");
  await eventually(async () => (await releases.running()).length).toBe(2);
  const before = await everything();
  await fillUp(file);
  await expect(supervisor.switchTo(C, schedule)).rejects.toThrow(
    `the switch to ${C} could not be written down: the disk is full`,
  );
  expect(await everything()).toEqual(before);
  await rm(inData(`${file}.new`));
  await supervisor.switchTo(C, schedule);
  expect((await ask()).release).toBe(C);
});

test("a switch whose older release cannot start beside changes nothing", async () => {
  await supervisor.switchTo(B, "10%");
  await eventually(async () => (await releases.running()).length).toBe(2);
  const before = await everything();
  await writeFile(mark(B, "broken"), "");
  await expect(supervisor.switchTo(C, "10%")).rejects.toThrow(`release ${B} ended with code 1`);
  expect(await everything()).toEqual(before);
});

test("a release beside that dies is started again until it stays, and the live host hears of both", async () => {
  await supervisor.switchTo(B, "10%");
  const { pid } = await askBeside();
  await writeFile(mark(A, "broken"), "");
  process.kill(pid, "SIGKILL");
  await eventually(async () => (await ask()).beside).toBeNull();
  await eventually(() => lines.filter((line) => line.includes(`${A} ended with code 1`)).length).toBeGreaterThan(1);
  await rm(mark(A, "broken"));
  await eventually(async () => (await ask()).beside).not.toBeNull();
  const again = await askBeside();
  expect(again.release).toBe(A);
  expect(again.pid).not.toBe(pid);
});

test("a release beside that is being started again is given up once everybody gets the live one", async () => {
  await supervisor.switchTo(B, "10%");
  await writeFile(mark(A, "broken"), "");
  process.kill((await askBeside()).pid, "SIGKILL");
  await eventually(() => lines.some((line) => line.includes(`${A} ended with code 1`))).toBe(true);
  await supervisor.switchTo(B);
  await rm(mark(A, "broken"));
  await eventually(releases.running).toEqual([supervisor.hostPid()]);
  expect((await ask()).beside).toBeNull();
});

test("a live host that dies is started again and hears of the one beside it", async () => {
  await supervisor.switchTo(B, "10%");
  const before = await ask();
  process.kill(before.pid, "SIGKILL");
  await eventually(() => supervisor.hostPid()).not.toBe(before.pid);
  expect(await ask()).toMatchObject({ release: B, beside: before.beside });
});

test("the dial does not move while somebody switches, and no split comes back that the switch has ended", async () => {
  await supervisor.switchTo(B, "10%");
  await writeFile(mark(C, "slow"), "");
  const switching = supervisor.switchTo(C);
  await expect(supervisor.moveDial({ percent: 50 })).rejects.toThrow(`somebody else is switching to ${C}`);
  await expect(supervisor.switchTo(A)).rejects.toThrow(`somebody else is switching to ${C}`);
  await expect(supervisor.resume()).rejects.toThrow(`somebody else is switching to ${C}`);
  expect(supervisor.split()).toMatchObject({ schedule: "10%" });
  await rm(mark(C, "slow"));
  await switching;
  expect([supervisor.split(), await getSplit(), (await ask()).beside]).toEqual([null, null, null]);
});

test("moves of the dial that come at once are made one after the other", async () => {
  await supervisor.switchTo(B, "10%");
  const { pid } = await askBeside();
  const deadline = supervisor.split()?.deadline;
  await Promise.all([supervisor.moveDial({ percent: 50 }), supervisor.moveDial({ hoursLeft: 500 })]);
  expect(await getSplit()).toMatchObject({ schedule: "50%" });
  expect((await getSplit())?.deadline).not.toBe(deadline);
  expect((await ask()).beside?.split).toEqual(await getSplit());
  expect((await askBeside()).pid).toBe(pid);
});

test("a dial that cannot be written down stays where it is", async () => {
  await supervisor.switchTo(B, "10%");
  await eventually(async () => (await releases.running()).length).toBe(2);
  const before = await everything();
  await fillUp("split.json");
  await expect(supervisor.moveDial({ percent: 50 })).rejects.toThrow(
    "the dial could not be written down: the disk is full",
  );
  expect(await everything()).toEqual(before);
});

test("a supervisor that starts again takes up the split, and opens without it where the other release cannot start", async () => {
  await supervisor.switchTo(A, null);
  await supervisor.switchTo(B, "10%");
  await supervisor.switchTo(A, "30%");
  const split = supervisor.split();
  await supervisor.close();
  supervisor = await start();
  await supervisor.resume();
  expect((await ask()).beside?.split).toEqual(split);
  expect((await askBeside()).release).toBe(B);
  await supervisor.close();
  await writeFile(mark(B, "broken"), "");
  supervisor = await start();
  await supervisor.resume();
  expect(await ask()).toMatchObject({ release: A, beside: null });
  expect(await getSplit()).toBeNull();
  expect(lines.at(-1)).toContain(`${B} does not serve beside ${A} any more`);
});

test("a shop that closes in the middle of a switch leaves nothing half-switched and no process", async () => {
  await supervisor.switchTo(B, "10%");
  const split = await getSplit();
  await writeFile(mark(C, "slow"), "");
  const switching = supervisor.switchTo(C);
  const refused = expect(switching).rejects.toThrow("the shop is closing");
  await eventually(async () => (await releases.running()).length).toBe(3);
  const closing = supervisor.close();
  await rm(mark(C, "slow"));
  await Promise.all([refused, closing]);
  expect(await getSplit()).toEqual(split);
  expect(await getLive()).toMatchObject({ live: B });
  expect(await releases.running()).toEqual([]);
});
