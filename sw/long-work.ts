import type { WorkerToPage } from "../protocol/messages.ts";
import { MESSAGE_VERSION } from "../protocol/versions.ts";
import { isIdleStopped } from "./idle.ts";
import { readNote, writeNote } from "./notebook.ts";
import { worker } from "./scope.ts";

export interface LongWork<Item> {
  readonly name: string;
  /** Names the list: the cursor of another list means nothing for this one. */
  readonly list: string;
  readonly items: readonly Item[];
  /** The fruit of earlier work is gone: begin anew. */
  readonly anew?: boolean;
  /** One small piece; false ends the work for now, and it goes on with this item another time. */
  readonly unit: (item: Item) => Promise<boolean>;
}

/** A browser stops a worker after 30 s without a sign of life. */
const KEEP_ALIVE_MS = 25_000;
/** A unit that takes longer hangs; the work ends here and goes on another time. */
const UNIT_MS = 15_000;

interface Cursor {
  readonly list: string;
  readonly done: number;
}

function isCursor(value: unknown): value is Cursor {
  if (typeof value !== "object" || value === null || !("list" in value) || !("done" in value)) return false;
  return typeof value.list === "string" && Number.isSafeInteger(value.done) && Number(value.done) >= 0;
}

const noteOf = (name: string) => `cursor:${name}`;

/** Tells every page that work goes on, and how many units are left; a page answers and so keeps the worker alive (W5). */
export async function tellPages(work: string, left: number): Promise<void> {
  const message: WorkerToPage = { type: "KEEP_ALIVE", version: MESSAGE_VERSION, work, left };
  for (const client of await worker.clients.matchAll({ type: "window" })) client.postMessage(message);
}

async function inTime(work: Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, UNIT_MS, false);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * W5: works through a list unit by unit under the caller's waitUntil, with a cursor in the notebook after each, so that a
 * worker that was stopped in the middle goes on there. Answers whether the whole list is done; a done list is done until
 * its name changes.
 */
export async function workThrough<Item>(work: LongWork<Item>): Promise<boolean> {
  const { name, list, items, anew = false, unit } = work;
  const cursor = await readNote(noteOf(name), isCursor);
  let toldAt = Date.now();
  for (let index = cursor?.list === list && !anew ? cursor.done : 0; index < items.length; index += 1) {
    const item = items[index];
    if (isIdleStopped() || item === undefined || !(await inTime(unit(item)))) return false;
    await writeNote(noteOf(name), { list, done: index + 1 });
    if (Date.now() - toldAt < KEEP_ALIVE_MS) continue;
    toldAt = Date.now();
    await tellPages(name, items.length - index - 1);
  }
  return true;
}
