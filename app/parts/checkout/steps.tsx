import { CHECKOUT_STEPS, type CheckoutStep } from "../../../domain/checkout/steps.ts";
import * as strings from "../../strings/checkout.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import styles from "./steps.module.css";

/** Steps that are done are links back; steps to come are not, because they cannot be entered yet. */
export function Steps({ current }: { readonly current: CheckoutStep }) {
  const here = CHECKOUT_STEPS.findIndex((step) => step.id === current);
  return (
    <nav aria-label={strings.stepsLabel}>
      <ol className={styles.steps}>
        {CHECKOUT_STEPS.map((step, index) => (
          <li key={step.id} className={index <= here ? styles.reached : styles.ahead}>
            {index < here ? (
              <ShopLink href={step.path}>{strings.steps[step.id]}</ShopLink>
            ) : (
              <span aria-current={index === here ? "step" : undefined}>{strings.steps[step.id]}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
