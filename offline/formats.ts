import { CART_SYNC_FORMAT, OUTBOX_FORMAT, PLAIN_WRITE_FORMAT } from "../protocol/versions.ts";
import type { OutboxEntry } from "./outbox-entry.ts";

const FORMATS: Readonly<Record<OutboxEntry["kind"], readonly number[]>> = {
  order: [OUTBOX_FORMAT],
  "order-cancel": [OUTBOX_FORMAT],
  "cart-sync": [OUTBOX_FORMAT, CART_SYNC_FORMAT],
  alert: [PLAIN_WRITE_FORMAT],
  review: [PLAIN_WRITE_FORMAT],
  telemetry: [PLAIN_WRITE_FORMAT],
};

/** Whether this code can send such entries; any other is for the release that did (R11). */
export function isKnownEntry({ kind, format }: { readonly kind: string; readonly format: number }): boolean {
  return Object.entries(FORMATS).some(([known, its]) => known === kind && its.includes(format));
}
