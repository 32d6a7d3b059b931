import { RELEASE_ID } from "../protocol/release.ts";
import { isLite } from "./budget.ts";
import { lastCheck } from "./control.ts";
import { isIdleStopped } from "./idle.ts";
import { copyUnchanged, DamagedRelease, fetchOwn, withoutPresent } from "./install.ts";
import { listOf } from "./releases.ts";
import { savesData } from "./saves-data.ts";
import { reportDamage } from "./trouble.ts";
import { currentMode, damagedFilesOf, mended, trust } from "./trust.ts";

/**
 * R3: brings what this release lists and the device does not have whole: its `lazy` files, and whatever was lost or spoilt
 * since. With save-data only what an older release has here already, that is what was used before; in lite mode nothing.
 */
export async function completeRelease(): Promise<void> {
  const list = await listOf(RELEASE_ID);
  if (list === null || (await isLite())) return;
  const missing = await copyUnchanged(await withoutPresent([...list].map(([url, sha384]) => ({ url, sha384 }))));
  if (savesData() && missing.length > 0) return;
  for (const file of missing) {
    if (isIdleStopped()) return;
    try {
      await fetchOwn(file);
    } catch (error) {
      if (error instanceof DamagedRelease) await reportDamage(RELEASE_ID, file.url);
      throw error;
    }
    mended(RELEASE_ID, file.url);
  }
  // The live release is this one, and whole: what was damaged is over (I1).
  if (currentMode().mode === "EXISTING_CLIENTS_ONLY" && (await lastCheck())?.release === RELEASE_ID) {
    for (const url of damagedFilesOf(RELEASE_ID)) mended(RELEASE_ID, url);
    trust(RELEASE_ID);
  }
}
