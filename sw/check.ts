import { RELEASE_ID } from "../protocol/release.ts";
import type { SwManifest } from "../protocol/sw-manifest.ts";
import { API_VERSION } from "../protocol/versions.ts";
import { lastCheck, missingSince, noteCheck, noteMissing } from "./control.ts";
import { selfDestruct } from "./destruct.ts";
import { missingManifest } from "./manifest-sightings.ts";
import { keepManifest } from "./releases.ts";
import { askManifest } from "./server-manifest.ts";
import { tell, tellTooOld } from "./tell.ts";

async function takeManifest(manifest: SwManifest, now: number): Promise<void> {
  const { id: release, deployment, minApiVersion, kill } = manifest;
  await noteMissing(null);
  if (kill) return selfDestruct("the shop switched its worker off");
  const before = await lastCheck();
  await noteCheck({ at: now, release, deployment });
  if (release === RELEASE_ID) return keepManifest(manifest);
  if (before?.release !== release || before.deployment !== deployment) {
    await tell({ type: "UPDATE_AVAILABLE", release, deployment });
  }
  if (minApiVersion > API_VERSION) await tellTooOld();
}

/**
 * Asks what is live (R3) and whether there is to be a worker at all (K1): a manifest that is gone twice a minute apart, or
 * says so, ends this worker. Whatever else the network brings, a 5xx, HTML, half a manifest or nothing, changes nothing.
 */
export async function checkManifest(now: number = Date.now()): Promise<void> {
  const answer = await askManifest();
  if (answer.kind === "manifest") return takeManifest(answer.manifest, now);
  if (answer.kind === "nothing") return;
  const sighting = missingManifest(await missingSince(), now);
  if (sighting === "note") await noteMissing(now);
  if (sighting === "leave") await selfDestruct("the shop has no worker any more");
}
