import { join } from "node:path";
import { dataDirOf } from "../db/root.ts";
import { uuidv7 } from "../protocol/ids.ts";
import { shop } from "../shop.config.ts";
import type { JobDeps } from "./deps.ts";
import { dispatcher } from "./dispatcher.ts";
import { fileMailer, type Mailer } from "./mailer.ts";
import { reconciler } from "./reconciler.ts";
import { keyPurge, reservationExpiry } from "./reservations.ts";
import { type RunningJobs, realSchedule, runJobs, type Schedule } from "./runner.ts";
import { scheduledPrices } from "./scheduled-prices.ts";

export interface JobsOptions extends Omit<JobDeps, "mailer"> {
  /** Files in `mail/` of the data directory when absent. */
  readonly mailer?: Mailer;
  readonly schedule?: Schedule;
}

/** Starts everything that the shop does by itself. Several processes may: each unit of work is leased or a transaction. */
export function startJobs({ schedule = realSchedule, mailer = mailToFiles(), ...rest }: JobsOptions): RunningJobs {
  const deps: JobDeps = { ...rest, mailer };
  const jobs = [
    dispatcher(deps),
    reservationExpiry(deps),
    reconciler(deps, uuidv7()),
    keyPurge(deps),
    scheduledPrices(deps),
  ];
  return runJobs(jobs, deps.log, schedule);
}

function mailToFiles(): Mailer {
  return fileMailer(join(dataDirOf(), "mail"), { name: shop.name, email: shop.email });
}
