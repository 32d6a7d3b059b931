/** What the reload that ends a clear-out is to say; it is kept in the address, since nothing else may be left. */
export type Cleared = "cleared" | "kept" | "wiped";

const MARKS: Readonly<Record<Cleared, string>> = {
  cleared: "#all-copies-gone",
  kept: "#copies-gone",
  wiped: "#everything-gone",
};
const SILENT = "-without-worker";

/** Loads this page anew, which then says what was done. */
export function reloadToSay(cleared: Cleared, silentWorker = false): void {
  window.location.hash = MARKS[cleared] + (silentWorker ? SILENT : "");
  window.location.reload();
}

/** What this load is to say; null when it is none of those. Says it once: another reload is a page like any other. */
export function takeCleared(): { readonly cleared: Cleared; readonly silentWorker: boolean } | null {
  const { hash, pathname, search } = window.location;
  const silentWorker = hash.endsWith(SILENT);
  const mark = silentWorker ? hash.slice(0, -SILENT.length) : hash;
  const cleared = (["cleared", "kept", "wiped"] as const).find((name) => MARKS[name] === mark);
  if (cleared === undefined) return null;
  window.history.replaceState(window.history.state, "", pathname + search);
  return { cleared, silentWorker };
}
