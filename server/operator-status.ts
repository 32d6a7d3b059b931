import { readKillSwitches } from "../api/kill-switches.ts";
import type { OperatorStatus } from "../protocol/operator.ts";
import { dataDir } from "./paths.ts";
import { listReleases, RETAINED_RELEASES } from "./release/catalogue.ts";
import type { Supervisor } from "./supervisor.ts";

/** Everything that the command line and the back office show of the releases. */
export async function operatorStatus(supervisor: Pick<Supervisor, "live" | "seenOn">): Promise<OperatorStatus> {
  const live = supervisor.live();
  const releases = (await listReleases()).slice(0, RETAINED_RELEASES);
  return {
    releases: releases.map(({ id, createdAt }) => ({
      id,
      createdAt,
      role: id === live ? "live" : "kept",
      share: id === live ? 100 : 0,
      ...supervisor.seenOn(id),
    })),
    dial: null,
    kill: readKillSwitches(dataDir()),
  };
}
