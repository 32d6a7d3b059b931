import { randomBytes } from "node:crypto";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { DialRequest } from "../protocol/operator.ts";
import { type HostProcess, startHost } from "./host-process.ts";
import { setLive } from "./release/live.ts";
import { getSplit, movedSplit, newSplit, type SplitFile, writeSplit } from "./release/split.ts";
import { keepBeside } from "./release-beside.ts";
import { createSeen } from "./seen.ts";

const RETIRE_GRACE_MS = 20_000;
const RESTART_DELAY_MS = 250;
const MAX_WAITING_SOCKETS = 1024;

function reasonOf(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "ENOSPC") return "the disk is full";
  return error instanceof Error ? error.message : String(error);
}

export interface Supervisor {
  readonly port: number;
  live(): string;
  /** About how many clients were seen on a release in the last hour, and the documents that they were sent. */
  seenOn(release: string): { readonly clients: number; readonly documents: number };
  /** Process id of the live host; null while it is being started again. */
  hostPid(): number | null;
  /**
   * Starts the other release beside the running one and moves new connections over once it can answer. With a schedule the
   * running one stays, and keeps the visitors that the dial leaves it; without, it goes.
   */
  switchTo(release: string, schedule?: string | null): Promise<void>;
  /** How two releases share the visitors; null while one serves everybody. */
  split(): SplitFile | null;
  moveDial(request: DialRequest): Promise<void>;
  /** Takes up a split that an earlier supervisor of this data directory left. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Owns the listening socket for as long as the shop runs and hands accepted connections to the live host, so that a
 * switch or a crash of the host never closes the door.
 */
export async function startSupervisor(options: {
  readonly release: string;
  readonly port: number;
  readonly host?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}): Promise<Supervisor> {
  const waiting: Socket[] = [];
  const retiring = new Set<Promise<void>>();
  let current: HostProcess | null = null;
  let wanted = options.release;
  let closing = false;

  const door = createServer({ pauseOnConnect: true }, (socket) => {
    if (current) {
      current.take(socket);
    } else if (waiting.length < MAX_WAITING_SOCKETS) {
      waiting.push(socket);
    } else {
      socket.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    door.once("error", reject);
    door.listen({ port: options.port, ...(options.host ? { host: options.host } : {}) }, resolve);
  });
  door.on("error", (error) => options.log(`the door reports: ${error.message}`));
  const port = (door.address() as AddressInfo).port;
  const seen = createSeen();
  const seenKey = randomBytes(16).toString("hex");
  const env = { ...options.env, HOLDFAST_PORT: String(port), HOLDFAST_SEEN_KEY: seenKey };

  const beside = keepBeside({ env, log: options.log, onChange: (now) => current?.tell(now) });

  const adopt = (host: HostProcess) => {
    current = host;
    host.tell(beside.now());
    for (const socket of waiting.splice(0)) host.take(socket);
    void host.exited.then((code) => {
      const orphans = host.orphans();
      if (closing) for (const socket of orphans) socket.destroy();
      else if (current && current !== host) for (const socket of orphans) current.take(socket);
      else waiting.push(...orphans);
      if (closing || current !== host) return;
      current = null;
      options.log(`the host of ${host.release} ended with code ${code}: starting it again`);
      void restart();
    });
  };

  const restart = async () => {
    while (!closing && !current) {
      try {
        const host = await startHost(wanted, env, seen.note);
        // A switch may have brought another one meanwhile.
        if (closing || current) await host.retire({ graceMs: RETIRE_GRACE_MS, handOver: !closing });
        else adopt(host);
      } catch (error) {
        options.log(error instanceof Error ? error.message : String(error));
        await new Promise((resolve) => setTimeout(resolve, RESTART_DELAY_MS));
      }
    }
  };

  try {
    adopt(await startHost(wanted, env, seen.note));
  } catch (error) {
    door.close();
    throw error;
  }

  let switching: Promise<void> | null = null;
  let switchingTo = "";
  const performSwitch = async (release: string, schedule: string | null) => {
    const staying = schedule === null ? null : newSplit(release, wanted, schedule, Date.now());
    if (staying && staying.beside === release)
      throw new Error(`${release} is live already: nothing would be beside it`);
    const next = await startHost(release, env, seen.note);
    try {
      // Written first: where the disk is full, the running release goes on and nothing is half-switched.
      await beside.keep(staying);
      await setLive(release);
    } catch (error) {
      await next.retire({ graceMs: RETIRE_GRACE_MS, handOver: false });
      throw new Error(`the switch to ${release} could not be written down: ${reasonOf(error)}`, { cause: error });
    }
    const old = current;
    wanted = release;
    adopt(next);
    if (!old) return;
    const done = old.retire({ graceMs: RETIRE_GRACE_MS, handOver: true });
    retiring.add(done);
    void done.finally(() => retiring.delete(done));
  };

  return {
    port,
    live: () => wanted,
    seenOn: seen.countsOf,
    hostPid: () => current?.pid ?? null,
    split: beside.split,
    async moveDial(request) {
      const split = beside.split();
      if (split === null) throw new Error("there is one release only: the dial has nothing to choose from");
      await beside.keep(movedSplit(split, request, Date.now()));
    },
    async resume() {
      const split = await getSplit();
      if (split?.live === wanted) await beside.keep(split);
      else if (split) await writeSplit(null);
    },
    async switchTo(release, schedule = null) {
      if (switching)
        throw new Error(`somebody else is switching to ${switchingTo} at this moment: try again after that`);
      if (release === wanted && current && schedule === null && beside.split() === null) return;
      switchingTo = release;
      switching = performSwitch(release, schedule).finally(() => {
        switching = null;
      });
      await switching;
    },
    async close() {
      closing = true;
      door.close();
      for (const socket of waiting.splice(0)) socket.destroy();
      await beside.close();
      await Promise.all([current?.retire({ graceMs: RETIRE_GRACE_MS, handOver: false }), ...retiring]);
    },
  };
}
