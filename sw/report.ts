import { clientCounts } from "./clients.ts";
import { lastCheck } from "./control.ts";
import { releasesHere } from "./releases.ts";

/** Per release on this device, the newest first: whether all of its files are here, how many of them, and how many tabs run it. */
export async function releaseReport(): Promise<Record<string, { complete: boolean; files: string; clients: number }>> {
  const [here, counts] = await Promise.all([releasesHere(), clientCounts()]);
  const report = new Map(
    here.map(({ release, complete, held, listed }) => [
      release,
      { complete, files: `${held} of ${listed}`, clients: counts.get(release) ?? 0 },
    ]),
  );
  return Object.fromEntries(report);
}

/** What the server last said is live, and when. */
export async function liveReport(): Promise<{ release: string; deployment: number; at: string } | null> {
  const check = await lastCheck();
  return check && { release: check.release, deployment: check.deployment, at: new Date(check.at).toISOString() };
}
