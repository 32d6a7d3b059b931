import { promises, promisesTitle } from "../../strings/home.ts";
import { TideLine } from "../chrome/tide-line.tsx";
import styles from "./promises.module.css";

export function Promises() {
  return (
    <section className={`frame ${styles.promises}`} aria-labelledby="promises-title">
      <TideLine />
      <h2 id="promises-title">{promisesTitle}</h2>
      <ul className={styles.list}>
        {promises.map((promise) => (
          <li key={promise.title} className={styles.promise}>
            <h3>{promise.title}</h3>
            <p>{promise.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
