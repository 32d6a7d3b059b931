import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { type KillSwitches, killSwitches, NOTHING_KILLED } from "../protocol/operator.ts";

const fileIn = (dataDir: string) => join(dataDir, "kill-switches.json");

/** The switches of this data directory, read anew each time, so that every process follows them at once. */
export function readKillSwitches(dataDir: string): KillSwitches {
  try {
    return killSwitches.parse(JSON.parse(readFileSync(fileIn(dataDir), "utf8")));
  } catch (error) {
    // No file is the rule; one that somebody spoilt by hand must not keep the next switch from being thrown.
    if (error instanceof SyntaxError || error instanceof z.core.$ZodError) return NOTHING_KILLED;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return NOTHING_KILLED;
    throw error;
  }
}

/** Changes some of the switches and answers all of them; a crash leaves the old file or the new one. */
export function writeKillSwitches(dataDir: string, change: Partial<KillSwitches>): KillSwitches {
  const next = { ...readKillSwitches(dataDir), ...change };
  mkdirSync(dataDir, { recursive: true });
  const draft = `${fileIn(dataDir)}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, JSON.stringify(next, null, 2));
  renameSync(draft, fileIn(dataDir));
  return next;
}
