import { fork } from "node:child_process";
import type { Socket } from "node:net";
import { join } from "node:path";
import type { Beside, FromHost, ToHost } from "./messages.ts";
import { projectRoot } from "./paths.ts";
import { releaseDir } from "./release/catalogue.ts";
import type { Sightings } from "./seen.ts";

/** One running host of one release. */
export interface HostProcess {
  readonly release: string;
  readonly pid: number;
  /** Where a release beside listens; null for one whose connections are handed to it. */
  readonly port: number | null;
  readonly exited: Promise<number | null>;
  take(socket: Socket): void;
  /** Tells who else serves from now on; connections that are handed over afterwards know it. */
  tell(beside: Beside | null): void;
  /** Connections that had not reached the host when it ended; whoever calls this owns them. */
  orphans(): Socket[];
  /** Takes no more connections, finishes what is under way, and ends; killed after `graceMs`, 20 s unless told. `handOver`: another follows. */
  retire(options: { readonly graceMs?: number; readonly handOver: boolean }): Promise<void>;
}

export interface HostOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  readonly onSeen?: (sightings: readonly Sightings[]) => void;
}

const READY_WITHIN_MS = 60_000;
const RETIRE_GRACE_MS = 20_000;

/** Starts the host of a release and resolves when it can answer; rejects when it ends or stays silent before that. */
export async function startHost(release: string, { env, log, onSeen }: HostOptions): Promise<HostProcess> {
  const child = fork(join(releaseDir(release), "host.mjs"), [], {
    cwd: projectRoot(),
    env: { ...process.env, ...env, NODE_ENV: "production", HOLDFAST_ROOT: projectRoot(), HOLDFAST_RELEASE: release },
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => {
      // What it still said is heard first: a connection that it has taken is not handed on.
      if (child.connected) child.once("disconnect", () => resolve(code));
      else resolve(code);
    });
  });
  const queued = new Map<number, Socket>();
  let taken = 0;
  let tellsTaken = false;
  const host: HostProcess = {
    release,
    pid: child.pid ?? 0,
    exited,
    port: null,
    tell(beside) {
      const message: ToHost = { kind: "beside", beside };
      if (child.connected) child.send(message);
    },
    take(socket) {
      taken += 1;
      const id = taken;
      queued.set(id, socket);
      if (!child.connected) return;
      const message: ToHost = { kind: "connection", id };
      // Open here, too, until the host has it: Node reports as sent what a host that dies at that moment never gets.
      child.send(message, socket, { keepOpen: tellsTaken }, (error) => {
        if (!error && !tellsTaken) queued.delete(id);
      });
    },
    orphans() {
      const orphans = [...queued.values()];
      queued.clear();
      return orphans;
    },
    async retire({ graceMs = RETIRE_GRACE_MS, handOver }) {
      const message: ToHost = { kind: "retire", handOver };
      if (child.connected) child.send(message);
      const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`release ${release} did not get ready within ${READY_WITHIN_MS / 1000} s`));
    }, READY_WITHIN_MS);
    // Unheard, a failing write to a host that has just died would end the process that owns the socket.
    child.on("error", (error) => {
      if (child.pid !== undefined) return log(`the host of ${release} cannot be reached: ${error.message}`);
      clearTimeout(timer);
      reject(new Error(`release ${release} could not be started: ${error.message}`));
    });
    child.on("message", (message: FromHost) => {
      if (message.kind === "seen") onSeen?.(message.sightings);
      if (message.kind === "taken") {
        queued.get(message.id)?.destroy();
        queued.delete(message.id);
      }
      if (message.kind !== "ready") return;
      tellsTaken = message.tellsTaken === true;
      clearTimeout(timer);
      resolve({ ...host, port: message.port });
    });
    void exited.then((code) => {
      clearTimeout(timer);
      reject(new Error(`release ${release} ended with code ${code} before it was ready`));
    });
  });
}
