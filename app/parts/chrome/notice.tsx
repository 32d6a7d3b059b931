import styles from "./notice.module.css";

/** The line on top of every page that `SHOP_NOTICE` sets; nothing without it. */
export function Notice() {
  const notice = process.env.SHOP_NOTICE;
  if (!notice) return null;
  return (
    <div className={styles.band}>
      <p className={`frame ${styles.notice}`}>{notice}</p>
    </div>
  );
}
