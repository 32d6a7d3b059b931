import type { DeliveryMethod, PaymentMethod } from "../../protocol/orders.ts";
import { shop } from "../../shop.config.ts";

export const deliveryNames: Readonly<Record<DeliveryMethod, string>> = {
  standard: "Standard",
  express: "Express",
  collect: "Collect from the quay",
};

export const paymentNames: Readonly<Record<PaymentMethod, string>> = {
  card: "Card",
  "kept-card": "Kept card",
  "on-delivery": "Pay on delivery",
};

export const paymentNotes: Readonly<Record<PaymentMethod, string>> = {
  card: "You pay on our payment page, after the order is placed. Stock is held for you meanwhile.",
  "kept-card":
    "Charged when the order arrives, also if you were offline. If the bank says no, the order waits and you choose.",
  "on-delivery": "Pay the carrier, or us at the counter. Cash or card.",
};

export function daysInWords([fewest, most]: readonly [number, number]): string {
  if (fewest === most) return fewest === 1 ? "1 working day" : `${fewest} working days`;
  return `${fewest} to ${most} working days`;
}

/** A method with its time, such as "Standard, 3 to 5 working days". */
export function deliveryWords(method: DeliveryMethod): string {
  const terms = shop.delivery.find((entry) => entry.id === method);
  return terms ? `${deliveryNames[method]}, ${daysInWords(terms.days)}` : deliveryNames[method];
}

export const free = "Free";
