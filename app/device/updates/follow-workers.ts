import type { UpdateEvent } from "../../../domain/updates/state.ts";
import { passedPhases, phaseOf, type WorkerPhase } from "../../../domain/updates/worker-phase.ts";
import { targetOfWorker } from "./name-worker.ts";

type Tell = (event: UpdateEvent) => void;

/** Tells of a worker that waits, once it has a name; another may have taken its place by then. */
async function offer(registration: ServiceWorkerRegistration, worker: ServiceWorker, tell: Tell): Promise<void> {
  const target = await targetOfWorker(worker);
  if (registration.waiting === worker) tell({ type: "waiting", target });
}

function follow(registration: ServiceWorkerRegistration, worker: ServiceWorker, tell: Tell): void {
  let phase: WorkerPhase = "installing";
  const look = () => {
    for (const next of passedPhases(phase, phaseOf(worker.state))) {
      const from = phase;
      phase = next;
      if (next === "waiting") void offer(registration, worker, tell);
      if (next === "redundant" && from === "installing") tell({ type: "dropped", worker: "installing" });
      if (next === "redundant" && from === "waiting" && !registration.waiting) {
        tell({ type: "dropped", worker: "waiting" });
      }
    }
  };
  tell({ type: "found" });
  worker.addEventListener("statechange", look);
  look();
}

/** Follows every worker that comes after the one in charge; the first of all is no update and is passed over (R5). */
export function followWorkers(registration: ServiceWorkerRegistration, tell: Tell): void {
  const { waiting } = registration;
  if (waiting) {
    void offer(registration, waiting, tell);
    waiting.addEventListener("statechange", () => {
      if (waiting.state === "redundant" && !registration.waiting) tell({ type: "dropped", worker: "waiting" });
    });
  }
  const onFound = () => {
    if (registration.installing && registration.active) follow(registration, registration.installing, tell);
  };
  registration.addEventListener("updatefound", onFound);
  onFound();
}
