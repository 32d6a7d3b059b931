import type { Order } from "../protocol/orders.ts";
import type { CallOptions, CardCharge, ChargeOutcome, PaymentPort } from "./port.ts";

/** Charges an order to a kept card: the same attempt each time, so that it is charged once, whoever asks and however often. */
export function chargeOrder(
  payments: PaymentPort,
  order: Pick<Order, "id" | "currency" | "total">,
  card: Pick<CardCharge, "customer" | "method">,
  options?: CallOptions,
): Promise<ChargeOutcome> {
  const { customer, method } = card;
  const { id: orderId, currency, total } = order;
  return payments.chargeCard(
    { orderId, attempt: `kept-${orderId}`, currency, amount: total.amount, customer, method },
    options,
  );
}
