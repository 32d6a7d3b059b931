import { navigation } from "../../strings/navigation.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import styles from "./shelf-list.module.css";

/** The categories as large words: the way on from a page that has nothing else to offer. */
export function ShelfList({ label }: { readonly label: string }) {
  return (
    <nav aria-label={label}>
      <ul className={styles.list}>
        {navigation.map((entry) => (
          <li key={entry.slug}>
            <ShopLink href={`/category/${entry.slug}`} className={styles.link}>
              {entry.name}
            </ShopLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
