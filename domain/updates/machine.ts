import {
  onAccepted,
  onDismissed,
  onFollowed,
  onForced,
  onLate,
  onMoved,
  onQuiet,
  onReturned,
  onSaved,
} from "./apply.ts";
import { at, rested, so, sparesPayment, stay, still } from "./basics.ts";
import { onCheck, onChecked, onDropped, onFound, onRemoved, onTookOver, onWaiting } from "./news.ts";
import { keyOf, type Step, type UpdateEvent, type UpdateState } from "./state.ts";

/**
 * The update machine of one tab (R4, R5, R6): what happened in, what to do out; no clock, no browser. Phases go
 * idle → checking → downloading → ready → applying, with `failed` beside them.
 */
export function step(state: UpdateState, event: UpdateEvent): Step {
  if (state.applying?.stage === "leaving") return event.type === "stays" ? stay(state) : still(state);
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
      return onMoved(state, event.place);
    case "sends-over":
      return state.applying?.stage === "sends" ? so(at(state, "saving"), { do: "save" }) : still(state);
    case "saved":
      return onSaved(state);
    case "stays":
      return still(state);
    case "late":
      return onLate(state, event.stage);
    case "forced":
      return onForced(state, event.cause, event.target);
    case "removed":
      return onRemoved(state);
  }
}

/** What the shopper is shown: an offer, that it is being applied, a button to reload by hand, or nothing. */
export function offerOf(state: UpdateState): "none" | "offer" | "busy" | "manual" {
  if (sparesPayment(state)) return "none";
  if (state.phase === "applying") return state.applying?.cause === "quiet" && !state.forced ? "none" : "busy";
  if (state.phase === "failed") return state.manual ? "manual" : "none";
  return state.phase === "ready" && !state.dismissed && state.place !== "payment" ? "offer" : "none";
}
