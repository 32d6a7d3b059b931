import { formatMoney, money } from "../../../domain/money.ts";
import { isKnownEntry } from "../../../offline/formats.ts";
import { ordersOf } from "../../../offline/outbox.ts";
import type { OutboxEntry } from "../../../offline/outbox-entry.ts";
import { shop } from "../../../shop.config.ts";
import type { WaitingList } from "../../device/waiting.ts";
import * as strings from "../../strings/waiting.ts";
import { linesOf } from "../orders/order-lines.ts";

export interface AboutEntry {
  readonly title: string;
  /** What it is about, beyond its title. */
  readonly detail: string | null;
  /** What it costs as the shopper saw it. */
  readonly sum: string | null;
  /** The key of the order that it belongs to. */
  readonly orderKey: string | null;
}

function detailOf(entry: OutboxEntry, { orders, cart }: WaitingList): string | null {
  switch (entry.kind) {
    case "order":
    case "order-cancel": {
      const [order] = ordersOf(entry).map((key) => orders.get(key));
      if (!order) return null;
      const goods = linesOf(order).map((line) => (line.quantity > 1 ? `${line.quantity} × ${line.name}` : line.name));
      const number = order.order ? [strings.orderNumber(order.order.number)] : [];
      return [...number, ...goods].join("; ");
    }
    case "cart-sync":
      return cart && cart.cartId === entry.cartId ? strings.cartNow(cart.count) : strings.earlierCart;
    case "alert":
      return entry.body.sku;
    case "review":
      return entry.body.text;
    case "telemetry":
      return null;
  }
}

/** What an entry is, in words and with the sum that was shown. */
export function aboutEntry(entry: OutboxEntry, list: WaitingList): AboutEntry {
  // What another release wrote may hold anything.
  if (!isKnownEntry(entry)) return { title: strings.titles.foreign, detail: null, sum: null, orderKey: null };
  const [orderKey = null] = ordersOf(entry);
  const detail = detailOf(entry, list);
  if (entry.kind !== "order") return { title: strings.titles[entry.kind], detail, sum: null, orderKey };
  const { currency, shown } = entry.body;
  const sum = strings.sumShown(formatMoney(money(currency, shown.total), shop.locale));
  return { title: entry.cancel ? strings.titles["order-cancel"] : strings.titles.order, detail, sum, orderKey };
}
