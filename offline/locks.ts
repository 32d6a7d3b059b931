/** Held for every call that is answered by owner, so that one device cookie is minted and one drain sends at a time (W1). */
export const DRAIN_LOCK = "holdfast-drain";
/** Held while a tab reads and changes the cart's document (Y1). */
export const CART_LOCK = "holdfast-cart";
/** Held by the tab that has the browser look whether a new worker can be let in (R5). */
export const LET_IN_LOCK = "holdfast-let-in";

const tails = new Map<string, Promise<unknown>>();

/** True where one lock spans all tabs and the worker; elsewhere leases in the outbox stand in for it. */
export function hasWebLocks(): boolean {
  return typeof navigator !== "undefined" && "locks" in navigator;
}

/** Runs work while nobody else on this device holds the name; without Web Locks, nobody else in this context. */
export function underLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (hasWebLocks()) return navigator.locks.request(name, work);
  const result = (tails.get(name) ?? Promise.resolve()).then(work);
  tails.set(
    name,
    result.catch(() => undefined),
  );
  return result;
}
