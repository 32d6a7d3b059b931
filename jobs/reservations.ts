import { expireReservations, purgeIdempotency } from "../db/queries/orders.ts";
import type { JobDeps } from "./deps.ts";
import type { Job } from "./runner.ts";

const BATCH = 50;
const KEYS_BATCH = 500;

/** Puts stock back on sale that was held long enough for orders nobody paid. */
export function reservationExpiry({ store, log, now }: JobDeps): Job {
  return {
    name: "reservation-expiry",
    everyMs: 10_000,
    async run() {
      const expired = await expireReservations(store, { now: now(), limit: BATCH });
      if (expired.length > 0) log("info", "orders expired unpaid", { count: expired.length });
      return expired.length === BATCH;
    },
  };
}

/** Forgets idempotency keys whose time is over. */
export function keyPurge({ store, now }: JobDeps): Job {
  return {
    name: "key-purge",
    everyMs: 3_600_000,
    async run() {
      return (await purgeIdempotency(store, { now: now(), limit: KEYS_BATCH })) === KEYS_BATCH;
    },
  };
}
