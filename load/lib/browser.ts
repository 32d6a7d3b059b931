import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const LISTENING = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//;

const EXECUTABLE = process.env.HOLDFAST_CHROMIUM ?? "/usr/bin/chromium";

/** A Chromium that a script drives; the caller closes it. */
export function launchBrowser(args: string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, chromiumSandbox: false, args });
}

export interface BareBrowser {
  /** Where it can be debugged. */
  readonly port: number;
  stop(): Promise<void>;
}

/** A Chromium with an empty profile and nobody's hands on it. */
export async function startBrowser(): Promise<BareBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "holdfast-browser-"));
  const child = spawn(
    EXECUTABLE,
    [
      "--headless=new",
      "--no-sandbox",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "--no-first-run",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "about:blank",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const [, found] = LISTENING.exec(output) ?? [];
      if (found) resolve(Number(found));
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the browser ended with code ${code}\n${output}`)));
  });
  return {
    port,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
