import type { Log } from "../db/log.ts";
import { dataDirOf } from "../db/root.ts";
import { getStore } from "../db/store.ts";
import { paymentsFromEnv } from "../payments/from-env.ts";
import type { ApiDeps } from "./context.ts";
import { getOperations } from "./operations.ts";
import { getTokenDigest } from "./operator-token.ts";
import { shopSecret } from "./secret.ts";

/** What the API needs, from the environment of this process. Throws on a setting that cannot be right. */
export function depsFromEnv(release: string, log: Log, env = process.env): ApiDeps {
  const dataDir = dataDirOf(env);
  return {
    getStore,
    payments: paymentsFromEnv(env, dataDir),
    now: Date.now,
    release: () => release,
    dataDir,
    tokenDigest: () => getTokenDigest(env, dataDir),
    operations: getOperations,
    secret: shopSecret(env, dataDir),
    origin: env.ORIGIN ? new URL(env.ORIGIN).origin : null,
    trustProxy: env.TRUST_PROXY === "1" || env.TRUST_PROXY === "true",
    log,
  };
}
