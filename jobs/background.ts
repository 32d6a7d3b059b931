import { log } from "../db/log.ts";
import { dataDirOf } from "../db/root.ts";
import { backgroundScript, getStore } from "../db/store.ts";
import { paymentsFromEnv } from "../payments/from-env.ts";
import { startJobs } from "./run.ts";

/**
 * The jobs of a process that no Node host looks after, unless they run beside the store's writer; they stop with it, and
 * leases let the next one go on.
 */
export async function startBackground(): Promise<void> {
  const store = await getStore();
  if (backgroundScript() !== null) return;
  startJobs({ store, payments: paymentsFromEnv(process.env, dataDirOf()), log, now: Date.now });
}
