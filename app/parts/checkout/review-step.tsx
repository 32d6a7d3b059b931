"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { requestOf } from "../../../domain/checkout/request.ts";
import { formatMoney, money } from "../../../domain/money.ts";
import { shop } from "../../../shop.config.ts";
import { useConnection } from "../../device/connection.ts";
import { submitOrder } from "../../device/orders.ts";
import * as strings from "../../strings/checkout.ts";
import button from "../controls/button.module.css";
import { CheckoutFrame } from "./checkout-frame.tsx";
import styles from "./form.module.css";
import { ReviewFacts } from "./review-facts.tsx";
import { type Checkout, useCheckout } from "./use-checkout.ts";

export function ReviewStep() {
  const router = useRouter();
  const { online } = useConnection();
  const [held, setHeld] = useState<Checkout | null>(null);
  const [failed, setFailed] = useState(false);
  const [moved, setMoved] = useState(false);
  const submitting = useRef(false);
  const current = useCheckout("review", held !== null);
  // Submitting closes the cart and the draft; the page keeps showing what is being sent until the order's own page opens.
  const checkout = held ?? current;
  const { draft, loaded } = checkout;
  const { basket, cartId, currency, versions, quote } = loaded;
  const request = requestOf({ cartId, currency, basket, draft, versions, quote });

  const place = async () => {
    if (!request || submitting.current) return;
    submitting.current = true;
    setHeld(current);
    setFailed(false);
    setMoved(false);
    try {
      const ordered = await submitOrder(
        request,
        basket.orderable.map((line) => line.offer),
      );
      if (!ordered) {
        submitting.current = false;
        setHeld(null);
        setMoved(true);
        return;
      }
      await current.clearDraft();
      router.push(`/orders/view?key=${encodeURIComponent(ordered.key)}`);
    } catch (error) {
      console.error(error);
      submitting.current = false;
      setHeld(null);
      setFailed(true);
    }
  };

  return (
    <CheckoutFrame step="review" checkout={checkout}>
      {request ? (
        <div className={styles.form}>
          <ReviewFacts request={request} />
          <div className={styles.actions}>
            <button
              type="button"
              className={`${button.primary} ${button.full}`}
              aria-disabled={held !== null}
              onClick={place}
            >
              {held
                ? strings.review.placing
                : strings.review.place(formatMoney(money(request.currency, request.shown.total), shop.locale))}
            </button>
            <p className={styles.note} role="status">
              {online ? strings.review.online : strings.review.offline}
            </p>
            {moved ? (
              <p className={styles.failed} role="alert">
                {strings.review.moved}
              </p>
            ) : null}
            {failed ? (
              <p className={styles.failed} role="alert">
                {strings.review.failed}
              </p>
            ) : null}
          </div>
        </div>
      ) : null}
    </CheckoutFrame>
  );
}
