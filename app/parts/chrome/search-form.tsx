import * as strings from "../../strings/chrome.ts";
import { SearchField } from "../search/search-field.tsx";
import styles from "./search-form.module.css";

interface Props {
  readonly id: string;
  readonly query?: string;
  readonly compact?: boolean;
}

/** A plain GET form: it searches with no script at all. */
export function SearchForm({ id, query = "", compact = false }: Props) {
  return (
    <search>
      <form action="/search" method="get" className={compact ? styles.compact : styles.form}>
        <label htmlFor={id} className="visually-hidden">
          {strings.searchLabel}
        </label>
        <SearchField id={id} query={query} className={styles.input} />
        <button className={styles.button} type="submit">
          {strings.searchAction}
        </button>
      </form>
    </search>
  );
}
