import type { ProductCard } from "../../../protocol/catalogue.ts";
import { soldOut } from "../../strings/catalogue.ts";
import { seeCollection } from "../../strings/home.ts";
import { Photo } from "../catalogue/photo.tsx";
import { Price } from "../catalogue/price.tsx";
import { Swatches } from "../catalogue/swatches.tsx";
import { ShopLink } from "../chrome/shop-link.tsx";
import styles from "./ledger.module.css";

interface Props {
  readonly slug: string;
  readonly name: string;
  readonly blurb: string;
  readonly cards: readonly ProductCard[];
}

/** Goods written up as a harbour ledger: one line each, read from top to bottom. */
export function Ledger({ slug, name, blurb, cards }: Props) {
  return (
    <section className={`frame ${styles.ledger}`} aria-labelledby="ledger-title">
      <div className={styles.head}>
        <h2 id="ledger-title">{name}</h2>
        <p className={styles.blurb}>{blurb}</p>
        <ShopLink href={`/collections/${slug}`}>{seeCollection}</ShopLink>
      </div>
      <ol className={styles.list}>
        {cards.map((card) => (
          <li key={card.slug} className={styles.row}>
            <Photo picture={{ base: card.picture.base, alt: "" }} sizes="6rem" className={styles.photo} />
            <div className={styles.words}>
              <h3 className={styles.name}>
                <ShopLink href={`/product/${card.slug}`} className={styles.link}>
                  {card.name}
                </ShopLink>
              </h3>
              <p className={styles.tagline}>{card.tagline}</p>
            </div>
            <Swatches colours={card.colours} />
            <p className={styles.price}>
              {card.soldOut ? <span className={styles.gone}>{soldOut}</span> : null}
              <Price prices={card.from} varies={card.priceVaries} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
