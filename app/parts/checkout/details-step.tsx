"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { DetailsField } from "../../../domain/checkout/draft.ts";
import { DETAILS_FIELDS, faultOf, problemsOfDetails } from "../../../domain/checkout/rules.ts";
import { pathOfStep } from "../../../domain/checkout/steps.ts";
import { shop } from "../../../shop.config.ts";
import * as strings from "../../strings/checkout.ts";
import button from "../controls/button.module.css";
import { CheckoutFrame } from "./checkout-frame.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import field from "./field.module.css";
import styles from "./form.module.css";
import { Field, TextField } from "./text-field.tsx";
import { useCheckout } from "./use-checkout.ts";

export function DetailsStep() {
  const checkout = useCheckout("details");
  const { draft, answer } = checkout;
  const router = useRouter();
  const [left, setLeft] = useState<ReadonlySet<DetailsField>>(new Set());
  const [attempt, setAttempt] = useState(0);
  const problems = problemsOfDetails(draft);

  const leave = (name: DetailsField) => {
    // An empty answer is not a mistake until the shopper wants to go on.
    if (draft[name].trim() !== "") setLeft(new Set(left).add(name));
  };
  const errorOf = (name: DetailsField) => {
    const fault = left.has(name) ? faultOf(draft, name) : null;
    return fault ? strings.faultText(name, fault, draft.country) : null;
  };
  const bind = (name: DetailsField) => ({
    field: name,
    value: draft[name],
    error: errorOf(name),
    hint: strings.hints[name],
    onChange: (value: string) => answer({ [name]: value }),
    onLeave: () => leave(name),
  });

  const goOn = (event: FormEvent) => {
    event.preventDefault();
    if (problems.length === 0) {
      router.push(pathOfStep("delivery"));
      return;
    }
    setLeft(new Set(DETAILS_FIELDS));
    setAttempt(attempt + 1);
  };

  return (
    <CheckoutFrame step="details" checkout={checkout}>
      <form className={styles.form} onSubmit={goOn} noValidate>
        <ErrorSummary problems={problems} country={draft.country} attempt={attempt} />
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{strings.contactTitle}</legend>
          <TextField {...bind("name")} autoComplete="name" />
          <TextField {...bind("email")} type="email" autoComplete="email" />
          <TextField {...bind("phone")} type="tel" autoComplete="tel" />
        </fieldset>
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{strings.addressTitle}</legend>
          <Field field="country" label={strings.fields.country} error={errorOf("country")}>
            {(described) => (
              <select
                {...described}
                className={field.control}
                name="country"
                autoComplete="country"
                required
                value={draft.country}
                onChange={(event) => answer({ country: event.target.value })}
              >
                {shop.countries.map((country) => (
                  <option key={country.code} value={country.code}>
                    {country.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <TextField {...bind("line1")} autoComplete="address-line1" />
          <TextField {...bind("line2")} autoComplete="address-line2" />
          <div className={styles.pair}>
            <TextField {...bind("city")} autoComplete="address-level2" />
            <TextField {...bind("region")} autoComplete="address-level1" />
          </div>
          <TextField
            {...bind("postcode")}
            label={strings.postcodeName(draft.country)}
            hint={strings.postcodeHint(draft.country)}
            autoComplete="postal-code"
          />
        </fieldset>
        <div className={styles.actions}>
          <button type="submit" className={button.primary}>
            {strings.toDelivery}
          </button>
          <p className={styles.note}>{strings.draftNote}</p>
        </div>
      </form>
    </CheckoutFrame>
  );
}
