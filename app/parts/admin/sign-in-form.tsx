"use client";

import { type FormEvent, useState } from "react";
import { signIn } from "../../strings/admin.ts";
import field from "../checkout/field.module.css";
import buttons from "../controls/button.module.css";
import { callOperator } from "./call-operator.ts";
import styles from "./panel.module.css";

const WORDS: Readonly<Record<number, string>> = { 401: signIn.wrong, 429: signIn.tooMany };

export function SignInForm() {
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get("token") ?? "");
    const outcome = await callOperator("session", { token });
    if (outcome.ok) window.location.assign("/admin");
    else setError(WORDS[outcome.status] ?? outcome.words);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={field.field}>
        <label htmlFor="token" className={field.label}>
          {signIn.token}
        </label>
        <input
          id="token"
          name="token"
          type="password"
          autoComplete="current-password"
          required
          aria-invalid={error !== null}
          aria-describedby="token-error"
          className={field.control}
        />
        <p id="token-error" className={field.error} role="alert">
          {error}
        </p>
      </div>
      <button type="submit" className={buttons.primary}>
        {signIn.action}
      </button>
    </form>
  );
}
