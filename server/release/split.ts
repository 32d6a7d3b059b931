import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Split } from "../../edge/assign.ts";
import { parseSchedule, percentAt } from "../../edge/schedule.ts";
import type { DialRequest } from "../../protocol/operator.ts";
import { shop } from "../../shop.config.ts";
import { readJsonFile } from "../json-file.ts";
import { dataDir } from "../paths.ts";

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

/** Null ends the split. */
export async function writeSplit(split: SplitFile | null): Promise<void> {
  if (split === null) return rm(file(), { force: true });
  await mkdir(dataDir(), { recursive: true });
  await writeFile(`${file()}.new`, JSON.stringify(split, null, 2), { flush: true });
  await rename(`${file()}.new`, file());
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
