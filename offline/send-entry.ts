import type { CartSyncRequest } from "../protocol/cart.ts";
import { HEADER } from "../protocol/headers.ts";
import { OUTBOX_FORMAT } from "../protocol/versions.ts";
import { isOrder } from "./answers.ts";
import { type ApiCall, callApi } from "./api-call.ts";
import { toBase64 } from "./base64.ts";
import { unsentBatch } from "./carts.ts";
import type { DeviceDatabase } from "./database.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { PLAIN_PATHS } from "./plain-writes.ts";

interface Sender {
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly clientBuild: string;
}

/** What a try leaves to be settled: its outcome and, for a cart, the rows that it carried. */
export type Sent = Outcome & { readonly cart?: SentCart | undefined };

export interface SentCart {
  readonly rows: readonly number[];
  readonly epoch: number;
  readonly replaced: number;
  /** Whether the device's own counters went instead of the rows. */
  readonly carried: boolean;
}

/** Sends one entry once. Rejects when no answer came. */
export async function sendEntry(db: DeviceDatabase, entry: OutboxEntry, sender: Sender): Promise<Sent> {
  const { call, cart } = await callFor(db, entry);
  const response = await callApi(sender.fetch, sender.clientBuild, call);
  const outcome = await outcomeOf(response, sender.now());
  const replayed = response.headers.has(HEADER.idempotencyReplayed);
  return { ...(replayed ? await brought(outcome, sender) : outcome), cart };
}

/** A replay is what was true at the first try, which may be days ago (P5): how the order stands now is asked for. */
async function brought(outcome: Outcome, sender: Sender): Promise<Outcome> {
  if (outcome.kind !== "done" || !isOrder(outcome.body)) return outcome;
  try {
    const call: ApiCall = { method: "GET", path: `/api/orders/${outcome.body.id}` };
    const now = await outcomeOf(await callApi(sender.fetch, sender.clientBuild, call), sender.now());
    return now.kind === "done" && isOrder(now.body) ? now : outcome;
  } catch (error) {
    console.info("An order is shown as it was first answered", error);
    return outcome;
  }
}

async function callFor(db: DeviceDatabase, entry: OutboxEntry): Promise<{ call: ApiCall; cart?: SentCart }> {
  switch (entry.kind) {
    case "order":
      return {
        call: { method: "POST", path: "/api/orders", body: entry.body, idempotencyKey: entry.key },
      };
    case "order-cancel":
      return {
        call: {
          method: "POST",
          path: `/api/orders/${encodeURIComponent(entry.orderId)}/cancel`,
          body: {},
          idempotencyKey: entry.key,
        },
      };
    case "alert":
    case "review":
    case "telemetry":
      return {
        call: { method: "POST", path: PLAIN_PATHS[entry.kind], body: entry.body, idempotencyKey: entry.key },
      };
    case "cart-sync": {
      const { rows, stateVector, epoch, replaced, own } = await unsentBatch(db, entry.cartId, entry.carry);
      const body: CartSyncRequest = {
        stateVector: stateVector && toBase64(stateVector),
        updates: own ? [] : rows.map((row) => toBase64(row.bytes)),
        // A release that knows no epochs wrote such an entry, and hears of none.
        ...(entry.format === OUTBOX_FORMAT ? {} : { epoch, ...(own ? { own } : {}) }),
      };
      return {
        call: { method: "POST", path: `/api/carts/${entry.cartId}/sync`, body },
        cart: { rows: rows.map((row) => row.id), epoch, replaced, carried: own !== null },
      };
    }
  }
}
