import { spentKeys } from "./spent.ts";

const DISMISSED_KEY = "holdfast.dismissed";

/** What a tab knows of its own past: the targets it has reloaded for, and what the shopper put off. */
export interface TabMemory {
  readonly spent: readonly string[];
  readonly dismissedKey: string | null;
}

export function recall(): TabMemory {
  try {
    return { spent: spentKeys(), dismissedKey: sessionStorage.getItem(DISMISSED_KEY) };
  } catch (error) {
    console.info("This tab remembers nothing", error);
    return { spent: [], dismissedKey: null };
  }
}

export function rememberDismissal(key: string): void {
  try {
    sessionStorage.setItem(DISMISSED_KEY, key);
  } catch (error) {
    console.info("This tab will offer the same again", error);
  }
}
