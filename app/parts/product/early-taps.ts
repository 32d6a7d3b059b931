/** A tap on "add to cart" that came before React did, with what was picked at that moment. */
export interface EarlyTap {
  readonly colour: string | null;
  readonly size: string | null;
}

declare global {
  interface Window {
    holdfastTaps?: { readonly taps: EarlyTap[]; readonly stop: () => void };
  }
}

/**
 * M4: written for the browser as it stands, so it uses nothing from outside. It keeps each tap to itself, since a tap
 * that reached React's own listener, too, would count twice.
 */
const RECORDER = `(() => {
  const taps = [];
  const picked = (name) => document.querySelector("[name=" + name + "]:checked")?.value ?? null;
  const hear = (event) => {
    const button = event.target.closest?.("button[data-add]");
    if (!button || button.ariaDisabled === "true") return;
    event.stopImmediatePropagation();
    if ("tapped" in button.dataset) return;
    button.dataset.tapped = "";
    taps.push({ colour: picked("colour"), size: picked("size") });
  };
  document.addEventListener("click", hear, true);
  window.holdfastTaps = { taps, stop: () => document.removeEventListener("click", hear, true) };
})()`;

/** The inline script that answers taps from the first paint on. */
export const EARLY_TAPS_SCRIPT = RECORDER.replace(/\n\s*/g, "");

/** Ends the recording and hands out what was tapped, once. */
export function takeEarlyTaps(): readonly EarlyTap[] {
  const recorder = window.holdfastTaps;
  recorder?.stop();
  return recorder?.taps.splice(0) ?? [];
}
