import { checkManifest } from "./check.ts";
import { lastCheck } from "./control.ts";
import { tell } from "./tell.ts";
import { distrust } from "./trust.ts";

/** I1: a file of a release is damaged at the source. Its tabs reload once, and get the last release that is whole. */
export async function reportDamage(release: string, url: string): Promise<void> {
  distrust(release, url);
  await reportLoss(release, url);
}

/** R10: a file that a release needs cannot be had; the tabs of that release alone are told. */
export async function reportLoss(release: string, url: string): Promise<void> {
  const deployment = (await lastCheck())?.deployment ?? 0;
  await tell({ type: "UNRECOVERABLE", release, deployment, url }, release);
  // K5: where files go missing, the worker itself may have been called off.
  await checkManifest();
}
