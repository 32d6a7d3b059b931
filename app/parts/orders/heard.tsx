"use client";

import { useConnection } from "../../device/connection.ts";
import type { LocalOrder } from "../../device/orders.ts";
import { clockAndAge } from "../../strings/clock.ts";
import { asOf } from "../../strings/orders.ts";

interface Props {
  readonly orders: readonly LocalOrder[];
  readonly className: string | undefined;
}

/** How old the shop's word is that is shown, for as long as it cannot be asked again (P2); of several orders the oldest. */
export function Heard({ orders, className }: Props) {
  const { online } = useConnection();
  const times = orders.flatMap(({ order, heardAt }) => (order && heardAt ? [heardAt] : []));
  if (online || times.length === 0) return null;
  const oldest = Math.min(...times);
  return <p className={className}>{asOf(clockAndAge(oldest, Date.now()))}</p>;
}
