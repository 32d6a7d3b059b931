/** K1: a manifest that is missing must be missing again after this time before anything is deleted. */
export const SECOND_LOOK_MS = 60_000;

export type Sighting =
  /** Seen missing for the first time: remember when. */
  | "note"
  /** Still missing, too soon to say. */
  | "wait"
  /** Missing for long enough. */
  | "leave";

/** What a missing manifest means now, given when it was first seen missing (null: never), in milliseconds since 1970. */
export function missingManifest(firstMissingAt: number | null, now: number): Sighting {
  // A sighting in the future was noted by a clock that has been set back since.
  if (firstMissingAt === null || firstMissingAt > now) return "note";
  return now - firstMissingAt >= SECOND_LOOK_MS ? "leave" : "wait";
}
