import { untilDone, watchTouch } from "./until.ts";

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Scrolls to where the shopper was as soon as the page is long enough, unless it is over before. */
export function returnTo({ x, y }: Place, isOver: () => boolean): void {
  untilDone(() => {
    if (document.documentElement.scrollHeight - window.innerHeight < y) return false;
    if (window.scrollY !== y) window.scrollTo({ left: x, top: y, behavior: "instant" });
    return true;
  }, isOver);
}

/**
 * Has Back and Forward end where the shopper was, also where the page is made anew: the browser scrolls at once, and only
 * as far down as the page reaches that is being left. Browsers without the Navigation API leave it at that.
 */
export function watchWayBack(): void {
  if (!("navigation" in window)) return;
  const { navigation } = window;
  const places = new Map<string, Place>();
  const here = () => navigation.currentEntry?.key ?? "";
  const note = () => places.set(here(), { x: window.scrollX, y: window.scrollY });
  // The shopper may have scrolled before this was here.
  note();
  window.addEventListener("scroll", note, { passive: true });
  window.addEventListener("popstate", () => {
    const key = here();
    const place = places.get(key);
    if (!place) return;
    const isTouched = watchTouch();
    // By the next frame the browser has done it where the page was at hand.
    requestAnimationFrame(() => returnTo(place, () => isTouched() || here() !== key));
  });
}
