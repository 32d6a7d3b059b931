import {
  type ClaimedDispatch,
  claimDispatches,
  type DispatchTopic,
  finishDispatch,
  retryDispatch,
} from "../db/queries/dispatches.ts";
import { deliver } from "./deliver.ts";
import type { JobDeps } from "./deps.ts";
import type { Job } from "./runner.ts";

const TOPICS: readonly DispatchTopic[] = [
  "order.placed",
  "order.awaiting-payment",
  "order.cancelled",
  "order.expired",
  "payment.charge",
  "payment.close-page",
  "payment.refund-due",
  "prices.published",
];
const BATCH = 16;
/** Longer than any delivery takes, so that nobody else begins one that is under way. */
const LEASE_MS = 60_000;

/** Brings the server's messages to where they belong, each until it has arrived. */
export function dispatcher(deps: JobDeps): Job {
  return {
    name: "dispatcher",
    everyMs: 1_000,
    async run() {
      const claim = { topics: TOPICS, limit: BATCH, now: deps.now(), leaseMs: LEASE_MS };
      const messages = await claimDispatches(deps.store, claim);
      await Promise.all(messages.map((message) => attempt(message, deps)));
      return messages.length === BATCH;
    },
  };
}

async function attempt(message: ClaimedDispatch, deps: JobDeps): Promise<void> {
  const { id, lease, attempts, topic } = message;
  try {
    await deliver(message, deps);
  } catch (failure) {
    // One message that cannot be delivered waits longer each time and holds up no other.
    const error = failure instanceof Error ? failure.message : String(failure);
    deps.log("warn", "a message could not be delivered", { id, topic, attempts, error });
    await retryDispatch(deps.store, { id, lease, attempts, error, now: deps.now() });
    return;
  }
  await finishDispatch(deps.store, { id, lease });
}
