"use client";

import type { ReactNode } from "react";
import type { DetailsField } from "../../../domain/checkout/draft.ts";
import { FIELD_LIMITS, isRequired } from "../../../domain/checkout/rules.ts";
import * as strings from "../../strings/checkout.ts";
import { controlId } from "./error-summary.tsx";
import styles from "./field.module.css";

interface FieldProps {
  readonly field: DetailsField;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error: string | null;
  readonly children: (described: { readonly id: string; readonly "aria-describedby"?: string }) => ReactNode;
}

/** Label, hint and error of one control, tied to it for those who do not see them. */
export function Field({ field, label, hint, error, children }: FieldProps) {
  const id = controlId(field);
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label} {isRequired(field) ? null : <span className={styles.optional}>({strings.optional})</span>}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      ) : null}
      {children(described ? { id, "aria-describedby": described } : { id })}
      {error ? (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

interface Props {
  readonly field: DetailsField;
  readonly label?: string;
  readonly hint?: string | undefined;
  readonly type?: "text" | "email" | "tel";
  readonly autoComplete: string;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

export function TextField({ field, label, hint, type = "text", autoComplete, value, error, onChange, onLeave }: Props) {
  return (
    <Field field={field} label={label ?? strings.fields[field]} hint={hint} error={error}>
      {(described) => (
        <input
          {...described}
          className={styles.control}
          name={field}
          type={type}
          autoComplete={autoComplete}
          required={isRequired(field)}
          maxLength={FIELD_LIMITS[field]}
          aria-invalid={error !== null}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
        />
      )}
    </Field>
  );
}
