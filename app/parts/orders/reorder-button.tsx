"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { draftOf } from "../../../domain/checkout/draft.ts";
import { addToCart } from "../../device/cart.ts";
import { useDraft } from "../../device/drafts.ts";
import { cancelOrder, type LocalOrder } from "../../device/orders.ts";
import * as strings from "../../strings/orders.ts";
import button from "../controls/button.module.css";
import { stageOf } from "./stage.ts";

/** Puts an order's lines back into the cart and its answers back into the checkout; a refused order is closed. */
export function ReorderButton({ local }: { readonly local: LocalOrder }) {
  const router = useRouter();
  const { set } = useDraft("checkout", draftOf(local.request));
  const working = useRef(false);

  const putBack = async () => {
    if (working.current) return;
    working.current = true;
    set(draftOf(local.request));
    for (const line of local.request.lines) await addToCart(line.sku, line.quantity);
    const stage = stageOf(local);
    if (stage === "rejected" || stage === "needs-you") await cancelOrder(local.key);
    router.push("/cart");
  };

  return (
    <button type="button" className={button.secondary} onClick={putBack}>
      {strings.backToCart}
    </button>
  );
}
