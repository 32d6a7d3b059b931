import { join } from "node:path";
import { readJsonFile, type StagedFile, stageJsonFile } from "../json-file.ts";
import { dataDir } from "../paths.ts";

/** Which release this data directory serves, and what it served before. */
export interface LivePointer {
  readonly live: string;
  /** What a rollback goes back to, the latest first. */
  readonly previous: readonly string[];
  /** What was left by going back, the latest first; tabs still run it. Absent in a file of an older release. */
  readonly left?: readonly string[];
  /** Counts the switches; a release that goes live again gets another number (R6). */
  readonly deployment: number;
  /** ISO 8601. */
  readonly changedAt: string;
}

const file = () => join(dataDir(), "live.json");

export function getLive(): Promise<LivePointer | null> {
  return readJsonFile<LivePointer>(file());
}

/** Everything that was live and that tabs may still run, with what is. */
export async function everLive(): Promise<string[]> {
  const pointer = await getLive();
  return pointer === null ? [] : [pointer.live, ...pointer.previous, ...(pointer.left ?? [])];
}

/** Of each list; with the live one that makes ten. */
const REMEMBERED = 9;

/**
 * The lists once this release is live. To switch to one that was live before is to go back: whatever came after it is left,
 * so that the next rollback goes further back and not to what was rolled away from.
 */
function historyWith(id: string, { live, previous, left = [] }: LivePointer, goesBack: boolean) {
  const path = [live, ...previous];
  const at = goesBack ? path.indexOf(id) : -1;
  const before = at === -1 ? path.filter((entry) => entry !== id) : path.slice(at + 1);
  const behind = [...(at === -1 ? [] : path.slice(0, at)), ...left.filter((entry) => entry !== id)];
  return { previous: before.slice(0, REMEMBERED), left: [...new Set(behind)].slice(0, REMEMBERED) };
}

function pointerAfter(before: LivePointer | null, id: string, goesBack = true): LivePointer {
  if (before?.live === id) return before;
  const history = before ? historyWith(id, before, goesBack) : { previous: [], left: [] };
  const deployment = (before?.deployment ?? 0) + 1;
  return { live: id, ...history, deployment, changedAt: new Date().toISOString() };
}

export async function stageLive(id: string): Promise<StagedFile> {
  return stageJsonFile(file(), pointerAfter(await getLive(), id));
}

/** A start serves what its sources build, which takes nothing back: then `goesBack` is false. */
export async function setLive(id: string, { goesBack = true } = {}): Promise<LivePointer> {
  const before = await getLive();
  const pointer = pointerAfter(before, id, goesBack);
  if (pointer !== before) await (await stageJsonFile(file(), pointer)).commit();
  return pointer;
}
