import { hasTouchedFields } from "./fields.ts";

/** So long without a touch is idle. */
const IDLE_MS = 5_000;

/**
 * Reports when the tab is idle, hidden and clean, the only moment for a dismissed update to come by itself (R5), and when
 * the shopper looks again. The answered function has the wait begin anew.
 */
export function watchQuiet(report: (quiet: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    if (document.visibilityState !== "hidden") return;
    timer = setTimeout(() => {
      if (document.visibilityState === "hidden" && !hasTouchedFields()) report(true);
    }, IDLE_MS);
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") report(false);
    wait();
  });
  for (const type of ["input", "keydown", "pointerdown"]) window.addEventListener(type, wait, true);
  wait();
  return wait;
}
