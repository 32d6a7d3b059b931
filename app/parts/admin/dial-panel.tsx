"use client";

import { type FormEvent, useState } from "react";
import type { DialState } from "../../../protocol/operator.ts";
import * as strings from "../../strings/admin.ts";
import field from "../checkout/field.module.css";
import buttons from "../controls/button.module.css";
import { callOperator } from "./call-operator.ts";
import styles from "./panel.module.css";

const until = new Intl.DateTimeFormat("en-IE", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** Shows how two releases share the visitors, and moves it; the line may be one percentage or a schedule. */
export function DialPanel({ dial }: { readonly dial: DialState }) {
  const [error, setError] = useState("");
  const move = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const schedule = String(new FormData(event.currentTarget).get("schedule") ?? "");
    const outcome = await callOperator("dial", { schedule });
    if (outcome.ok) window.location.reload();
    else setError(outcome.words);
  };
  return (
    <section className={styles.panel} aria-labelledby="dial">
      <h2 id="dial">{strings.dial.title}</h2>
      <p className={styles.lead}>{strings.dial.lead(dial.percent, `${until.format(new Date(dial.deadline))} UTC`)}</p>
      <form className={styles.form} onSubmit={move}>
        <div className={field.field}>
          <label htmlFor="schedule" className={field.label}>
            {strings.dial.line}
          </label>
          <p id="schedule-hint" className={field.hint}>
            {strings.dial.hint}
          </p>
          <input
            id="schedule"
            name="schedule"
            required
            defaultValue={dial.schedule ?? `${dial.percent}%`}
            aria-describedby="schedule-hint schedule-error"
            className={field.control}
          />
          <p id="schedule-error" className={field.error} role="alert">
            {error}
          </p>
        </div>
        <button type="submit" className={buttons.secondary}>
          {strings.dial.action}
        </button>
      </form>
    </section>
  );
}
