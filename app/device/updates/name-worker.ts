import type { Target } from "../../../domain/updates/state.ts";
import { askState } from "./ask-state.ts";
import { liveTarget } from "./live-target.ts";

/** One that tells nothing can still be replaced. */
const NAMELESS: Target = { release: "?", deployment: 0 };

async function find(worker: ServiceWorker): Promise<Target> {
  const [own, live] = await Promise.all([askState(worker), liveTarget()]);
  if (!own) return live ?? NAMELESS;
  // What a worker knows of deployments may be older than itself.
  return live?.release === own.release ? live : { release: own.release, deployment: own.deployment };
}

const names = new WeakMap<ServiceWorker, Promise<Target>>();

/** What a worker brings, the same for as long as this page lives: a second name would be worth a second reload (R6). Never rejects. */
export function targetOfWorker(worker: ServiceWorker): Promise<Target> {
  const known = names.get(worker) ?? find(worker);
  names.set(worker, known);
  return known;
}
