import { join } from "node:path";
import type { Split } from "../../edge/assign.ts";
import { parseSchedule, percentAt } from "../../edge/schedule.ts";
import type { DialRequest } from "../../protocol/operator.ts";
import { shop } from "../../shop.config.ts";
import { readJsonFile, type StagedFile, stageJsonFile } from "../json-file.ts";
import { dataDir } from "../paths.ts";
import { getRelease } from "./catalogue.ts";

/** Two releases that share the visitors of this data directory, as it is written down. */
export interface SplitFile {
  readonly live: string;
  readonly beside: string;
  /** A line as `parseSchedule` reads it; a dial that is moved by hand is a line of one percentage. */
  readonly schedule: string;
  /** When the line began and when stragglers are sent over, milliseconds since 1970. */
  readonly startedAt: number;
  readonly deadline: number;
}

const file = () => join(dataDir(), "split.json");

export function getSplit(): Promise<SplitFile | null> {
  return readJsonFile<SplitFile>(file());
}

/** The split where one of its two releases lives below this base path, whether its process runs at this moment or not. */
export async function splitWith(basePath: string): Promise<SplitFile | null> {
  const split = await getSplit();
  if (split === null) return null;
  const records = await Promise.all([getRelease(split.live), getRelease(split.beside)]);
  return records.some((record) => record !== null && (record.basePath ?? "") === basePath) ? split : null;
}

/** Null ends the split. */
export function stageSplit(split: SplitFile | null): Promise<StagedFile> {
  return stageJsonFile(file(), split);
}

export async function writeSplit(split: SplitFile | null): Promise<void> {
  await (await stageSplit(split)).commit();
}

/** The line that a request of the operator asks for; throws when it is none. */
export function lineOf({ percent, schedule }: DialRequest): string {
  const line = schedule ?? (percent === undefined ? "" : `${percent}%`);
  parseSchedule(line);
  return line.trim().replaceAll(/\s+/g, " ");
}

export function newSplit(live: string, beside: string, schedule: string, now: number): SplitFile {
  return { live, beside, schedule, startedAt: now, deadline: now + shop.policy.stragglerHours * 3_600_000 };
}

/** The split as an operator's request changes it: the line begins anew, the deadline stays unless the request names one. */
export function movedSplit(split: SplitFile, request: DialRequest, now: number): SplitFile {
  const { percent, schedule, hoursLeft } = request;
  const line = percent === undefined && schedule === undefined && hoursLeft !== undefined;
  const moved = line ? split : { ...split, schedule: lineOf(request), startedAt: now };
  return hoursLeft === undefined ? moved : { ...moved, deadline: now + hoursLeft * 3_600_000 };
}

/** The split at this moment, as the routing rules want it. */
export function splitAt({ live, beside, schedule, startedAt, deadline }: SplitFile, now: number): Split {
  return { live, beside, deadline, percent: percentAt(parseSchedule(schedule), now - startedAt) };
}
