import type { WorkerToPage } from "../protocol/messages.ts";
import { checkManifest } from "./check.ts";
import { lastCheck } from "./control.ts";
import { addressed, type News, tell } from "./tell.ts";
import { distrust } from "./trust.ts";

/** I1: a file of a release is damaged at the source. Its tabs reload once, and get the last release that is whole. */
export async function reportDamage(release: string, url: string): Promise<void> {
  distrust(release, url);
  await reportLoss(release, url);
}

/** How long a tab may take from its first script to its first word. */
const RECENT_MS = 10_000;
const troubles = new Map<string, { readonly at: number; readonly news: News }>();

/** What the tabs of a release were told a moment ago, for one that says HELLO after it; undefined for nothing. */
export function recentTroubleOf(release: string): WorkerToPage | undefined {
  const trouble = troubles.get(release);
  return trouble && performance.now() - trouble.at < RECENT_MS ? addressed(trouble.news) : undefined;
}

/** R10: a file that a release needs cannot be had; the tabs of that release alone are told. */
export async function reportLoss(release: string, url: string): Promise<void> {
  const deployment = (await lastCheck())?.deployment ?? 0;
  const news: News = { type: "UNRECOVERABLE", release, deployment, url };
  troubles.set(release, { at: performance.now(), news });
  await tell(news, release);
  // K5: where files go missing, the worker itself may have been called off.
  await checkManifest();
}
