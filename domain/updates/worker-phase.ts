/** The life of one worker beside the active one (W3C Service Workers, section 3.1); `waiting` is the browser's "installed". */
export type WorkerPhase = "installing" | "waiting" | "activating" | "activated" | "redundant";

/** Where each phase may lead; a worker never goes back (R4). */
export const WORKER_EDGES: Readonly<Record<WorkerPhase, readonly WorkerPhase[]>> = {
  installing: ["waiting", "redundant"],
  waiting: ["activating", "redundant"],
  activating: ["activated", "redundant"],
  activated: ["redundant"],
  redundant: [],
};

const PHASE_OF_STATE: Readonly<Record<string, WorkerPhase>> = {
  parsed: "installing",
  installing: "installing",
  installed: "waiting",
  activating: "activating",
  activated: "activated",
  redundant: "redundant",
};

/** The phase that a `ServiceWorker.state` stands for; a state that no specification knows counts as redundant. */
export function phaseOf(state: string): WorkerPhase {
  return PHASE_OF_STATE[state] ?? "redundant";
}

/**
 * Every phase that a worker has passed since it was last seen, in order: a page that was busy hears of a state when the
 * worker has gone on already. Empty when nothing has happened.
 */
export function passedPhases(from: WorkerPhase, to: WorkerPhase): readonly WorkerPhase[] {
  if (from === to) return [];
  for (const next of WORKER_EDGES[from]) {
    if (next === to) return [next];
  }
  const [forward] = WORKER_EDGES[from];
  if (forward === undefined || forward === "redundant") return [];
  const rest = passedPhases(forward, to);
  return rest.length > 0 ? [forward, ...rest] : [];
}
