import type { Target } from "../../../domain/updates/state.ts";
import { isWorkerToPage, type PageToWorker } from "../../../protocol/messages.ts";
import { MESSAGE_VERSION } from "../../../protocol/versions.ts";
import { pageRelease } from "../page-host.ts";
import { liveTarget } from "./live-target.ts";

/** A worker that does not answer within this time is not well; it can still be replaced. */
const PATIENCE_MS = 2_000;
const NAMELESS: Target = { release: "?", deployment: 0 };

function ask(worker: ServiceWorker): Promise<Target | null> {
  return new Promise((resolve) => {
    const end = (target: Target | null) => {
      navigator.serviceWorker.removeEventListener("message", hear);
      clearTimeout(timer);
      resolve(target);
    };
    const hear = ({ source, data }: MessageEvent<unknown>) => {
      if (source !== worker || !isWorkerToPage(data) || data.type !== "STATE") return;
      end({ release: data.release, deployment: data.deployment });
    };
    const timer = setTimeout(() => end(null), PATIENCE_MS);
    navigator.serviceWorker.addEventListener("message", hear);
    const hello: PageToWorker = { type: "HELLO", version: MESSAGE_VERSION, release: pageRelease(), claimed: false };
    worker.postMessage(hello);
  });
}

/** What a worker brings: by its own word, else by the server's, since it was installed from there; never rejects. */
export async function targetOfWorker(worker: ServiceWorker): Promise<Target> {
  const own = await ask(worker);
  if (own && own.deployment > 0) return own;
  const live = await liveTarget();
  if (!own) return live ?? NAMELESS;
  return live?.release === own.release ? live : own;
}
