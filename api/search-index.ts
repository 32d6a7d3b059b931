import { listSearchEntries } from "../db/queries/catalogue.ts";
import type { Db } from "../db/store.ts";
import { type FindSlugs, searchIndex } from "../domain/search/search-index.ts";

const FRESH_MS = 60_000;
const MOST_HITS = 48;

/**
 * Finds products by words, beginnings of words and words with a typo, the best first. The index is made at first use
 * and again when it is older than a minute, so that a changed catalogue is found without a restart.
 */
export function serverSearch(now: () => number): (db: Db, query: string) => Promise<readonly string[]> {
  let made: { readonly at: number; readonly find: Promise<FindSlugs> } | null = null;
  return async (db, query) => {
    if (made === null || now() - made.at > FRESH_MS) {
      const find = listSearchEntries(db).then(searchIndex);
      made = { at: now(), find };
      find.catch(() => {
        made = null;
      });
    }
    return (await made.find)(query, MOST_HITS);
  };
}
