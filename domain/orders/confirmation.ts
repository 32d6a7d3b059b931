import type { Order } from "../../protocol/orders.ts";
import { shop } from "../../shop.config.ts";
import { formatMoney, timesMoney } from "../money.ts";

/** The mail that tells a shopper that the order is placed. */
export function confirmationOf(order: Order): { readonly subject: string; readonly text: string } {
  const price = (amount: number) => formatMoney({ currency: order.currency, amount }, shop.locale);
  const lines = order.lines.map(({ name, label, quantity, unitAmount }) => {
    const sum = timesMoney({ currency: order.currency, amount: unitAmount }, quantity);
    return `${quantity} × ${label === "" ? name : `${name}, ${label}`}: ${formatMoney(sum, shop.locale)}`;
  });
  const { line1, line2, city, region, postcode, country } = order.address;
  const countryName = shop.countries.find((entry) => entry.code === country)?.name ?? country;
  const paid =
    order.payment.method !== "on-delivery"
      ? "Paid by card. Thank you."
      : `Please have ${price(order.total.amount)} ready on delivery.`;
  return {
    subject: `Your order ${order.number} is placed`,
    text: [
      `Hello ${order.contact.name},`,
      `your order ${order.number} is placed.`,
      [
        ...lines,
        `Delivery: ${order.deliveryPrice.amount === 0 ? "free" : price(order.deliveryPrice.amount)}`,
        `Total: ${price(order.total.amount)}`,
      ].join("\n"),
      paid,
      whereTo(order, [order.contact.name, line1, line2, city, region, postcode, countryName]),
      `Questions? Write to ${shop.email}.\n${shop.name}`,
    ].join("\n\n"),
  };
}

function whereTo(order: Order, address: readonly (string | undefined)[]): string {
  const terms = shop.delivery.find((entry) => entry.id === order.delivery);
  const [least, most] = terms?.days ?? [null, null];
  const days = least === most ? `${most} working day${most === 1 ? "" : "s"}` : `${least} to ${most} working days`;
  if (order.delivery === "collect") return `Ready for collection in ${days}.`;
  return `On its way to you in ${days}:\n${address.filter(Boolean).join("\n")}`;
}
