import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sendControl } from "../../server/control.ts";
import { requireRelease } from "./releases.ts";

/** A shop of its own: process, port, database and acquirer. */
export interface Shop {
  readonly origin: string;
  readonly dataDir: string;
  readonly release: string;
  stop(): Promise<void>;
  /** Deploys another built release, as `npm run release` does. */
  switchTo(release: string): Promise<void>;
  /** Ends the live host process without any farewell; the supervisor lives on. */
  killHost(): Promise<void>;
  /** What the processes printed so far. */
  log(): string;
}

const READY = /The shop is open: (http:\/\/localhost:\d+)/;

function opened(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const [, origin] = READY.exec(output()) ?? [];
      if (origin) resolve(origin);
    };
    child.stdout?.on("data", look);
    child.once("exit", (code) => reject(new Error(`the shop ended with code ${code}\n${output()}`)));
  });
}

export async function openShop(
  options: { readonly release?: string | (() => string); readonly env?: Record<string, string> } = {},
): Promise<Shop> {
  const dataDir = await mkdtemp(join(tmpdir(), "holdfast-shop-"));
  const release = typeof options.release === "function" ? options.release() : (options.release ?? requireRelease("a"));
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "scripts/serve.ts"], {
    env: { ...process.env, PORT: "0", DATA_DIR: dataDir, HOLDFAST_SERVE: release, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const origin = await opened(child, () => output);
  return {
    origin,
    dataDir,
    release,
    log: () => output,
    async switchTo(next) {
      await sendControl({ command: "switch", release: next }, dataDir);
    },
    async killHost() {
      const status = (await sendControl({ command: "status" }, dataDir)) as { hostPid: number };
      process.kill(status.hostPid, "SIGKILL");
    },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
