/** Where a tab keeps what it has reloaded for. */
export const SPENT_KEY = "holdfast.spent";

/** The targets that this tab has reloaded for; throws where the browser keeps nothing. */
export function spentKeys(): readonly string[] {
  const stored: unknown = JSON.parse(sessionStorage.getItem(SPENT_KEY) ?? "[]");
  return Array.isArray(stored) ? stored.map(String) : [];
}

/**
 * R6, the one guard: notes that this tab reloads for a target. False when it has done so before, or when it could not be
 * noted: then it must not reload by itself.
 */
export function spend(key: string): boolean {
  try {
    const before = spentKeys();
    if (before.includes(key)) return false;
    sessionStorage.setItem(SPENT_KEY, JSON.stringify([...before, key]));
    return true;
  } catch {
    return false;
  }
}
