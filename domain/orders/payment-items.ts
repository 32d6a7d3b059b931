import type { Order } from "../../protocol/orders.ts";

export interface PaymentItem {
  readonly name: string;
  /** Integer minor units of the order's currency. */
  readonly unitAmount: number;
  readonly quantity: number;
}

/** What the payment page lists: the lines and the delivery, if it costs anything. Their sum is the order's total. */
export function paymentItems(order: Pick<Order, "lines" | "deliveryPrice">): PaymentItem[] {
  const lines = order.lines.map(({ name, label, unitAmount, quantity }) => ({
    name: label === "" ? name : `${name}, ${label}`,
    unitAmount,
    quantity,
  }));
  const { amount } = order.deliveryPrice;
  return amount === 0 ? lines : [...lines, { name: "Delivery", unitAmount: amount, quantity: 1 }];
}
