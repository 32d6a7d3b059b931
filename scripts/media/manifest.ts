import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf, type Job } from "./plan.ts";

export const publicDir = join(import.meta.dirname, "../../public");
const manifestFile = join(publicDir, "media/manifest.json");

/** Picture base → hash of its drawing and encoder settings. */
export type Manifest = Record<string, string>;

export function readManifest(): Manifest {
  if (!existsSync(manifestFile)) return {};
  const parsed: unknown = JSON.parse(readFileSync(manifestFile, "utf8"));
  if (typeof parsed !== "object" || parsed === null) throw new Error("public/media/manifest.json is not an object");
  return Object.fromEntries(Object.entries(parsed).map(([base, hash]) => [base, String(hash)]));
}

export function writeManifest(manifest: Manifest): void {
  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(manifestFile, `${JSON.stringify(sorted, null, 1)}\n`);
}

/** A job is fresh when its hash is recorded and each of its files exists. */
export const isFresh = (job: Job, manifest: Manifest): boolean =>
  manifest[job.base] === hashOf(job) && job.files.every(({ file }) => existsSync(join(publicDir, file)));

/** Files under public/media and public/icons that no job makes. */
export function orphans(jobs: readonly Job[]): string[] {
  const wanted = new Set(jobs.flatMap((job) => job.files.map(({ file }) => file)));
  wanted.add("media/manifest.json");
  return ["media", "icons"]
    .filter((folder) => existsSync(join(publicDir, folder)))
    .flatMap((folder) =>
      readdirSync(join(publicDir, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
    )
    .filter((file) => statSync(join(publicDir, file)).isFile() && !wanted.has(file));
}

/** Everything that keeps the committed pictures from matching the drawings; empty when all is well. */
export function outOfDate(jobs: readonly Job[]): string[] {
  const manifest = readManifest();
  const known = new Set(jobs.map((job) => job.base));
  return [
    ...jobs.filter((job) => !isFresh(job, manifest)).map((job) => `stale: ${job.base}`),
    ...Object.keys(manifest)
      .filter((base) => !known.has(base))
      .map((base) => `no longer drawn: ${base}`),
    ...orphans(jobs).map((file) => `orphan: ${file}`),
  ];
}
