import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Starts the bare Node server as a process of its own. */
export async function startBareServer(pageFile?: string): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const file = fileURLToPath(new URL("./bare-server.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", file, ...(pageFile ? [pageFile] : [])],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
    child.once("exit", (code) => reject(new Error(`the bare server ended with code ${code}`)));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}
