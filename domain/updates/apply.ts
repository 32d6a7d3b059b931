import { at, begin, failed, finish, rested, so, still, targetOf } from "./basics.ts";
import { keyOf, type Step, type Target, type UpdateEffect, type UpdateState } from "./state.ts";

export function onAccepted(state: UpdateState): Step {
  if (state.phase === "ready") return begin(state, "accepted");
  return state.phase === "failed" && state.manual ? begin(state, "by-hand") : still(state);
}

export function onDismissed(state: UpdateState): Step {
  const target = targetOf(state);
  if (state.phase !== "ready" || !target) return still(state);
  return so({ ...state, dismissed: true }, { do: "remember-dismissal", key: keyOf(target) });
}

export function onQuiet(state: UpdateState): Step {
  const target = targetOf(state);
  const may = state.phase === "ready" && state.dismissed && state.place === "shop" && target !== null;
  if (!may) return still(state);
  return state.spent.includes(keyOf(target)) && target.release !== state.page ? still(state) : begin(state, "quiet");
}

export function onReturned(state: UpdateState): Step {
  if (state.applying?.cause !== "quiet" || state.applying.stage === "leaving") return still(state);
  return so(rested(state), { do: "resume" });
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

export function onForced(state: UpdateState, cause: "skew" | "unrecoverable", target: Target | null): Step {
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
  // Nobody asked, so nobody is asked to help: it is tried again with the next page, or when nobody looks.
  const next = state.applying.cause === "quiet" ? rested(state) : failed(state, true);
  return so(next, { do: "resume" });
}
