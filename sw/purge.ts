import { parseCacheName } from "./cache-names.ts";
import { log } from "./log.ts";
import { clearNotebook } from "./notebook.ts";
import { ownerChanged } from "./owner.ts";
import { scopePath } from "./scope.ts";

/** What shows who looked at what: answers, pages, pictures. The files of releases are the same for everybody. */
const TELLING = ["api", "pages", "rsc", "images", "catalogue"];

/** Forgets everything that was kept for the person who used this device (C13). */
export async function purgeUser(): Promise<void> {
  const names = (await caches.keys()).filter((text) => {
    const name = parseCacheName(text);
    return name !== null && name.scope === scopePath() && TELLING.includes(name.kind);
  });
  await Promise.all(names.map((name) => caches.delete(name)));
  await clearNotebook();
  ownerChanged();
  log("everything of the person before was forgotten");
}
