import type { ProductCard } from "../../../protocol/catalogue.ts";
import styles from "./product-grid.module.css";
import { ProductTile } from "./product-tile.tsx";

/** The first row is in view when the page opens, so its pictures are not lazy. */
const FIRST_ROW = 4;

interface Props {
  readonly cards: readonly ProductCard[];
  readonly heading?: "h2" | "h3";
  readonly eager?: boolean;
}

export function ProductGrid({ cards, heading = "h2", eager = true }: Props) {
  return (
    <ul className={styles.grid}>
      {cards.map((card, index) => (
        <li key={card.slug}>
          <ProductTile card={card} heading={heading} eager={eager && index < FIRST_ROW} />
        </li>
      ))}
    </ul>
  );
}
