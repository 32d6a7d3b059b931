"use client";

import type { Variant } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/product.ts";
import { variantFor } from "./choice.ts";
import type { StagedProduct } from "./product-stage.tsx";
import styles from "./variant-picker.module.css";

interface Props {
  readonly product: StagedProduct;
  readonly chosen: Variant;
  readonly onChoose: (colour: string, size: string | null) => void;
}

export function VariantPicker({ product, chosen, onChoose }: Props) {
  const colour = product.colours.find((entry) => entry.code === chosen.colour);
  const isGone = (code: string, size: string | null) =>
    variantFor(product, code, size)?.availability.state === "sold-out";

  return (
    <div className={styles.pickers}>
      {product.colours.length > 1 ? (
        <fieldset>
          <legend className={styles.legend}>
            {strings.colour}: <span className={styles.answer}>{colour?.name}</span>
            {isGone(chosen.colour, chosen.size) ? `, ${strings.soldOutChoice}` : null}
          </legend>
          <div className={styles.options}>
            {product.colours.map((entry) => (
              <label key={entry.code} className={styles.colour} title={entry.name}>
                <input
                  className={styles.radio}
                  type="radio"
                  name="colour"
                  value={entry.code}
                  checked={entry.code === chosen.colour}
                  onChange={() => onChoose(entry.code, chosen.size)}
                />
                <svg className={styles.swatch} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
                  <circle cx="20" cy="20" r="20" fill={entry.swatch} />
                  {isGone(entry.code, chosen.size) ? <path d="M6 34 34 6" className={styles.slash} /> : null}
                </svg>
                <span className="visually-hidden">
                  {entry.name}
                  {isGone(entry.code, chosen.size) ? `, ${strings.soldOutChoice}` : null}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      {product.sizes.length > 0 ? (
        <fieldset>
          <legend className={styles.legend}>
            {strings.size}: <span className={styles.answer}>{chosen.size}</span>
          </legend>
          <div className={styles.options}>
            {product.sizes.map((size) => {
              const gone = isGone(chosen.colour, size);
              return (
                <label key={size} className={gone ? `${styles.size} ${styles.gone}` : styles.size}>
                  <input
                    className={styles.radio}
                    type="radio"
                    name="size"
                    value={size}
                    checked={size === chosen.size}
                    onChange={() => onChoose(chosen.colour, size)}
                  />
                  <span>{size}</span>
                  {gone ? <span className={styles.reason}>{strings.soldOutChoice}</span> : null}
                </label>
              );
            })}
          </div>
        </fieldset>
      ) : null}
    </div>
  );
}
