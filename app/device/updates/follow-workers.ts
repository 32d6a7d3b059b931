import type { UpdateEvent } from "../../../domain/updates/state.ts";
import { passedPhases, phaseOf, type WorkerPhase } from "../../../domain/updates/worker-phase.ts";
import { tellDocument } from "../tell-document.ts";
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
    tellDocument();
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
  worker.addEventListener("statechange", look);
  look();
}

/** Tells of every worker that takes control of this tab, but for the first of a page that came without one. */
function followControl(tell: Tell): void {
  let first = !navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    const { controller } = navigator.serviceWorker;
    if (!first && controller) void targetOfWorker(controller).then((target) => tell({ type: "took-over", target }));
    first = false;
  });
}

/** Follows every worker that comes after the one in charge; the first of all is no update and is passed over (R5). */
export function followWorkers(registration: ServiceWorkerRegistration, tell: Tell): void {
  if (registration.waiting) follow(registration, registration.waiting, tell);
  const onFound = () => {
    const { installing, active } = registration;
    if (!installing || !active) return;
    tell({ type: "found" });
    follow(registration, installing, tell);
  };
  registration.addEventListener("updatefound", onFound);
  onFound();
  followControl(tell);
}
