import { readKillSwitches, writeKillSwitches } from "../api/kill-switches.ts";
import { dataDirOf } from "../db/root.ts";
import type { KillSwitches } from "../protocol/operator.ts";

const USAGE = `npm run kill -- on|off           K1: the manifest tells every worker to delete its caches and leave
npm run kill -- manifest on|off  K1: the manifest itself is gone (410)
npm run kill -- worker on|off    K2: the worker's address serves the safety worker
npm run kill                     show the switches`;

const NAMES: Readonly<Record<string, keyof KillSwitches>> = {
  flag: "flag",
  manifest: "manifestGone",
  worker: "safetyWorker",
};

function show(kill: KillSwitches): void {
  for (const [name, key] of Object.entries(NAMES)) console.log(`${name.padEnd(9)} ${kill[key] ? "ON" : "off"}`);
}

function main(args: readonly string[]): void {
  const dataDir = dataDirOf();
  if (args.length === 0) {
    show(readKillSwitches(dataDir));
    return;
  }
  const [name, to] = args.length === 1 ? ["flag", args[0]] : args;
  const key = NAMES[name ?? ""];
  if (key === undefined || (to !== "on" && to !== "off") || args.length > 2) throw new Error(USAGE);
  show(writeKillSwitches(dataDir, { [key]: to === "on" }));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
