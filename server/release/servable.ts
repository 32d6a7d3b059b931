import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJsonFile } from "../json-file.ts";
import { getRelease, isReleaseId, type ReleaseRecord, releaseDir } from "./catalogue.ts";

const NEEDED = ["host.mjs", "background.mjs", "sw.js", "safety-worker.js", "next/BUILD_ID", "next/server"];

/** Names of the files without which a release cannot serve; empty for a whole one. */
async function damageOf(id: string): Promise<string[]> {
  const missing = NEEDED.filter((name) => !existsSync(join(releaseDir(id), name)));
  const manifest = await readJsonFile<{ readonly id?: unknown }>(join(releaseDir(id), "sw-manifest.json"));
  return manifest?.id === id ? missing : [...missing, "sw-manifest.json"];
}

/** Null for a release that was never built, only half, or lost files since: whoever needs it builds it anew. */
export async function getServable(id: string): Promise<ReleaseRecord | null> {
  const record = await getRelease(id);
  return record !== null && (await damageOf(id)).length === 0 ? record : null;
}

/**
 * A release that can go live, or an error that tells the operator what is missing. It is looked at before anything is
 * switched: a half-written folder must never get as far as a visitor.
 */
export async function requireServable(id: string): Promise<ReleaseRecord> {
  if (!isReleaseId(id)) throw new Error(`${JSON.stringify(id)} is not the id of a release`);
  const record = await getRelease(id);
  if (record === null) throw new Error(`there is no complete release ${id}: it was never built, or only half`);
  const damage = await damageOf(id);
  if (damage.length === 0) return record;
  throw new Error(`release ${id} is damaged and stays out: ${damage.join(", ")} cannot be used. Build it anew.`);
}
