import { type Cause, keyOf, type Stage, type Step, type Target, type UpdateEffect, type UpdateState } from "./state.ts";

export const still = (state: UpdateState): Step => ({ state, effects: [] });

export const so = (state: UpdateState, ...effects: UpdateEffect[]): Step => ({ state, effects });

/** What an update would bring this tab to, or null. */
export function targetOf(state: UpdateState): Target | null {
  return state.waiting ?? state.ahead ?? state.applying?.target ?? null;
}

/** Where the tab stands when nothing is being applied. */
export function rested(state: UpdateState): UpdateState {
  const phase = state.waiting || state.ahead ? "ready" : state.installing ? "downloading" : "idle";
  return { ...state, phase, applying: null, manual: false };
}

export function failed(state: UpdateState, manual: boolean): UpdateState {
  return { ...state, phase: "failed", applying: null, manual };
}

/** The page could not go: the shopper may still have it go by a button. */
export function stay(state: UpdateState): Step {
  return so(failed(state, true), { do: "resume" });
}

/** Whether the shopper pays, and the tab can let them (R5). */
export function sparesPayment({ place, forced }: UpdateState): boolean {
  return place === "payment" && !forced;
}

export function hushed(state: UpdateState, target: Target): UpdateState {
  return { ...state, dismissed: true, dismissedKey: keyOf(target) };
}

export function at(state: UpdateState, stage: Stage): UpdateState {
  return state.applying ? { ...state, applying: { ...state.applying, stage } } : state;
}

export function begin(state: UpdateState, cause: Cause, target: Target | null = null): Step {
  const applying = { cause, stage: "sends", target } as const;
  const next: UpdateState = { ...state, phase: "applying", manual: false, applying };
  return so(next, { do: "quiesce" }, { do: "await-sends" });
}

/** R6: the one place that reloads. What the shopper did not ask for a second time is offered as a button. */
export function finish(state: UpdateState): Step {
  const { applying, page, spent } = state;
  const target = targetOf(state);
  if (!applying || !target) return so(rested(state), { do: "resume" });
  const key = keyOf(target);
  // Nobody looks, and the tab is of that release already: the new worker was all that was missing.
  const needless = target.release === page && (applying.cause === "quiet" || spent.includes(key));
  if (needless) {
    const up = { ...state, waiting: null, ahead: null, dismissed: false };
    // Nobody asked for it, and it was no help to a page that cannot go on as it is.
    return so(state.forced && applying.cause === "quiet" ? failed(up, true) : rested(up), { do: "resume" });
  }
  if (spent.includes(key)) return so(failed(state, true), { do: "resume" });
  return so({ ...at(state, "leaving"), spent: [...spent, key] }, { do: "reload", key });
}
