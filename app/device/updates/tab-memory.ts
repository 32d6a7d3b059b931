const KEY = "holdfast.update";

/** What a tab knows of its own past beyond a reload: the targets it has reloaded for, and what the shopper put off. */
export interface TabMemory {
  readonly spent: readonly string[];
  readonly dismissedKey: string | null;
}

const NOTHING: TabMemory = { spent: [], dismissedKey: null };

function isMemory(value: unknown): value is TabMemory {
  if (typeof value !== "object" || value === null) return false;
  if (!("spent" in value) || !Array.isArray(value.spent) || !("dismissedKey" in value)) return false;
  const { spent, dismissedKey } = value;
  return spent.every((key) => typeof key === "string") && (dismissedKey === null || typeof dismissedKey === "string");
}

export function recall(): TabMemory {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return isMemory(value) ? value : NOTHING;
  } catch (error) {
    console.info("This tab remembers nothing", error);
    return NOTHING;
  }
}

/** True once it is remembered; a tab that cannot remember a reload must not make one by itself (R6). */
export function memorize(change: Partial<TabMemory>): boolean {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...recall(), ...change }));
    return true;
  } catch (error) {
    console.info("This tab remembers nothing", error);
    return false;
  }
}
