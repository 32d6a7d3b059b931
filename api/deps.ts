import type { Log } from "../db/log.ts";
import { dataDirOf } from "../db/root.ts";
import { getStore } from "../db/store.ts";
import { paymentsFromEnv } from "../payments/from-env.ts";
import { API_VERSION, MIN_API_VERSION } from "../protocol/versions.ts";
import type { ApiDeps } from "./context.ts";
import { getOperations } from "./operations.ts";
import { getTokenDigest } from "./operator-token.ts";
import { shopSecret } from "./secret.ts";

/** MIN_API_VERSION raises what is answered at least, where older clients must not write any more (R7). */
function minApiVersion(env: Readonly<Record<string, string | undefined>>): number {
  if (!env.MIN_API_VERSION) return MIN_API_VERSION;
  const version = Number(env.MIN_API_VERSION);
  if (Number.isInteger(version) && version >= MIN_API_VERSION && version <= API_VERSION) return version;
  throw new Error(`MIN_API_VERSION must be a number from ${MIN_API_VERSION} to ${API_VERSION}`);
}

/** What the API needs, from the environment of this process. Throws on a setting that cannot be right. */
export function depsFromEnv(release: string, log: Log, env = process.env): ApiDeps {
  const dataDir = dataDirOf(env);
  return {
    getStore,
    payments: paymentsFromEnv(env, dataDir),
    now: Date.now,
    release: () => release,
    dataDir,
    minApiVersion: minApiVersion(env),
    tokenDigest: () => getTokenDigest(env, dataDir),
    operations: getOperations,
    secret: shopSecret(env, dataDir),
    origin: env.ORIGIN ? new URL(env.ORIGIN).origin : null,
    trustProxy: env.TRUST_PROXY === "1" || env.TRUST_PROXY === "true",
    log,
  };
}
