import type { Metadata } from "next";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { OrderList } from "../parts/orders/order-list.tsx";
import { Returned } from "../parts/returned/returned.tsx";
import { lead, title } from "../strings/orders.ts";

export const metadata: Metadata = { title, robots: { index: false } };

export default function OrdersPage() {
  return (
    <div className="frame tall">
      <PageHead title={title}>{lead}</PageHead>
      <Returned />
      <OrderList />
    </div>
  );
}
