import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readJsonFile } from "../json-file.ts";
import { dataDir } from "../paths.ts";

/** Which release this data directory serves, and those that it served before, the latest first. */
export interface LivePointer {
  readonly live: string;
  readonly previous: readonly string[];
  /** Counts the switches; a release that goes live again gets another number (R6). */
  readonly deployment: number;
  /** ISO 8601. */
  readonly changedAt: string;
}

const file = () => join(dataDir(), "live.json");

export function getLive(): Promise<LivePointer | null> {
  return readJsonFile<LivePointer>(file());
}

/** Writes beside and renames, so that a crash leaves the old pointer or the new one. */
export async function setLive(id: string): Promise<LivePointer> {
  const before = await getLive();
  if (before?.live === id) return before;
  const previous = before ? [before.live, ...before.previous.filter((entry) => entry !== id)].slice(0, 9) : [];
  const deployment = (before?.deployment ?? 0) + 1;
  const pointer: LivePointer = { live: id, previous, deployment, changedAt: new Date().toISOString() };
  await mkdir(dataDir(), { recursive: true });
  await writeFile(`${file()}.new`, JSON.stringify(pointer, null, 2), { flush: true });
  await rename(`${file()}.new`, file());
  return pointer;
}
