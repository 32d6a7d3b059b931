import { at, begin, failed, finish, hushed, rested, so, sparesPayment, still, targetOf } from "./basics.ts";
import type { Place } from "./places.ts";
import { keyOf, type Step, type Target, type UpdateEffect, type UpdateState } from "./state.ts";

export function onAccepted(state: UpdateState): Step {
  if (sparesPayment(state)) return still(state);
  if (state.phase === "ready") return begin(state, "accepted");
  return state.phase === "failed" && state.manual ? begin(state, "by-hand") : still(state);
}

export function onDismissed(state: UpdateState): Step {
  const target = targetOf(state);
  if (state.phase !== "ready" || !target) return still(state);
  return so(hushed(state, target), { do: "remember-dismissal", key: keyOf(target) });
}

export function onQuiet(state: UpdateState): Step {
  const target = targetOf(state);
  const may = state.phase === "ready" && state.dismissed && state.place === "shop" && target !== null;
  if (!may) return still(state);
  return state.spent.includes(keyOf(target)) && target.release !== state.page ? still(state) : begin(state, "quiet");
}

export function onReturned(state: UpdateState): Step {
  if (state.applying?.cause !== "quiet" || state.forced) return still(state);
  return so(rested(state), { do: "resume" });
}

/** Somebody who goes on to pay while an update is coming is not cut short by it; it is offered again afterwards (R5). */
export function onMoved(state: UpdateState, place: Place): Step {
  const next = { ...state, place };
  if (!state.applying || !sparesPayment(next)) return still(next);
  return so(state.applying.cause === "by-hand" ? failed(next, true) : rested(next), { do: "resume" });
}

export function onFollowed(state: UpdateState, href: string, place: UpdateState["place"]): Step {
  const may = state.phase === "ready" && state.dismissed && state.place === "shop" && place === "shop";
  if (!may) return still(state);
  const going: UpdateState = {
    ...state,
    phase: "applying",
    applying: { cause: "quiet", stage: "leaving", target: targetOf(state) },
  };
  // The shopper leaves this page anyway, so nothing has to be brought back to it.
  const skip: UpdateEffect[] = state.waiting ? [{ do: "quiesce" }, { do: "skip-waiting" }] : [];
  return so(going, ...skip, { do: "go", href });
}

export function onForced(before: UpdateState, cause: "skew" | "unrecoverable", target: Target | null): Step {
  const state = { ...before, forced: true };
  if (state.applying) return still(state);
  const wanted = state.waiting ?? target;
  // Without a name it could not be told from the last time, so only the shopper may go on.
  if (!wanted || state.spent.includes(keyOf(wanted))) return still(failed(state, true));
  // What is missing is missing now: a newer worker is worth no wait (R10).
  if (state.waiting || cause === "unrecoverable") return begin(state, cause, target);
  const applying = { cause, stage: "finding", target } as const;
  return so(
    { ...state, phase: "applying", manual: false, applying },
    { do: "check" },
    { do: "time", stage: "finding" },
  );
}

export function onSaved(state: UpdateState): Step {
  if (state.applying?.stage !== "saving") return still(state);
  if (state.applying.cause === "by-hand") return so(at(state, "leaving"), { do: "reload", key: null });
  if (!state.waiting) return finish(state);
  return so(at(state, "control"), { do: "skip-waiting" }, { do: "time", stage: "control" });
}

export function onLate(state: UpdateState, stage: "finding" | "control"): Step {
  if (state.applying?.stage !== stage) return still(state);
  if (stage === "finding") return begin(state, state.applying.cause, state.applying.target);
  // Nobody asked, so nobody is asked to help: it is tried again with the next page, or when nobody looks. A page that cannot go on has no such time.
  const next = state.applying.cause === "quiet" && !state.forced ? rested(state) : failed(state, true);
  return so(next, { do: "resume" });
}
