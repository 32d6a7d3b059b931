"use client";

import styles from "./choices.module.css";
import { controlId } from "./error-summary.tsx";
import form from "./form.module.css";

interface Choice {
  readonly value: string;
  readonly name: string;
  readonly note: string;
  readonly price: string | null;
}

interface Props {
  readonly field: "delivery" | "payment";
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly error: string | null;
  readonly onChoose: (value: string) => void;
}

export function Choices({ field, legend, choices, value, error, onChoose }: Props) {
  const errorId = `${controlId(field)}-error`;
  return (
    <fieldset className={form.group} aria-describedby={error ? errorId : undefined}>
      <legend className={form.legend}>{legend}</legend>
      {error ? (
        <p id={errorId} className={form.groupError}>
          {error}
        </p>
      ) : null}
      <div className={styles.list}>
        {choices.map((choice, index) => (
          <label key={choice.value} className={styles.choice}>
            <input
              className={styles.radio}
              id={index === 0 ? controlId(field) : undefined}
              type="radio"
              name={field}
              required
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
            />
            <span className={styles.name}>{choice.name}</span>
            {choice.price ? <span className={`numbers ${styles.price}`}>{choice.price}</span> : null}
            <span className={styles.note}>{choice.note}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
