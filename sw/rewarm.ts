import { RELEASE_ID } from "../protocol/release.ts";
import { isLite } from "./budget.ts";
import { releasesInUseNow } from "./clients.ts";
import { fetchDocument } from "./documents.ts";
import { isIdleStopped } from "./idle.ts";
import { shellPathOf } from "./manifest.ts";
import { dropPages, keptAddresses, olderPages, pageOf } from "./pages.ts";
import { savesData } from "./saves-data.ts";

/** Brings the pages that were visited in an older release in the live one; false when it could not be done to the end. */
async function rewarm(event: ExtendableEvent, release: string): Promise<boolean> {
  for (const address of await keptAddresses(release)) {
    if (isIdleStopped()) return false;
    if (shellPathOf(new URL(address)) !== null || (await pageOf("pages", RELEASE_ID, address))) continue;
    const response = await fetchDocument(event, address);
    // A shop in trouble is left alone, and the old copies stay.
    if (response.status >= 500) return false;
  }
  return true;
}

/**
 * C2: a deploy never empties the offline shop: the pages of older releases go only when they were fetched anew, and only
 * those of releases that no tab runs.
 */
export async function rewarmPages(event: ExtendableEvent): Promise<void> {
  const older = await olderPages();
  if (older.length === 0 || savesData() || (await isLite())) return;
  const inUse = await releasesInUseNow(Date.now());
  for (const release of older) {
    if (!(await rewarm(event, release))) return;
    if (inUse !== null && !inUse.has(release)) await dropPages(release);
  }
}
