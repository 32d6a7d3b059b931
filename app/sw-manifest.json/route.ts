import { readKillSwitches } from "../../api/kill-switches.ts";
import { dataDirOf } from "../../db/root.ts";
import { readReleaseFile, textAnswer } from "../release-file.ts";

export const dynamic = "force-dynamic";

/** The manifest of this release, for plain `next start`, which knows no deployments: the first is the only one. */
export async function GET(): Promise<Response> {
  const { flag, manifestGone } = readKillSwitches(dataDirOf());
  if (manifestGone) return textAnswer(410, "this shop has no worker any more\n");
  const built = await readReleaseFile("sw-manifest.json");
  if (built === null) return textAnswer(503, "no manifest was built\n");
  const manifest = { ...(JSON.parse(built) as object), deployment: 1, kill: flag };
  return textAnswer(200, JSON.stringify(manifest), "application/json; charset=utf-8");
}
