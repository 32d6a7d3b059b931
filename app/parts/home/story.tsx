import type { ProductCard } from "../../../protocol/catalogue.ts";
import { seeCollection } from "../../strings/home.ts";
import { ProductGrid } from "../catalogue/product-grid.tsx";
import { ShopLink } from "../chrome/shop-link.tsx";
import { TideEdge } from "../chrome/tide-line.tsx";
import button from "../controls/button.module.css";
import styles from "./story.module.css";

interface Props {
  readonly slug: string;
  readonly name: string;
  readonly blurb: string;
  readonly cards: readonly ProductCard[];
}

/** One collection told on a dark band between two waterlines. */
export function Story({ slug, name, blurb, cards }: Props) {
  return (
    <section className={styles.story} aria-labelledby="story-title">
      <TideEdge />
      <div className={styles.band}>
        <div className={`frame ${styles.inner}`}>
          <div className={styles.words}>
            <h2 id="story-title" className={styles.title}>
              {name}
            </h2>
            <p className={styles.blurb}>{blurb}</p>
            <ShopLink href={`/collections/${slug}`} className={`${button.secondary} ${styles.more}`}>
              {seeCollection}
            </ShopLink>
          </div>
          <ProductGrid cards={cards} heading="h3" eager={false} />
        </div>
      </div>
    </section>
  );
}
