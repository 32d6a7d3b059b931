import { resolve } from "node:path";

/** The project's folder: the bundled host runs from inside a release, so the location of this file does not tell. */
export function projectRoot(): string {
  return resolve(process.env.HOLDFAST_ROOT ?? process.cwd());
}

export function releasesDir(): string {
  return resolve(projectRoot(), process.env.RELEASES_DIR ?? ".releases");
}

export function dataDir(): string {
  return resolve(projectRoot(), process.env.DATA_DIR ?? ".data");
}
