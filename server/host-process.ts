import { type ChildProcess, fork } from "node:child_process";
import type { Socket } from "node:net";
import { join } from "node:path";
import type { FromHost, ToHost } from "./messages.ts";
import { projectRoot } from "./paths.ts";
import { releaseDir } from "./release/catalogue.ts";

/** One running host of one release. */
export interface HostProcess {
  readonly release: string;
  readonly pid: number;
  readonly exited: Promise<number | null>;
  take(socket: Socket): void;
  /** Takes no more connections, finishes what is under way, and ends; killed after `graceMs`. */
  retire(graceMs: number): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

function send(child: ChildProcess, message: ToHost, socket?: Socket): void {
  if (!child.connected) {
    socket?.destroy();
    return;
  }
  child.send(message, socket, { keepOpen: false }, (error) => {
    if (error) socket?.destroy();
  });
}

/** Starts the host of a release and resolves when it can answer; rejects when it ends or stays silent before that. */
export function startHost(release: string, env: Readonly<Record<string, string>>): Promise<HostProcess> {
  const child = fork(join(releaseDir(release), "host.mjs"), [], {
    cwd: projectRoot(),
    env: { ...process.env, ...env, NODE_ENV: "production", HOLDFAST_ROOT: projectRoot(), HOLDFAST_RELEASE: release },
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const host: HostProcess = {
    release,
    pid: child.pid ?? 0,
    exited,
    take: (socket) => send(child, { kind: "connection" }, socket),
    async retire(graceMs) {
      send(child, { kind: "retire" });
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
    child.on("message", (message: FromHost) => {
      if (message.kind !== "ready") return;
      clearTimeout(timer);
      resolve(host);
    });
    void exited.then((code) => {
      clearTimeout(timer);
      reject(new Error(`release ${release} ended with code ${code} before it was ready`));
    });
  });
}
