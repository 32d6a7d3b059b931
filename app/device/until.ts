/** What has not appeared by then is not on this page any more. */
const PATIENCE_MS = 15_000;

/** Calls `again` at once and after every change of the page, until it answers true, it is over, or the patience ends. */
export function untilDone(again: () => boolean, isOver: () => boolean): void {
  if (isOver() || again()) return;
  const observer = new MutationObserver(() => {
    if (isOver() || again()) end();
  });
  const timer = setTimeout(() => end(), PATIENCE_MS);
  const end = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  observer.observe(document.body, { childList: true, subtree: true });
}

/** Answers whether the shopper has taken over since. */
export function watchTouch(): () => boolean {
  let touched = false;
  const touch = () => {
    touched = true;
  };
  for (const type of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    window.addEventListener(type, touch, { once: true, capture: true, passive: true });
  }
  return () => touched;
}
