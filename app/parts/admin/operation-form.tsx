import type { ReactNode } from "react";
import button from "../controls/button.module.css";
import styles from "./panel.module.css";

interface Props {
  readonly id: string;
  readonly title: string;
  /** The page's own heading says it already. */
  readonly untitled?: boolean;
  readonly children: ReactNode;
  readonly submit: string;
  /** What came of it, empty before. */
  readonly told: string;
  readonly onSubmit: (form: FormData) => void;
}

/** One thing that an operator does: its fields, its button, and what came of it. */
export function OperationForm({ id, title, untitled = false, children, submit, told, onSubmit }: Props) {
  return (
    <section className={styles.panel} {...(untitled ? { "aria-label": title } : { "aria-labelledby": id })}>
      {untitled ? null : <h2 id={id}>{title}</h2>}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(new FormData(event.currentTarget));
        }}
      >
        {children}
        <button type="submit" className={button.primary}>
          {submit}
        </button>
      </form>
      <p role="status" className={styles.told}>
        {told}
      </p>
    </section>
  );
}
