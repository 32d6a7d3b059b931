import { readdir, readFile } from "node:fs/promises";

/** Ends every process of the browser that owns a profile, as a power cut would. */
export async function killBrowser(profile: string): Promise<void> {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (command.includes(profile) && !command.includes("--type=")) process.kill(Number(pid), "SIGKILL");
  }
}
