import { announce } from "../offline/bus.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { type Candidate, evictionOrder, excessOf, isCritical, isEvictable } from "./eviction.ts";
import { inWords, log } from "./log.ts";
import { readNote, writeNote } from "./notebook.ts";
import { scopePath, worker } from "./scope.ts";
import { forgetUses, lastUses } from "./use.ts";

/** Freed when the device refuses a write and does not say how much it lacks. */
const AT_LEAST_BYTES = 2 * 1024 * 1024;
/** Growing caches are looked at no more often than this. */
const CHECK_MS = 20_000;
const NOTE = "lite";

const isFlag = (value: unknown): value is boolean => typeof value === "boolean";

/** What the browser says about this origin's storage; nothing where it says nothing. */
export async function storageEstimate(): Promise<StorageEstimate> {
  const { storage } = worker.navigator;
  return typeof storage?.estimate === "function" ? storage.estimate() : {};
}

let lite: Promise<boolean> | null = null;

/** Whether nothing more is kept ahead of need because storage is critically short (C14). */
export function isLite(): Promise<boolean> {
  lite ??= readNote(NOTE, isFlag).then((stored) => stored ?? false);
  return lite;
}

async function setLite(critical: boolean): Promise<void> {
  if (critical === (await isLite())) return;
  lite = Promise.resolve(critical);
  log(critical ? "storage is critical: lite mode" : "storage is enough again");
  announce({ type: "STORAGE_CRITICAL", version: MESSAGE_VERSION, critical });
  await writeNote(NOTE, critical);
}

/** Tells a page that has just come when storage is short; others heard of it when it became so. */
export async function tellStorage(): Promise<void> {
  if (await isLite()) announce({ type: "STORAGE_CRITICAL", version: MESSAGE_VERSION, critical: true });
}

async function candidates(): Promise<Candidate[]> {
  const names = (await caches.keys()).filter((name) => isEvictable(name, scopePath()));
  const usedAt = await lastUses();
  const entries = await Promise.all(
    names.map(async (cache) =>
      (await (await caches.open(cache)).keys()).map(({ url }) => ({ cache, url, usedAt: usedAt(cache, url) })),
    ),
  );
  return entries.flat();
}

async function evict({ cache: name, url }: Candidate): Promise<number> {
  const cache = await caches.open(name);
  const { size } = (await (await cache.match(url, { ignoreVary: true }))?.blob()) ?? { size: 0 };
  await cache.delete(url, { ignoreVary: true });
  return size;
}

async function free(bytes: number): Promise<void> {
  let freed = 0;
  const gone: Candidate[] = [];
  for (const candidate of evictionOrder(await candidates())) {
    if (freed >= bytes) break;
    freed += await evict(candidate);
    gone.push(candidate);
  }
  await forgetUses(gone);
  if (gone.length > 0) log(`made room: ${gone.length} entries, ${Math.round(freed / 1024)} KB`);
}

let freeing: Promise<void> | null = null;

/** Evicts what can be fetched again, at least this much, never the cart, the outbox or the running release. */
export function makeRoom(bytes: number = AT_LEAST_BYTES): Promise<void> {
  freeing ??= free(bytes).finally(() => {
    freeing = null;
  });
  return freeing;
}

/** C14: above 0.8 of the quota makes room down to 0.6; enters and leaves lite mode. */
export async function checkStorage(): Promise<void> {
  const excess = excessOf(await storageEstimate());
  if (excess > 0) await makeRoom(excess);
  const now = await storageEstimate();
  if (isCritical(now)) await setLite(true);
  else if (excessOf(now) === 0) await setLite(false);
}

/** A write was refused for want of room: makes some, and where that was of no use keeps nothing more ahead of need. */
export async function storageRefused(): Promise<void> {
  const before = (await candidates()).length;
  await makeRoom();
  if (before === 0) await setLite(true);
}

let checkedAt = 0;

/** Looks after the budget behind a store, now and then. */
export async function afterStore(): Promise<void> {
  const now = Date.now();
  if (Math.abs(now - checkedAt) < CHECK_MS) return;
  checkedAt = now;
  try {
    await checkStorage();
  } catch (error) {
    log(`the storage budget was not checked: ${inWords(error)}`);
  }
}

function isQuotaError(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

/** Stores an answer, once more after making room where there was none; one that does not fit then is not kept. */
export async function putWithin(cache: Cache, key: string, response: Response): Promise<void> {
  const again = response.clone();
  try {
    await cache.put(key, response);
  } catch (error) {
    if (!isQuotaError(error)) throw error;
    await storageRefused();
    await cache.put(key, again);
  }
}
