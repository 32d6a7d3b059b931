import { takeLease } from "../db/queries/leases.ts";
import { settlePayment } from "../db/queries/orders.ts";
import { listPendingPages } from "../db/queries/payment-pages.ts";
import type { JobDeps } from "./deps.ts";
import type { Job } from "./runner.ts";

const BATCH = 10;
const LEASE_MS = 90_000;

/**
 * Asks the acquirer about every order that waits for its payment, page by page, so that a webhook that never came loses
 * no payment. One process does it; should it die, another goes on when its lease has ended.
 */
export function reconciler({ store, payments, log, now }: JobDeps, holder: string): Job {
  let after = "";

  const settle = async (providerId: string) => {
    const page = await payments.getPaymentPage(providerId);
    if (page === null || page.state === "open") return;
    const eventId = page.state === "paid" ? `asked-${providerId}` : `asked-${providerId}-expired`;
    await settlePayment(store, { providerId, outcome: page.state, eventId, now: now() });
    log("info", "a payment was found without its webhook", { page: providerId, state: page.state });
  };

  return {
    name: "payment-reconciler",
    everyMs: 30_000,
    async run() {
      if (!(await takeLease(store, { name: "payment-reconciler", holder, now: now(), forMs: LEASE_MS }))) return false;
      const pages = await listPendingPages(store.read, { after, limit: BATCH });
      const outcomes = await Promise.allSettled(pages.map((page) => settle(page.providerId)));
      const failures = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
      if (failures.some((error) => error instanceof Error && error.name === "PaymentUnavailable")) {
        log("warn", "the acquirer does not answer", { waiting: pages.length });
        return false;
      }
      // One page that the acquirer refuses to speak about holds up no other.
      for (const error of failures) {
        log("error", "a payment could not be asked after", {
          error: error instanceof Error ? error.stack : String(error),
        });
      }
      const more = pages.length === BATCH;
      after = more ? (pages.at(-1)?.orderId ?? "") : "";
      return more;
    },
  };
}
