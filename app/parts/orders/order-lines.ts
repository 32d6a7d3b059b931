import { money } from "../../../domain/money.ts";
import { subtotalOf } from "../../../domain/pricing.ts";
import type { Picture } from "../../../protocol/catalogue.ts";
import type { Money } from "../../../protocol/money.ts";
import type { LocalOrder } from "../../device/orders.ts";

export interface ShownLine {
  readonly sku: string;
  readonly product: string | null;
  readonly name: string;
  readonly picture: Picture | null;
  readonly quantity: number;
  readonly sum: Money;
}

export interface ShownSums {
  readonly subtotal: Money;
  readonly delivery: Money;
  readonly total: Money;
}

const named = (name: string, label: string) => (label ? `${name}, ${label}` : name);

/** The lines of an order: as the server took it, else as it was shown when it was made here. */
export function linesOf({ order, request, offers }: LocalOrder): ShownLine[] {
  if (order) {
    return order.lines.map((line) => ({
      sku: line.sku,
      product: line.product,
      name: named(line.name, line.label),
      picture: line.picture,
      quantity: line.quantity,
      sum: money(order.currency, line.unitAmount * line.quantity),
    }));
  }
  return request.lines.map((line) => {
    const offer = offers.find((entry) => entry.sku === line.sku);
    return {
      sku: line.sku,
      product: offer?.product ?? null,
      name: offer ? named(offer.name, offer.label) : line.sku,
      picture: offer?.picture ?? null,
      quantity: line.quantity,
      sum: money(request.currency, line.unitAmount * line.quantity),
    };
  });
}

/** The sums of an order: the server's, else those that were shown when it was made here. */
export function sumsOf({ order, request }: LocalOrder): ShownSums {
  if (order) return { subtotal: order.subtotal, delivery: order.deliveryPrice, total: order.total };
  const { currency, shown } = request;
  const lines = request.lines.map((line) => ({ unit: money(currency, line.unitAmount), quantity: line.quantity }));
  return {
    subtotal: subtotalOf(lines, currency),
    delivery: money(currency, shown.delivery),
    total: money(currency, shown.total),
  };
}
