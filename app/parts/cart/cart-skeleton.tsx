import * as strings from "../../strings/cart.ts";
import styles from "./cart-skeleton.module.css";

/** Keeps the cart's place while the device reads it, so that nothing jumps. */
export function CartSkeleton() {
  return (
    <div className={styles.skeleton}>
      <p className="visually-hidden" role="status">
        {strings.loading}
      </p>
      <div className={styles.lines} aria-hidden="true">
        {[0, 1].map((index) => (
          <div key={index} className={styles.line}>
            <div className={styles.picture} />
            <div className={styles.bars}>
              <div className={styles.bar} />
              <div className={styles.shortBar} />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
