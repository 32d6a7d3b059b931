import { batched } from "./batch.ts";
import { onNotebook } from "./notebook.ts";

const FLUSH_MS = 5_000;

/** Uses that the notebook does not have yet, by cache and URL. */
const fresh = new Map<string, { cache: string; url: string; usedAt: number }>();

const flush = batched(async () => {
  const uses = [...fresh.values()];
  fresh.clear();
  await onNotebook(async (notebook) => {
    const tx = notebook.transaction("use", "readwrite");
    await Promise.all([...uses.map((use) => tx.store.put(use)), tx.done]);
  }, undefined);
}, FLUSH_MS);

/** Remembers that an entry was used just now; written in batches, so that a page full of pictures is one write (C14). */
export function used(cache: string, url: string): void {
  fresh.set(`${cache} ${url}`, { cache, url, usedAt: Date.now() });
  flush.soon();
}

/** When an entry was last used, by cache and URL; what was never seen used is as old as can be. */
export async function lastUses(): Promise<(cache: string, url: string) => number> {
  await flush.now();
  const uses = await onNotebook((notebook) => notebook.getAll("use"), []);
  const times = new Map(uses.map(({ cache, url, usedAt }) => [`${cache} ${url}`, usedAt]));
  return (cache, url) => times.get(`${cache} ${url}`) ?? 0;
}

/** Forgets the uses of entries that are gone. */
export function forgetUses(gone: readonly { readonly cache: string; readonly url: string }[]): Promise<void> {
  return onNotebook(async (notebook) => {
    const tx = notebook.transaction("use", "readwrite");
    await Promise.all([...gone.map(({ cache, url }) => tx.store.delete([cache, url])), tx.done]);
  }, undefined);
}
