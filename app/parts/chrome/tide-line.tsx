import styles from "./tide-line.module.css";

const WAVE = "c28 0 34-9 60-9s34 18 62 18 32-14 54-14 26 9 46 9 22-4 40-4H360";

const STILL = { line: "M0 12H360", fill: "M0 12H360V24H0Z" } as const;
const SWELL = { line: `M0 12${WAVE}`, fill: `M0 12${WAVE}V24H0Z` } as const;

interface Props {
  readonly part: { readonly line: string; readonly fill: string };
  readonly kind: "line" | "fill";
}

function Water({ part, kind }: Props) {
  const line = kind === "line";
  return (
    <svg className={styles.part} viewBox="0 0 360 24" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path
        d={part[kind]}
        fill={line ? "none" : "currentColor"}
        stroke={line ? "currentColor" : "none"}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** The wave keeps its proportions; only the still water on both sides of it stretches. */
function Surface({ kind }: Pick<Props, "kind">) {
  return (
    <>
      <Water part={STILL} kind={kind} />
      <Water part={SWELL} kind={kind} />
      <Water part={STILL} kind={kind} />
    </>
  );
}

/** The house rule: a waterline that is disturbed once and settles. */
export function TideLine() {
  return (
    <div className={styles.line}>
      <Surface kind="line" />
    </div>
  );
}

/** The same waterline as the upper edge of a band, filled below with the band's colour. */
export function TideEdge() {
  return (
    <div className={styles.edge}>
      <Surface kind="fill" />
    </div>
  );
}
