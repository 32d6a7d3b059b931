import { deviceDatabase } from "../offline/database.ts";
import { queueCounts } from "../offline/outbox.ts";
import type { WorkerToPage } from "../protocol/messages.ts";
import { RELEASE_ID } from "../protocol/release.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { pinOf, windows, windowsOf } from "./clients.ts";
import { lastCheck } from "./control.ts";
import { nonceFor } from "./nonces.ts";
import { currentMode } from "./trust.ts";

type WithoutVersion<M> = M extends unknown ? Omit<M, "version"> : never;
/** What is told to several tabs alike. */
export type News = WithoutVersion<Exclude<WorkerToPage, { type: "STATE" }>>;

/** STATE for one tab. */
export async function stateFor(client: string): Promise<WorkerToPage> {
  const [waiting, pin, check] = await Promise.all([
    // The queue is somebody else's database; a state without it is better than none.
    deviceDatabase()
      .then(queueCounts)
      .then((counts) => counts.waiting)
      .catch(() => 0),
    pinOf(client),
    lastCheck(),
  ]);
  return {
    type: "STATE",
    version: MESSAGE_VERSION,
    release: RELEASE_ID,
    deployment: check?.deployment ?? 0,
    waiting,
    ...currentMode(),
    pinned: pin?.release ?? null,
    substituted: pin?.substituted ?? false,
    nonce: nonceFor(client),
  };
}

export async function tellState(): Promise<void> {
  for (const client of await windows()) client.postMessage(await stateFor(client.id));
}

export function addressed(news: News): WorkerToPage {
  return { version: MESSAGE_VERSION, ...news } as WorkerToPage;
}

/** Tells every tab, or only those that run one release. */
export async function tell(news: News, release?: string): Promise<void> {
  const message = addressed(news);
  for (const client of await (release === undefined ? windows() : windowsOf(release))) client.postMessage(message);
}

/** R7: the server no longer speaks with this worker's release, so its tabs have to update. */
export async function tellTooOld(): Promise<void> {
  const reason = "too old for the shop";
  const deployment = (await lastCheck())?.deployment ?? 0;
  await tell({ type: "FORCE_RELOAD_REQUIRED", release: RELEASE_ID, deployment, reason }, RELEASE_ID);
}
