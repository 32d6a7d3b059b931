import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJsonFile } from "../json-file.ts";
import { getRelease, isReleaseId, type ReleaseRecord, releaseDir } from "./catalogue.ts";

const NEEDED = ["host.mjs", "background.mjs", "sw.js", "safety-worker.js", "next/BUILD_ID", "next/server"];

/**
 * A release that can go live, or an error that tells the operator what is missing. It is looked at before anything is
 * switched: a half-written folder must never get as far as a visitor.
 */
export async function requireServable(id: string): Promise<ReleaseRecord> {
  if (!isReleaseId(id)) throw new Error(`${JSON.stringify(id)} is not the id of a release`);
  const record = await getRelease(id);
  if (record === null) throw new Error(`there is no complete release ${id}: it was never built, or only half`);
  const missing = NEEDED.filter((name) => !existsSync(join(releaseDir(id), name)));
  const manifest = await readJsonFile<{ readonly id?: unknown }>(join(releaseDir(id), "sw-manifest.json"));
  if (manifest?.id !== id) missing.push("sw-manifest.json");
  if (missing.length === 0) return record;
  throw new Error(`release ${id} is damaged and stays out: ${missing.join(", ")} cannot be used. Build it anew.`);
}
