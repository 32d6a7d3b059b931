import styles from "./tide-line.module.css";

const SURFACE = "H820c28 0 34-9 60-9s34 18 62 18 32-14 54-14 26 9 46 9 22-4 40-4H1440";

/** The house rule: a waterline that is disturbed once and settles. */
export function TideLine() {
  return (
    <svg className={styles.line} viewBox="0 0 1440 24" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d={`M0 12${SURFACE}`} fill="none" stroke="currentColor" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** The same waterline as the upper edge of a band, filled below with the band's colour. */
export function TideEdge() {
  return (
    <svg className={styles.edge} viewBox="0 0 1440 24" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d={`M0 12${SURFACE}V24H0Z`} fill="currentColor" />
    </svg>
  );
}
