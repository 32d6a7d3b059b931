import { publishDue } from "../db/queries/publish-prices.ts";
import type { JobDeps } from "./deps.ts";
import type { Job } from "./runner.ts";

/** Publishes prices when their time has come; several processes may try, one succeeds. */
export function scheduledPrices({ store, log, now }: Pick<JobDeps, "store" | "log" | "now">): Job {
  return {
    name: "scheduled-prices",
    everyMs: 500,
    async run() {
      const due = await publishDue(store, now());
      if (due === null) return false;
      if (due.failed === null) log("info", "scheduled prices were published", { version: due.version, id: due.id });
      else log("error", "scheduled prices could not be published", { id: due.id, error: due.failed });
      return true;
    },
  };
}
