import { readKillSwitches } from "../api/kill-switches.ts";
import type { OperatorStatus } from "../protocol/operator.ts";
import { dataDir } from "./paths.ts";
import { listReleases } from "./release/catalogue.ts";
import { splitAt } from "./release/split.ts";
import type { Supervisor } from "./supervisor.ts";

/** Everything that the command line and the back office show of the releases. */
export async function operatorStatus(
  supervisor: Pick<Supervisor, "live" | "seenOn" | "split">,
): Promise<OperatorStatus> {
  const live = supervisor.live();
  const written = supervisor.split();
  const split = written && splitAt(written, Date.now());
  const percent = split?.percent ?? 100;
  const releases = await listReleases();
  return {
    releases: releases.map(({ id, createdAt }) => ({
      id,
      createdAt,
      role: id === live ? "live" : id === split?.beside ? "beside" : "kept",
      share: id === live ? percent : id === split?.beside ? 100 - percent : 0,
      ...supervisor.seenOn(id),
    })),
    dial: written && {
      percent,
      schedule: written.schedule.includes(" ") ? written.schedule : null,
      deadline: new Date(written.deadline).toISOString(),
    },
    kill: readKillSwitches(dataDir()),
  };
}
