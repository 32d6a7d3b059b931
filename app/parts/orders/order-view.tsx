"use client";

import { useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { refreshOrder, useOrder } from "../../device/orders.ts";
import * as strings from "../../strings/orders.ts";
import { PageHead } from "../chrome/page-head.tsx";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import { Heard } from "./heard.tsx";
import { OrderActions } from "./order-actions.tsx";
import { OrderFacts } from "./order-facts.tsx";
import { OrderHistory } from "./order-history.tsx";
import { OrderSkeleton } from "./order-skeleton.tsx";
import styles from "./order-view.module.css";
import { StageNotice } from "./stage-notice.tsx";

/** One order of this device, named in the address by `key` (made here) or `id` (known to the server). */
export function OrderView() {
  const params = useSearchParams();
  const wanted = params.get("key") ?? params.get("id") ?? "";
  const { status, order } = useOrder(wanted);

  useEffect(() => {
    // Back from the payment page the server knows more than this device does.
    if (wanted) void refreshOrder(wanted);
  }, [wanted]);

  if (status === "loading") return <OrderSkeleton />;
  if (!order) {
    return (
      <>
        <PageHead title={strings.notFoundTitle}>{strings.notFoundText}</PageHead>
        <ShopLink href="/orders" className={button.secondary}>
          {strings.all}
        </ShopLink>
      </>
    );
  }
  return (
    <div className={styles.view}>
      <StageNotice local={order} />
      <Heard orders={[order]} className={styles.heard} />
      <OrderActions local={order} />
      <OrderFacts local={order} />
      <OrderHistory local={order} />
      <p>
        <ShopLink href="/orders">{strings.all}</ShopLink>
      </p>
    </div>
  );
}
