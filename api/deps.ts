import { join } from "node:path";
import { projectRoot } from "../db/root.ts";
import { getStore } from "../db/store.ts";
import { paymentsFromEnv } from "../payments/from-env.ts";
import type { ApiDeps, Log } from "./context.ts";
import { shopSecret } from "./secret.ts";

/** DATA_DIR, else `.data` in the project. */
export function dataDirOf(env: Readonly<Record<string, string | undefined>>): string {
  return env.DATA_DIR || join(projectRoot(), ".data");
}

/** What the API needs, from the environment of this process. Throws on a setting that cannot be right. */
export function depsFromEnv(release: string, log: Log, env = process.env): ApiDeps {
  const dataDir = dataDirOf(env);
  return {
    getStore,
    payments: paymentsFromEnv(env, dataDir),
    now: Date.now,
    release: () => release,
    secret: shopSecret(env, dataDir),
    origin: env.ORIGIN ? new URL(env.ORIGIN).origin : null,
    trustProxy: env.TRUST_PROXY === "1" || env.TRUST_PROXY === "true",
    log,
  };
}
