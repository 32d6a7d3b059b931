import type { WorkerToPage } from "../../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";
import { pageRelease } from "../page-host.ts";
import { tellFollowed } from "./followed.ts";
import { spend } from "./spent.ts";

/** Takes what the worker says to this page, with the port that it wants to be answered on. */
export type Hear = (message: WorkerToPage, port?: MessagePort) => void;

const early: Parameters<Hear>[] = [];
let hear: Hear | null = null;
let loading = false;

/** R10: what is missing may be the engine itself; then the same guard lets this tab reload once without it. */
function reloadWithoutEngine(): void {
  for (const [message] of early.splice(0)) {
    const { type } = message;
    if (type === "UNRECOVERABLE" && spend(`${message.release}@${message.deployment}`)) location.reload();
  }
}

/** Fetches what negotiates updates, apart from the page's own scripts: no page waits for it. */
export function followUpdates(): void {
  if (loading) return;
  loading = true;
  import("./engine.ts")
    .then(({ startEngine }) => startEngine())
    .then((take) => {
      hear = take;
      for (const news of early.splice(0)) take(...news);
      tellFollowed();
    })
    .catch((error: unknown) => {
      loading = false;
      console.info("Updates are not followed", error);
      reloadWithoutEngine();
    });
}

/** Hands on what the worker says of updates, or keeps it until they are followed. */
export const reportUpdate: Hear = (...news) => {
  if (hear) {
    hear(...news);
    return;
  }
  early.push(news);
  followUpdates();
};

/** R7: the server refused this page's version; the page tells itself what the worker would. */
export function reportSkew(): void {
  const release = pageRelease();
  reportUpdate({ type: "FORCE_RELOAD_REQUIRED", version: MESSAGE_VERSION, release, deployment: 0, reason: "refused" });
}
