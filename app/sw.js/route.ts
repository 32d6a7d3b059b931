import { readKillSwitches } from "../../api/kill-switches.ts";
import { dataDirOf } from "../../db/root.ts";
import { readReleaseFile, textAnswer } from "../release-file.ts";

export const dynamic = "force-dynamic";

/** The worker of this release, for plain `next start`; the Node host answers this address itself (I4). */
export async function GET(): Promise<Response> {
  const { safetyWorker } = readKillSwitches(dataDirOf());
  const script = await readReleaseFile(safetyWorker ? "safety-worker.js" : "sw.js");
  // A build without the release step has no worker; the shop works without one (C18).
  if (script === null) return textAnswer(404, "no worker was built\n");
  return textAnswer(200, script, "text/javascript; charset=utf-8");
}
