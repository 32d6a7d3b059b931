import { begin, failed, finish, hushed, rested, so, still, targetOf } from "./basics.ts";
import { keyOf, type Step, type Target, type UpdateEffect, type UpdateState } from "./state.ts";

/** The worker that was waited for is gone: what is left of an update is save and reload. */
function finishWithout(state: UpdateState): Step {
  if (state.applying?.stage === "finding") return begin(state, state.applying.cause, state.applying.target);
  return finish(state);
}

export function onCheck(state: UpdateState): Step {
  if (state.phase === "idle" || (state.phase === "failed" && !state.manual)) {
    return so({ ...state, phase: "checking" }, { do: "check" });
  }
  // Of several deploys the newest: something that waits already is no reason not to look.
  const looks = state.phase === "ready" || state.phase === "failed";
  return looks ? so(state, { do: "check" }) : still(state);
}

export function onChecked(state: UpdateState): Step {
  if (state.applying?.stage === "finding") return begin(state, state.applying.cause, state.applying.target);
  return still(state.phase === "checking" ? rested(state) : state);
}

export function onFound(state: UpdateState): Step {
  const next = { ...state, installing: true };
  const busy = state.applying !== null || state.phase === "ready" || state.manual;
  return still(busy ? next : rested(next));
}

/** A dismissed update came with this page: only its worker is missing, and nothing has to be loaded for it (R5). */
function isThere({ place, page }: UpdateState, { release }: Target): boolean {
  return place === "shop" && page === release;
}

/** What was put off holds for what comes in its place, in the next page, too: that may be of the newer release already. */
export function onWaiting(state: UpdateState, target: Target): Step {
  const key = keyOf(target);
  const { state: next, effects } = waitsInItsPlace(state, target);
  const remember: UpdateEffect[] =
    next.dismissed && state.dismissedKey !== key ? [{ do: "remember-dismissal", key }] : [];
  return { state: next, effects: [...remember, ...effects] };
}

function waitsInItsPlace(state: UpdateState, target: Target): Step {
  const waits = { ...state, installing: false, waiting: target, ahead: null };
  const dismissed = state.dismissed || state.dismissedKey === keyOf(target);
  const next = dismissed ? hushed(waits, target) : waits;
  const { applying } = state;
  if (!applying) return dismissed && isThere(next, target) ? begin(rested(next), "quiet") : still(rested(next));
  if (applying.stage === "finding") return begin(next, applying.cause, applying.target);
  // The one that was told to take over has been replaced by a newer one.
  return applying.stage === "control" ? so(next, { do: "skip-waiting" }) : still(next);
}

export function onDropped(state: UpdateState, worker: "installing" | "waiting"): Step {
  if (worker === "installing") {
    const next = { ...state, installing: false };
    if (state.applying?.stage === "finding") return begin(next, state.applying.cause, state.applying.target);
    if (state.applying || state.manual) return still(next);
    const rest = rested(next);
    return still(rest.phase === "idle" && state.installing ? failed(rest, false) : rest);
  }
  const gone = { ...state, waiting: null };
  if (!state.applying) return still(state.manual ? gone : rested(gone));
  const forced = { ...state.applying, target: state.applying.target ?? state.waiting };
  const next = { ...gone, applying: forced };
  return state.applying.stage === "control" ? finish(next) : still(next);
}

export function onTookOver(state: UpdateState, target: Target): Step {
  const next = { ...state, waiting: null, ahead: target.release === state.page ? null : target };
  if (state.applying?.stage === "control") return finish({ ...next, ahead: target });
  if (state.applying) return still({ ...next, ahead: target });
  // Another tab has accepted: this one goes on as it is (R5).
  return still(state.manual ? next : rested(next));
}

export function onRemoved(state: UpdateState): Step {
  const stays = state.applying ? { ...state.applying, target: targetOf(state) } : null;
  const next = { ...state, installing: false, waiting: null, ahead: null, applying: stays };
  if (!stays) return still(state.manual ? next : rested(next));
  return stays.stage === "control" || stays.stage === "finding" ? finishWithout(next) : still(next);
}
