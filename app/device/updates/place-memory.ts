import { hasPlace, PLACE_KEY } from "../place.ts";

/** No reload follows after all, and a later one by the shopper is none of this. */
export function forgetPlace(): void {
  try {
    sessionStorage.removeItem(PLACE_KEY);
  } catch (error) {
    console.info("This tab keeps nothing", error);
  }
}

export function rememberPlace(place: unknown): void {
  try {
    sessionStorage.setItem(PLACE_KEY, JSON.stringify(place));
  } catch (error) {
    console.warn("This page is not remembered across the update", error);
  }
}

/** What the page before has left, once. */
export function takePlace(): unknown {
  if (!hasPlace()) return null;
  const place: unknown = JSON.parse(sessionStorage.getItem(PLACE_KEY) ?? "null");
  sessionStorage.removeItem(PLACE_KEY);
  return place;
}
