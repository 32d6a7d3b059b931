import { TideLine } from "../chrome/tide-line.tsx";
import styles from "./shelf-head.module.css";

interface Props {
  readonly title: string;
  readonly blurb: string;
}

export function ShelfHead({ title, blurb }: Props) {
  return (
    <div className={styles.head}>
      <h1>{title}</h1>
      <p className={styles.blurb}>{blurb}</p>
      <div className={styles.line}>
        <TideLine />
      </div>
    </div>
  );
}
