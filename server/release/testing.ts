import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ReleaseRecord } from "./catalogue.ts";

/** Writes what a build leaves of a release, as far as the host needs it, into a folder; `files` adds to it or replaces. */
export function writeRelease(dir: string, record: ReleaseRecord, files: Readonly<Record<string, string>> = {}): void {
  const whole = {
    "host.mjs": "",
    "background.mjs": "",
    "sw.js": "worker",
    "safety-worker.js": "safety worker",
    "next/BUILD_ID": "",
    "next/server/app.js": "",
    "sw-manifest.json": JSON.stringify({ id: record.id }),
    "release.json": JSON.stringify(record),
    ...files,
  };
  for (const [name, text] of Object.entries(whole)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
}
