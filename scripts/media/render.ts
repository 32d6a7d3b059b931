import { rmSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { render } from "./encode.ts";
import { isFresh, orphans, outOfDate, publicDir, readManifest, writeManifest } from "./manifest.ts";
import { hashOf, plan } from "./plan.ts";

const jobs = plan();

if (process.argv.includes("--check")) {
  const problems = outOfDate(jobs);
  for (const problem of problems) console.error(problem);
  console.log(
    problems.length === 0 ? `${jobs.length} pictures match their drawings.` : `${problems.length} out of date.`,
  );
  process.exit(problems.length === 0 ? 0 : 1);
}

// One thread for each of the two workers below leaves the machine usable meanwhile.
sharp.concurrency(1);

for (const file of orphans(jobs)) rmSync(join(publicDir, file));

const known = new Set(jobs.map((job) => job.base));
const manifest = Object.fromEntries(Object.entries(readManifest()).filter(([base]) => known.has(base)));
const stale = jobs.filter((job) => !isFresh(job, manifest));
const queue = stale.values();
let done = 0;

async function work(): Promise<void> {
  for (const job of queue) {
    await render(job);
    manifest[job.base] = hashOf(job);
    done += 1;
    // Saved often, so that an interrupted run is not lost.
    if (done % 20 === 0) writeManifest(manifest);
  }
}

await Promise.all([work(), work()]);
writeManifest(manifest);
console.log(`${stale.length} rendered, ${jobs.length - stale.length} already fresh.`);
