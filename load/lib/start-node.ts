import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { projectRoot } from "../../db/root.ts";

/** A script in a process of its own that prints its port first. */
export interface NodeServer {
  readonly origin: string;
  readonly pid: number;
  stop(): Promise<void>;
  /** Ends it without any farewell. */
  kill(): Promise<void>;
}

export async function startNode(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<NodeServer> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", resolve(projectRoot(), script), ...args],
    { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...env } },
  );
  const port = await new Promise<string>((found, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const [, digits] = /^port (\d+)$/m.exec(text) ?? [];
      if (digits !== undefined) found(digits);
    });
    child.once("exit", (code) => reject(new Error(`${script} ended with code ${code}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((gone) => child.once("exit", gone));
    child.kill(signal);
    await ended;
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}
