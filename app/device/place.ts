/** Where a tab keeps what it brings back after a reload. */
export const PLACE_KEY = "holdfast.return";

/** Whether the page before, in this tab, has left where it was for this one. */
export function hasPlace(): boolean {
  try {
    return sessionStorage.getItem(PLACE_KEY) !== null;
  } catch {
    return false;
  }
}
