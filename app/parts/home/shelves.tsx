import type { readHome } from "../../data.ts";
import { thingCount } from "../../strings/catalogue.ts";
import { shelvesTitle } from "../../strings/home.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import { TideLine } from "../chrome/tide-line.tsx";
import { Composition } from "./composition.tsx";
import styles from "./shelves.module.css";

/** The scene of a shelf; the shelf named "home" shares its name with the front page's own scene, so it has a longer one. */
const sceneOf = (slug: string) => `/media/compose/${slug === "home" ? "home-shelf" : slug}`;

type Categories = Awaited<ReturnType<typeof readHome>>["categories"];

export function Shelves({ categories }: { readonly categories: Categories }) {
  return (
    <section id="shelves" className={`frame ${styles.shelves}`} aria-labelledby="shelves-title">
      <TideLine />
      <h2 id="shelves-title">{shelvesTitle}</h2>
      <ul className={styles.grid}>
        {categories.map((category) => (
          <li key={category.slug} className={styles.shelf}>
            <div className={styles.stage}>
              <Composition
                base={sceneOf(category.slug)}
                alt=""
                widths={[640, 1280]}
                sizes="(min-width: 64rem) 45vw, (min-width: 40rem) 50vw, 100vw"
                ratio={[1280, 853]}
                className={styles.scene}
              />
            </div>
            <h3 className={styles.name}>
              <ShopLink href={`/category/${category.slug}`} className={styles.link}>
                {category.name}
              </ShopLink>
            </h3>
            <p className={styles.count}>{thingCount(category.count)}</p>
            <p className={styles.blurb}>{category.blurb}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
