"use client";

import type { ReactNode } from "react";
import type { CheckoutStep } from "../../../domain/checkout/steps.ts";
import * as strings from "../../strings/checkout.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import styles from "./checkout-frame.module.css";
import { OrderSummary } from "./order-summary.tsx";
import { Steps } from "./steps.tsx";
import type { Checkout } from "./use-checkout.ts";

interface Props {
  readonly step: CheckoutStep;
  readonly checkout: Checkout;
  readonly children: ReactNode;
}

function Stop({ title, text }: { title: string; text: string }) {
  return (
    <div className={styles.stop}>
      <h2>{title}</h2>
      <p>{text}</p>
      <ShopLink href="/cart" className={button.primary}>
        {strings.toCart}
      </ShopLink>
    </div>
  );
}

function Skeleton() {
  return (
    <div className={styles.skeleton}>
      <p className="visually-hidden" role="status">
        {strings.loading}
      </p>
    </div>
  );
}

/** What the steps share: where the shopper is, the step itself and a summary that is always right. */
export function CheckoutFrame({ step, checkout, children }: Props) {
  const { state, draft, loaded } = checkout;
  if (state === "empty") return <Stop title={strings.emptyTitle} text={strings.emptyText} />;
  if (state === "blocked") return <Stop title={strings.blockedTitle} text={strings.blockedText} />;
  const waiting = state !== "ready";
  return (
    <>
      <Steps current={step} />
      <div className={step === "review" ? `${styles.columns} ${styles.summaryFirst}` : styles.columns}>
        <div className={styles.step}>{waiting ? <Skeleton /> : children}</div>
        {waiting ? (
          <div className={styles.asideSkeleton} />
        ) : (
          <OrderSummary loaded={loaded} delivery={draft.delivery} />
        )}
      </div>
    </>
  );
}
