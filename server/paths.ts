import { resolve } from "node:path";
import { dataDirOf, projectRoot } from "../db/root.ts";

export { projectRoot };

export function releasesDir(): string {
  return resolve(projectRoot(), process.env.RELEASES_DIR ?? ".releases");
}

export const dataDir = (): string => dataDirOf();
