import { takeLease } from "../db/queries/leases.ts";
import { settlePayment, takeInPaidPage } from "../db/queries/orders.ts";
import { listPendingPages, unsettledPages } from "../db/queries/payment-pages.ts";
import type { JobDeps } from "./deps.ts";
import type { Job } from "./runner.ts";

const BATCH = 10;
const LEASE_MS = 90_000;
/** How far back the acquirer is asked for money that nobody told us of. */
const LOOK_BACK_MS = 2 * 3_600_000;

const isUnavailable = (error: unknown) => error instanceof Error && error.name === "PaymentUnavailable";

async function failuresOf(work: readonly Promise<void>[]): Promise<unknown[]> {
  const outcomes = await Promise.allSettled(work);
  return outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
}

/**
 * Asks the acquirer about every order that waits for its payment, page by page, and for all that was paid of late, so that
 * neither a webhook that never came nor a page that was never noted loses a payment. One process does it; should it die, another goes on when its lease has ended.
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

  /** Money on pages that the books do not have, or do not have as paid. */
  const adoptPaid = async () => {
    const paid = await payments.listPaidPages(now() - LOOK_BACK_MS);
    for (const { providerId, orderId } of await unsettledPages(store.read, paid)) {
      const result = await takeInPaidPage(store, { providerId, orderId, eventId: `found-${providerId}`, now: now() });
      if (result.kind === "settled") log("warn", "a payment was found that nobody had told of", { page: providerId });
      else log("error", "money was found for an order that is not in the books", { page: providerId, order: orderId });
    }
  };

  return {
    name: "payment-reconciler",
    everyMs: 30_000,
    async run() {
      if (!(await takeLease(store, { name: "payment-reconciler", holder, now: now(), forMs: LEASE_MS }))) return false;
      const pages = await listPendingPages(store.read, { after, limit: BATCH });
      const failures = await failuresOf(pages.map((page) => settle(page.providerId)));
      if (after === "" && !failures.some(isUnavailable)) failures.push(...(await failuresOf([adoptPaid()])));
      if (failures.some(isUnavailable)) {
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
