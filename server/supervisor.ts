import { randomBytes } from "node:crypto";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { DialRequest } from "../protocol/operator.ts";
import { type HostProcess, startHost } from "./host-process.ts";
import { getSplit, movedSplit, newSplit, type SplitFile, writeSplit } from "./release/split.ts";
import { writeSwitch } from "./release/write-switch.ts";
import { keepBeside } from "./release-beside.ts";
import { createSeen } from "./seen.ts";
import { startAgain } from "./start-again.ts";

const MAX_WAITING_SOCKETS = 1024;

function reasonOf(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "ENOSPC") return "the disk is full";
  return error instanceof Error ? error.message : String(error);
}

/** An old host asks the one beside it until it has answered its last request. */
async function retirePair(old: HostProcess | null, beside: HostProcess | null): Promise<void> {
  await old?.retire({ handOver: true });
  await beside?.retire({ handOver: false });
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
   * running one stays, and keeps the visitors that the dial leaves it; without, it goes. Nothing changes when it rejects.
   */
  switchTo(release: string, schedule?: string | null): Promise<void>;
  /** How two releases share the visitors; null while one serves everybody. */
  split(): SplitFile | null;
  /** Nothing changes when it rejects, as it does while a switch is under way. */
  moveDial(request: DialRequest): Promise<void>;
  /** Takes up a split that an earlier supervisor of this data directory left; the live release serves all where it cannot. */
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
  let restarting: Promise<void> = Promise.resolve();

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
  const hosts = { env, log: options.log, onSeen: seen.note };

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
      restarting = restart();
    });
  };

  const restart = () =>
    startAgain({
      start: () => startHost(wanted, hosts),
      // A switch may have brought another one meanwhile.
      isWanted: () => !closing && !current,
      use: adopt,
      log: options.log,
    });

  try {
    adopt(await startHost(wanted, hosts));
  } catch (error) {
    door.close();
    throw error;
  }

  let switchingTo: string | null = null;
  const refuseWhileSwitching = () => {
    if (switchingTo === null) return;
    throw new Error(`somebody else is switching to ${switchingTo} at this moment: try again after that`);
  };
  let lastChange: Promise<unknown> = Promise.resolve();
  /** One change of who serves after the other: each begins with what the one before it left. */
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const done = lastChange.then(change);
    lastChange = done.catch(() => {});
    return done;
  };

  const requireOpen = () => {
    if (closing) throw new Error("the shop is closing");
  };

  const divide = async (split: SplitFile) => {
    const prepared = await beside.prepare(split);
    try {
      requireOpen();
      await writeSplit(split);
    } catch (error) {
      await prepared.drop();
      throw new Error(`the dial could not be written down: ${reasonOf(error)}`, { cause: error });
    }
    const former = prepared.use();
    current?.tell(beside.now());
    await former?.retire({ handOver: false });
  };

  const performSwitch = async (release: string, schedule: string | null) => {
    const staying = schedule === null ? null : newSplit(release, wanted, schedule, Date.now());
    if (staying && staying.beside === release)
      throw new Error(`${release} is live already: nothing would be beside it`);
    const next = await startHost(release, hosts);
    const prepared = await beside.prepare(staying).catch(async (error: unknown) => {
      await next.retire({ handOver: false });
      throw error;
    });
    try {
      requireOpen();
      await writeSwitch(release, staying);
    } catch (error) {
      await Promise.all([prepared.drop(), next.retire({ handOver: false })]);
      throw new Error(`the switch to ${release} could not be written down: ${reasonOf(error)}`, { cause: error });
    }
    const old = current;
    wanted = release;
    const former = prepared.use();
    adopt(next);
    const done = retirePair(old, former);
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
      refuseWhileSwitching();
      await inTurn(async () => {
        const split = beside.split();
        if (split === null) throw new Error("there is one release only: the dial has nothing to choose from");
        await divide(movedSplit(split, request, Date.now()));
      });
    },
    async resume() {
      refuseWhileSwitching();
      await inTurn(async () => {
        const split = await getSplit();
        if (split === null) return;
        if (split.live === wanted) {
          try {
            return await divide(split);
          } catch (error) {
            if (closing) throw error;
            options.log(`${split.beside} does not serve beside ${wanted} any more: ${reasonOf(error)}`);
          }
        }
        await writeSplit(null);
      });
    },
    async switchTo(release, schedule = null) {
      refuseWhileSwitching();
      if (release === wanted && current && schedule === null && beside.split() === null) return;
      switchingTo = release;
      try {
        await inTurn(() => performSwitch(release, schedule));
      } finally {
        switchingTo = null;
      }
    },
    async close() {
      closing = true;
      door.close();
      for (const socket of waiting.splice(0)) socket.destroy();
      const retireLive = () => current?.retire({ handOver: false });
      await Promise.all([retireLive(), lastChange, restarting]);
      // A switch that was written down at this very moment has brought another.
      await retireLive();
      // After the live one, which asks it until it has answered its last request.
      await Promise.all([beside.close(), ...retiring]);
    },
  };
}
