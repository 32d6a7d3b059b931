import { onDevice } from "../offline/database.ts";
import { ownerTag } from "../offline/owner.ts";
import { inWords, log } from "./log.ts";

/** For a device that cannot remember who uses it: then caches are all that there is, and they go with the person, too. */
const NOBODY = "nobody";

let known: Promise<string> | null = null;

/** Whose answers are kept now: the tag in the names of API caches (C13). */
export function currentOwner(): Promise<string> {
  known ??= onDevice((db) => ownerTag(db, crypto.randomUUID())).catch((error: unknown) => {
    log(`the owner is not known: ${inWords(error)}`);
    known = null;
    return NOBODY;
  });
  return known;
}

/** Looks the owner up anew when asked next. */
export function ownerChanged(): void {
  known = null;
}
