import { join } from "node:path";
import { projectRoot } from "../db/root.ts";
import { getStore } from "../db/store.ts";
import { paymentsFromEnv } from "../payments/from-env.ts";
import type { Log } from "./log.ts";
import { startJobs } from "./run.ts";

const log: Log = (level, message, fields) => {
  console.log(JSON.stringify({ at: new Date().toISOString(), level, message, ...fields }));
};

/** The jobs of a process that no Node host looks after; they stop with it, and leases let the next one go on. */
export async function startBackground(): Promise<void> {
  const dataDir = process.env.DATA_DIR || join(projectRoot(), ".data");
  startJobs({ store: await getStore(), payments: paymentsFromEnv(process.env, dataDir), log, now: Date.now });
}
