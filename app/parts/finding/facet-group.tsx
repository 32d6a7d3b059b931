import type { FacetParameter } from "../../../domain/finding/selection.ts";
import { Swatch } from "../catalogue/swatches.tsx";
import styles from "./finding.module.css";

export interface FacetValue {
  readonly value: string;
  readonly name: string;
  readonly count: number;
  readonly chosen: boolean;
  readonly swatch?: string;
}

interface Props {
  readonly parameter: FacetParameter;
  readonly legend: string;
  readonly values: readonly FacetValue[];
}

export function FacetGroup({ parameter, legend, values }: Props) {
  return (
    <fieldset>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.options}>
        {values.map(({ value, name, count, chosen, swatch }) => (
          <label key={value} className={styles.option} data-empty={count === 0 && !chosen ? "" : undefined}>
            <input className={styles.box} type="checkbox" name={parameter} value={value} defaultChecked={chosen} />
            {swatch ? <Swatch swatch={swatch} /> : null}
            <span className={styles.name}>{name}</span>
            <span className={`numbers ${styles.count}`}>({count})</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
