import { resolve } from "node:path";

/**
 * The folder that holds `db/migrations` and `.data`: HOLDFAST_ROOT, else the working directory, because a bundled file
 * cannot tell from its own place where the project is.
 */
export function projectRoot(): string {
  return process.env.HOLDFAST_ROOT || process.cwd();
}

/** DATA_DIR, else `.data`; relative to the project, whatever the working directory of the process is. */
export function dataDirOf(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return resolve(projectRoot(), env.DATA_DIR || ".data");
}
