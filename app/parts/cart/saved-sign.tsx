import { savedLine } from "../../strings/cart.ts";
import styles from "./saved-sign.module.css";

/** A device, and the same device with a tick beside it. */
const SHAPES = {
  here: "M4.5 1.5h7v13h-7zM7 12.5h2",
  everywhere: "M1.5 1.5h6v13h-6zM3.7 12.5h1.6M9.5 8.2l2 2 4-5",
} as const;

/** Where a line is kept. Both words stand in the same place, one of them unseen, so that nothing moves when they change. */
export function SavedSign({ saved }: { readonly saved: keyof typeof SHAPES }) {
  return (
    <p className={styles.place}>
      {(["here", "everywhere"] as const).map((where) => (
        <span key={where} className={where === saved ? styles.shown : styles.unseen}>
          <svg viewBox="0 0 16 16" className={styles.sign} aria-hidden="true" focusable="false">
            <path d={SHAPES[where]} />
          </svg>
          {savedLine[where]}
        </span>
      ))}
    </p>
  );
}
