import type { Metadata } from "next";
import { Suspense } from "react";
import { OrderSkeleton } from "../../parts/orders/order-skeleton.tsx";
import { OrderView } from "../../parts/orders/order-view.tsx";
import { viewTitle } from "../../strings/orders.ts";

export const metadata: Metadata = { title: viewTitle, robots: { index: false } };

export default function OrderPage() {
  return (
    <div className="frame tall">
      <Suspense fallback={<OrderSkeleton />}>
        <OrderView />
      </Suspense>
    </div>
  );
}
