"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { problemsOfDelivery } from "../../../domain/checkout/rules.ts";
import { pathOfStep } from "../../../domain/checkout/steps.ts";
import { deliveryPrice } from "../../../domain/pricing.ts";
import { shop } from "../../../shop.config.ts";
import { useKeptCard } from "../../device/kept-card.ts";
import * as strings from "../../strings/checkout.ts";
import { daysInWords, deliveryNames, paymentNames, paymentNotes } from "../../strings/delivery-terms.ts";
import { name as cardName } from "../../strings/kept-card.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import { CheckoutFrame } from "./checkout-frame.tsx";
import { Choices } from "./choices.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import styles from "./form.module.css";
import { KeepCard } from "./keep-card.tsx";
import { priceOrFree } from "./price-or-free.ts";
import { useCheckout } from "./use-checkout.ts";

export function DeliveryStep() {
  const checkout = useCheckout("delivery");
  const { draft, answer, loaded } = checkout;
  const router = useRouter();
  const kept = useKeptCard();
  const [attempt, setAttempt] = useState(0);
  const problems = problemsOfDelivery(draft);
  const errorOf = (field: "delivery" | "payment") => {
    const problem = attempt > 0 ? problems.find((entry) => entry.field === field) : undefined;
    return problem ? strings.faultText(field, problem.fault, draft.country) : null;
  };

  const goOn = (event: FormEvent) => {
    event.preventDefault();
    if (problems.length === 0) router.push(pathOfStep("review"));
    else setAttempt(attempt + 1);
  };

  const deliveries = shop.delivery.map((method) => ({
    value: method.id,
    name: deliveryNames[method.id],
    note: daysInWords(method.days),
    price: priceOrFree(deliveryPrice(method.id, loaded.basket.subtotal)),
  }));
  const offered = shop.payments.filter((method) => method !== "kept-card" || kept.card !== null);
  const payments = offered.map((method) => ({
    value: method,
    name: method === "kept-card" && kept.card ? cardName(kept.card.brand, kept.card.last4) : paymentNames[method],
    note: paymentNotes[method],
    price: null,
  }));

  return (
    <CheckoutFrame step="delivery" checkout={checkout}>
      <form className={styles.form} onSubmit={goOn} noValidate>
        <ErrorSummary problems={problems} country={draft.country} attempt={attempt} />
        <Choices
          field="delivery"
          legend={strings.deliveryTitle}
          choices={deliveries}
          value={draft.delivery}
          error={errorOf("delivery")}
          onChoose={(value) => {
            const method = shop.delivery.find((entry) => entry.id === value);
            if (method) answer({ delivery: method.id });
          }}
        />
        <Choices
          field="payment"
          legend={strings.paymentTitle}
          choices={payments}
          value={draft.payment}
          error={errorOf("payment")}
          onChoose={(value) => {
            const method = shop.payments.find((entry) => entry === value);
            if (method) answer({ payment: method });
          }}
        />
        <KeepCard kept={kept} />
        <div className={styles.actions}>
          <button type="submit" className={button.primary}>
            {strings.toReview}
          </button>
          <ShopLink href={pathOfStep("details")} className={button.quiet}>
            {strings.back}
          </ShopLink>
        </div>
      </form>
    </CheckoutFrame>
  );
}
