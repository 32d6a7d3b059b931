import type { ProductCard } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/catalogue.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import { Photo } from "./photo.tsx";
import { Price } from "./price.tsx";
import styles from "./product-tile.module.css";
import { Swatches } from "./swatches.tsx";

interface Props {
  readonly card: ProductCard;
  readonly eager?: boolean;
  /** The level under which the tile stands in the page's outline. */
  readonly heading?: "h2" | "h3";
}

const SIZES = "(min-width: 75rem) 22vw, (min-width: 48rem) 30vw, 46vw";

export function ProductTile({ card, eager = false, heading: Heading = "h2" }: Props) {
  return (
    <article className={styles.tile}>
      <div className={styles.stage}>
        <Photo picture={card.picture} sizes={SIZES} eager={eager} className={styles.picture} />
        {card.soldOut ? <p className={styles.gone}>{strings.soldOut}</p> : null}
      </div>
      <div className={styles.words}>
        <Heading className={styles.name}>
          <ShopLink href={`/product/${card.slug}`} className={styles.link}>
            {card.name}
          </ShopLink>
        </Heading>
        <Price prices={card.from} varies={card.priceVaries} className={styles.price} />
        <p className={styles.tagline}>{card.tagline}</p>
        <Swatches colours={card.colours} />
      </div>
    </article>
  );
}
