"use client";

import { type MouseEvent, useEffect, useRef } from "react";
import type { FieldProblem } from "../../../domain/checkout/rules.ts";
import * as strings from "../../strings/checkout.ts";
import styles from "./error-summary.module.css";

interface Props {
  readonly problems: readonly FieldProblem[];
  readonly country: string;
  /** Rises with each refused attempt, so that the focus comes back here every time. */
  readonly attempt: number;
}

/** The `id` of the control that answers a field; a group of radios is answered at its first. */
export const controlId = (field: string) => `checkout-${field}`;

export function ErrorSummary({ problems, country, attempt }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (attempt === 0 || problems.length === 0) return null;

  const goTo = (event: MouseEvent, field: string) => {
    event.preventDefault();
    document.getElementById(controlId(field))?.focus();
  };

  return (
    <div ref={box} className={styles.box} role="alert" tabIndex={-1}>
      <h2 className={styles.title}>{strings.faultsTitle(problems.length)}</h2>
      <ul className={styles.list}>
        {problems.map(({ field, fault }) => (
          <li key={field}>
            <a href={`#${controlId(field)}`} className={styles.link} onClick={(event) => goTo(event, field)}>
              {strings.faultText(field, fault, country)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
