import type { Availability } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/product.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import styles from "./stock-line.module.css";
import { stockWords } from "./stock-words.ts";

export function StockLine({ availability }: { readonly availability: Availability }) {
  return (
    <div className={styles.lines}>
      <p className={styles[availability.state]} aria-live="polite">
        {stockWords(availability)}
      </p>
      <p className={styles.delivery}>
        {strings.delivery} {strings.returns} <ShopLink href="/delivery">{strings.deliveryLink}</ShopLink>
      </p>
    </div>
  );
}
