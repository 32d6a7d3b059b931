import type { SerwistPlugin } from "serwist";
import { batched } from "./batch.ts";
import { readNote, writeNote } from "./notebook.ts";

/** Static files that were asked for, and those of them that cost no network, since the worker was first installed (M1). */
export interface Hits {
  readonly asked: number;
  readonly kept: number;
}

const NOTE = "hits";
const FLUSH_MS = 5_000;
let fresh = { asked: 0, kept: 0 };

function isHits(value: unknown): value is Hits {
  if (typeof value !== "object" || value === null || !("asked" in value) || !("kept" in value)) return false;
  return Number.isSafeInteger(value.asked) && Number.isSafeInteger(value.kept);
}

async function sum(): Promise<Hits> {
  const stored = (await readNote(NOTE, isHits)) ?? { asked: 0, kept: 0 };
  return { asked: stored.asked + fresh.asked, kept: stored.kept + fresh.kept };
}

const flush = batched(async () => {
  const all = await sum();
  fresh = { asked: 0, kept: 0 };
  await writeNote(NOTE, all);
}, FLUSH_MS);

/** Counts a static file that was handed out. */
export function countHit(kept: boolean): void {
  fresh.asked += 1;
  if (kept) fresh.kept += 1;
  flush.soon();
}

/** Counts what a strategy takes from its cache or from the network. */
export const countsHits: SerwistPlugin = {
  cachedResponseWillBeUsed: async ({ cachedResponse }) => {
    if (cachedResponse) countHit(true);
    return cachedResponse;
  },
  fetchDidSucceed: async ({ response }) => {
    countHit(false);
    return response;
  },
};

/** The counts, and the share that cost no network; null before anything was asked for. */
export async function hitRatio(): Promise<Hits & { readonly ratio: number | null }> {
  const all = await sum();
  return { ...all, ratio: all.asked === 0 ? null : Math.round((all.kept / all.asked) * 1_000) / 1_000 };
}
