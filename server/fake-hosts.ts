import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";

/** The id of the made-up release of this name. */
export const idOf = (name: string): string => name.padEnd(24, "-");

/** Whether a process still runs; it does not once all of its threads have ended, also while nobody asked for its code. */
export function isRunning(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return !/^State:\s*[ZX]/m.test(status) || !/^Threads:\s*[01]$/m.test(status);
  } catch {
    return false;
  }
}

/**
 * Folders of releases and of data for one test, with hosts as small as they can be: `hosts` gives the body of each one's
 * `host.mjs`, in front of which `note` is written, so that every process that was ever started is known.
 */
export async function fakeReleases(hosts: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-hosts-"));
  vi.stubEnv("RELEASES_DIR", folder);
  vi.stubEnv("DATA_DIR", join(folder, "data"));
  await mkdir(join(folder, "data"));
  const pids = join(folder, "pids");
  await writeFile(pids, "");
  const note = `import { appendFileSync } from "node:fs"; appendFileSync(${JSON.stringify(pids)}, process.pid + "\\n");\n`;
  for (const [name, body] of Object.entries(hosts)) {
    await mkdir(join(folder, idOf(name)));
    await writeFile(join(folder, idOf(name), "host.mjs"), note + body);
  }
  return {
    folder,
    dataDir: join(folder, "data"),
    /** Every process that was started and has not ended. */
    async running(): Promise<number[]> {
      const started = (await readFile(pids, "utf8")).split("\n").filter((line) => line !== "");
      return started.map(Number).filter(isRunning);
    },
    async remove(): Promise<void> {
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    },
  };
}
