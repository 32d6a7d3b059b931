import {
  type Cause,
  keyOf,
  type Stage,
  type Step,
  type Target,
  type UpdateEffect,
  type UpdateEvent,
  type UpdateState,
} from "./state.ts";

const still = (state: UpdateState): Step => ({ state, effects: [] });
const then = (state: UpdateState, ...effects: UpdateEffect[]): Step => ({ state, effects });

/** What an update would bring this tab to, or null. */
export function targetOf(state: UpdateState): Target | null {
  return state.waiting ?? state.ahead ?? state.applying?.target ?? null;
}

/** Where the tab stands when nothing is being applied. */
function rested(state: UpdateState): UpdateState {
  const phase = state.waiting || state.ahead ? "ready" : state.installing ? "downloading" : "idle";
  return { ...state, phase, applying: null, manual: false };
}

function failed(state: UpdateState, manual: boolean): UpdateState {
  return { ...state, phase: "failed", applying: null, manual };
}

function at(state: UpdateState, stage: Stage): UpdateState {
  return state.applying ? { ...state, applying: { ...state.applying, stage } } : state;
}

function begin(state: UpdateState, cause: Cause, target: Target | null = null): Step {
  const applying = { cause, stage: "sends", target } as const;
  const next: UpdateState = { ...state, phase: "applying", manual: false, applying };
  return then(next, { do: "quiesce" }, { do: "await-sends" });
}

/** R6: the one place that reloads. What the shopper did not ask for a second time is offered as a button. */
function finish(state: UpdateState): Step {
  const { applying, page, spent } = state;
  const target = targetOf(state);
  if (!applying || !target) return then(rested(state), { do: "resume" });
  const key = keyOf(target);
  // Nobody looks, and the tab is of that release already: the new worker was all that was missing.
  const needless = target.release === page && (applying.cause === "quiet" || spent.includes(key));
  if (needless) return then(rested({ ...state, waiting: null, ahead: null, dismissed: false }), { do: "resume" });
  if (spent.includes(key)) return then(failed(state, true), { do: "resume" });
  return then({ ...at(state, "leaving"), spent: [...spent, key] }, { do: "reload", key });
}

function onCheck(state: UpdateState): Step {
  if (state.phase === "idle" || (state.phase === "failed" && !state.manual)) {
    return then({ ...state, phase: "checking" }, { do: "check" });
  }
  // Of several deploys the newest: something that waits already is no reason not to look.
  const looks = state.phase === "ready" || state.phase === "failed";
  return looks ? then(state, { do: "check" }) : still(state);
}

function onChecked(state: UpdateState): Step {
  if (state.applying?.stage === "finding") return begin(state, state.applying.cause, state.applying.target);
  return still(state.phase === "checking" ? rested(state) : state);
}

function onFound(state: UpdateState): Step {
  const next = { ...state, installing: true };
  const busy = state.applying !== null || state.phase === "ready" || state.manual;
  return still(busy ? next : rested(next));
}

function onWaiting(state: UpdateState, target: Target): Step {
  const dismissed = state.dismissed || state.dismissedKey === keyOf(target);
  const next = { ...state, installing: false, waiting: target, ahead: null, dismissed };
  const { applying } = state;
  if (!applying) return still(rested(next));
  if (applying.stage === "finding") return begin(next, applying.cause, applying.target);
  // The one that was told to take over has been replaced by a newer one.
  return applying.stage === "control" ? then(next, { do: "skip-waiting" }) : still(next);
}

function onDropped(state: UpdateState, worker: "installing" | "waiting"): Step {
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

function onTookOver(state: UpdateState, target: Target): Step {
  const next = { ...state, waiting: null, ahead: target.release === state.page ? null : target };
  if (state.applying?.stage === "control") return finish({ ...next, ahead: target });
  if (state.applying) return still({ ...next, ahead: target });
  // Another tab has accepted: this one goes on as it is (R5).
  return still(state.manual ? next : rested(next));
}

function onForced(state: UpdateState, cause: "skew" | "unrecoverable", target: Target | null): Step {
  if (state.applying) return still(state);
  const wanted = state.waiting ?? target;
  // Without a name it could not be told from the last time, so only the shopper may go on.
  if (!wanted || state.spent.includes(keyOf(wanted))) return still(failed(state, true));
  if (state.waiting) return begin(state, cause, target);
  const applying = { cause, stage: "finding", target } as const;
  return then(
    { ...state, phase: "applying", manual: false, applying },
    { do: "check" },
    { do: "time", stage: "finding" },
  );
}

function onAccepted(state: UpdateState): Step {
  if (state.phase === "ready") return begin(state, "accepted");
  return state.phase === "failed" && state.manual ? begin(state, "by-hand") : still(state);
}

function onQuiet(state: UpdateState): Step {
  const target = targetOf(state);
  const may = state.phase === "ready" && state.dismissed && state.place === "shop" && target !== null;
  if (!may) return still(state);
  return state.spent.includes(keyOf(target)) && target.release !== state.page ? still(state) : begin(state, "quiet");
}

function onReturned(state: UpdateState): Step {
  if (state.applying?.cause !== "quiet" || state.applying.stage === "leaving") return still(state);
  return then(rested(state), { do: "resume" });
}

function onFollowed(state: UpdateState, href: string, place: UpdateState["place"]): Step {
  const may = state.phase === "ready" && state.dismissed && state.place === "shop" && place === "shop";
  if (!may) return still(state);
  const going: UpdateState = {
    ...state,
    phase: "applying",
    applying: { cause: "quiet", stage: "leaving", target: targetOf(state) },
  };
  // The shopper leaves this page anyway, so nothing has to be brought back to it.
  const skip: UpdateEffect[] = state.waiting ? [{ do: "quiesce" }, { do: "skip-waiting" }] : [];
  return then(going, ...skip, { do: "go", href });
}

function onSaved(state: UpdateState): Step {
  if (state.applying?.stage !== "saving") return still(state);
  if (state.applying.cause === "by-hand") return then(at(state, "leaving"), { do: "reload", key: null });
  if (!state.waiting) return finish(state);
  return then(at(state, "control"), { do: "skip-waiting" }, { do: "time", stage: "control" });
}

function onLate(state: UpdateState, stage: "finding" | "control"): Step {
  if (state.applying?.stage !== stage) return still(state);
  if (stage === "finding") return begin(state, state.applying.cause, state.applying.target);
  return then(failed(state, true), { do: "resume" });
}

function onRemoved(state: UpdateState): Step {
  const stays = state.applying ? { ...state.applying, target: targetOf(state) } : null;
  const next = { ...state, installing: false, waiting: null, ahead: null, applying: stays };
  if (!stays) return still(state.manual ? next : rested(next));
  return stays.stage === "control" || stays.stage === "finding" ? finishWithout(next) : still(next);
}

/** The worker that was waited for is gone: what is left of an update is save and reload. */
function finishWithout(state: UpdateState): Step {
  if (state.applying?.stage === "finding") return begin(state, state.applying.cause, state.applying.target);
  return finish(state);
}

/**
 * The update machine of one tab (R4, R5, R6): what happened in, what to do out; no clock, no browser. Phases go
 * idle → checking → downloading → ready → applying, with `failed` beside them.
 */
export function step(state: UpdateState, event: UpdateEvent): Step {
  if (state.applying?.stage === "leaving") return still(state);
  switch (event.type) {
    case "check":
      return onCheck(state);
    case "nothing-new":
    case "check-failed":
      return onChecked(state);
    case "found":
      return onFound(state);
    case "waiting":
      return onWaiting(state, event.target);
    case "dropped":
      return onDropped(state, event.worker);
    case "took-over":
      return onTookOver(state, event.target);
    case "stale":
      return state.applying || state.waiting || state.manual
        ? still(state)
        : still(rested({ ...state, ahead: event.target, dismissed: state.dismissedKey === keyOf(event.target) }));
    case "accepted":
      return onAccepted(state);
    case "dismissed":
      return onDismissed(state);
    case "quiet":
      return onQuiet(state);
    case "returned":
      return onReturned(state);
    case "followed":
      return onFollowed(state, event.href, event.place);
    case "moved":
      return still({ ...state, place: event.place });
    case "sends-over":
      return state.applying?.stage === "sends" ? then(at(state, "saving"), { do: "save" }) : still(state);
    case "saved":
      return onSaved(state);
    case "late":
      return onLate(state, event.stage);
    case "forced":
      return onForced(state, event.cause, event.target);
    case "removed":
      return onRemoved(state);
  }
}

function onDismissed(state: UpdateState): Step {
  const target = targetOf(state);
  if (state.phase !== "ready" || !target) return still(state);
  return then({ ...state, dismissed: true }, { do: "remember-dismissal", key: keyOf(target) });
}

/** What the shopper is shown: an offer, that it is being applied, a button to reload by hand, or nothing. */
export function offerOf(state: UpdateState): "none" | "offer" | "busy" | "manual" {
  if (state.phase === "applying") return state.applying?.cause === "quiet" ? "none" : "busy";
  if (state.phase === "failed") return state.manual ? "manual" : "none";
  return state.phase === "ready" && !state.dismissed && state.place !== "payment" ? "offer" : "none";
}
