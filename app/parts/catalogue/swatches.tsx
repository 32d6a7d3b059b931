import type { ProductCard } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/catalogue.ts";
import styles from "./swatches.module.css";

/** One dot per colour; the fill is an SVG attribute because the content policy allows no inline style. */
export function Swatch({ swatch }: { readonly swatch: string }) {
  return (
    <svg className={styles.dot} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <circle cx="6" cy="6" r="5.5" fill={swatch} />
    </svg>
  );
}

export function Swatches({ colours }: { readonly colours: ProductCard["colours"] }) {
  if (colours.length < 2) return null;
  return (
    <span className={styles.row}>
      {colours.map((colour) => (
        <Swatch key={colour.code} swatch={colour.swatch} />
      ))}
      <span className="visually-hidden">{strings.colourCount(colours.length)}</span>
    </span>
  );
}
