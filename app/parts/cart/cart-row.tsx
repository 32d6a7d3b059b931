"use client";

import type { BasketLine } from "../../../domain/checkout/basket.ts";
import { formatMoney } from "../../../domain/money.ts";
import { shop } from "../../../shop.config.ts";
import * as strings from "../../strings/cart.ts";
import { Photo } from "../catalogue/photo.tsx";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import styles from "./cart-row.module.css";
import { nameOfLine } from "./line-name.ts";
import { SavedSign } from "./saved-sign.tsx";
import { Stepper } from "./stepper.tsx";

interface Props {
  readonly line: BasketLine;
  readonly saved: "here" | "everywhere";
  readonly onStep: (sku: string, by: 1 | -1) => void;
  readonly onChange: (sku: string, quantity: number) => void;
  readonly onRemove: (sku: string) => void;
}

export function CartRow({ line, saved, onStep, onChange, onRemove }: Props) {
  const { sku, quantity, offer, state, left } = line;
  const name = nameOfLine(line);
  return (
    <li className={styles.row}>
      <div className={styles.stage}>
        {offer ? <Photo picture={{ base: offer.picture.base, alt: "" }} sizes="7rem" className={styles.photo} /> : null}
      </div>
      <div className={styles.words}>
        <p className={styles.name}>
          {offer ? (
            <ShopLink href={`/product/${offer.product}?variant=${sku}`} className={styles.link}>
              {offer.name}
            </ShopLink>
          ) : (
            name
          )}
        </p>
        {offer?.label ? <p className={styles.label}>{offer.label}</p> : null}
        {line.unit && quantity > 1 ? (
          <p className={`numbers ${styles.label}`}>
            {formatMoney(line.unit, shop.locale)} {strings.each}
          </p>
        ) : null}
      </div>
      <p className={`numbers ${styles.sum}`}>
        {line.sum && state !== "sold-out" ? formatMoney(line.sum, shop.locale) : null}
      </p>
      <div className={styles.tools}>
        <Stepper
          name={name}
          quantity={quantity}
          onStep={(by) => onStep(sku, by)}
          onChange={(next) => onChange(sku, next)}
        />
        <button
          type="button"
          className={`${button.quiet} ${styles.remove}`}
          aria-label={strings.removeNamed(name)}
          onClick={() => onRemove(sku)}
        >
          {strings.remove}
        </button>
        <SavedSign saved={saved} />
      </div>
      {state === "short" && left !== null ? (
        <p className={styles.trouble}>
          {strings.state.short(left)}{" "}
          <button type="button" className={styles.fix} onClick={() => onChange(sku, left)}>
            {strings.state.takeLeft(left)}
          </button>
        </p>
      ) : null}
      {state === "sold-out" ? <p className={styles.trouble}>{strings.state.soldOut}</p> : null}
      {state === "unknown" ? <p className={styles.trouble}>{strings.state.unknown}</p> : null}
      {state === "waiting" ? <p className={styles.pending}>{strings.state.waiting}</p> : null}
    </li>
  );
}
