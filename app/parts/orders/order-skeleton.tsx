import * as strings from "../../strings/orders.ts";
import styles from "./order-skeleton.module.css";

export function OrderSkeleton() {
  return (
    <div className={styles.skeleton}>
      <h1 className="visually-hidden">{strings.viewTitle}</h1>
      <p className="visually-hidden" role="status">
        {strings.loading}
      </p>
      <div className={styles.title} aria-hidden="true" />
      <div className={styles.body} aria-hidden="true" />
    </div>
  );
}
