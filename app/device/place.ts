const KEY = "holdfast.return";

/** Whether the page before, in this tab, has left where it was for this one. */
export function hasPlace(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function rememberPlace(place: unknown): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
  } catch (error) {
    console.warn("This page is not remembered across the update", error);
  }
}

/** What the page before has left, once. */
export function takePlace(): unknown {
  if (!hasPlace()) return null;
  const place: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  return place;
}
