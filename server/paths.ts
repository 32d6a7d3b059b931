import { resolve } from "node:path";
import { dataDirOf } from "../api/deps.ts";
import { projectRoot } from "../db/root.ts";

export { projectRoot };

export function releasesDir(): string {
  return resolve(projectRoot(), process.env.RELEASES_DIR ?? ".releases");
}

/** Absolute, whatever the working directory of the process that asks. */
export function dataDir(): string {
  return resolve(projectRoot(), dataDirOf(process.env));
}
