import { uuidv7 } from "../../protocol/ids.ts";
import type { OrderLineRequest, OrderRequest } from "../../protocol/orders.ts";
import { API_VERSION } from "../../protocol/versions.ts";
import { shop } from "../../shop.config.ts";
import type { PlaceOrder } from "../queries/orders.ts";
import { SEED_PUBLISHED_AT } from "../seed.ts";

/** Some time after the seed's prices were published. */
export const TEST_NOW = SEED_PUBLISHED_AT + 40 * 86_400_000;

/** Prices of the test catalogue in euro cents, as version 1 has them. */
export const EUR: Readonly<Record<string, number>> = {
  "LAMP-BRASS": 4500,
  "LAMP-BLACK": 4000,
  "TABLE-WHITE": 9000,
  "ROPE-10": 1500,
  "ROPE-20": 2500,
};

export function lineOf(sku: string, quantity = 1, over: Partial<OrderLineRequest> = {}): OrderLineRequest {
  return { sku, quantity, unitAmount: EUR[sku] ?? 100, priceVersion: 1, ...over };
}

/** A right request for these lines, collected in person so that delivery costs nothing. */
export function requestOf(lines: readonly OrderLineRequest[], over: Partial<OrderRequest> = {}): OrderRequest {
  const total = lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0);
  return {
    cartId: uuidv7(),
    currency: "EUR",
    lines: [...lines],
    contact: { name: "Áine Ní Bhriain", email: "aine@example.org" },
    address: { line1: "1 Quay Street", city: "Galway", postcode: "H91 X2Y3", country: "IE" },
    delivery: "collect",
    payment: "on-delivery",
    shown: { delivery: 0, total },
    ...over,
  };
}

export function placing(request: OrderRequest, over: Partial<PlaceOrder> = {}): PlaceOrder {
  return {
    owner: "device-a",
    key: uuidv7(),
    requestHash: "hash",
    orderId: uuidv7(TEST_NOW),
    now: TEST_NOW,
    request,
    quote: null,
    honourHours: shop.policy.honourHours,
    reservationMinutes: shop.policy.reservationMinutes,
    idempotencyDays: shop.policy.idempotencyDays,
    apiVersion: API_VERSION,
    ...over,
  };
}
