import { batched } from "./batch.ts";
import { readNote, writeNote } from "./notebook.ts";

const MOST_LINES = 200;
const LONGEST_LINE = 300;
const FLUSH_MS = 2_000;
const NOTE = "log";

/** Lines of this start of the worker that the notebook does not have yet. */
let fresh: string[] = [];

const isLines = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((line) => typeof line === "string");

const flush = batched(async () => {
  const lines = fresh;
  fresh = [];
  await writeNote(NOTE, [...((await readNote(NOTE, isLines)) ?? []), ...lines].slice(-MOST_LINES));
}, FLUSH_MS);

/**
 * Adds a line to the worker's log, which the state page shows (I3) and which outlives restarts. It must name no person:
 * addresses are logged as paths, since a query may hold what somebody typed.
 */
export function log(text: string): void {
  fresh.push(`${new Date().toISOString()} ${text}`.slice(0, LONGEST_LINE));
  fresh = fresh.slice(-MOST_LINES);
  flush.soon();
}

/** An error as a few words for the log. */
export function inWords(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The last 200 lines, the newest last. */
export async function lastLines(): Promise<string[]> {
  const stored = (await readNote(NOTE, isLines)) ?? [];
  return [...stored, ...fresh].slice(-MOST_LINES);
}
