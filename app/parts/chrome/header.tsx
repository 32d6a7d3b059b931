import * as strings from "../../strings/chrome.ts";
import { navigation } from "../../strings/navigation.ts";
import { CartLink } from "./cart-link.tsx";
import { CurrencySwitch } from "./currency-switch.tsx";
import styles from "./header.module.css";
import { Mark } from "./mark.tsx";
import { Notice } from "./notice.tsx";
import { SearchForm } from "./search-form.tsx";
import { ShopLink } from "./shop-link.tsx";

export function Header() {
  return (
    <header className={styles.header}>
      <Notice />
      <div className={`frame ${styles.row}`}>
        <ShopLink href="/" className={styles.home} aria-label={strings.homeLink}>
          <Mark className={styles.mark} />
          <span className={styles.word}>Holdfast</span>
        </ShopLink>
        <nav className={styles.shop} aria-label={strings.shopNavigation}>
          <ul className={styles.categories}>
            {navigation.map((entry) => (
              <li key={entry.slug}>
                <ShopLink href={`/category/${entry.slug}`} className={styles.category}>
                  {entry.name}
                </ShopLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles.search}>
          <SearchForm id="header-search" compact />
        </div>
        <nav className={styles.own} aria-label={strings.mainNavigation}>
          <ul className={styles.tools}>
            <li className={styles.currency}>
              <CurrencySwitch />
            </li>
            <li className={styles.searchLink}>
              <ShopLink href="/search" className={styles.tool}>
                {strings.searchAction}
              </ShopLink>
            </li>
            <li>
              <ShopLink href="/orders" className={styles.tool}>
                {strings.orders}
              </ShopLink>
            </li>
            <li>
              <CartLink className={styles.tool} />
            </li>
          </ul>
        </nav>
      </div>
    </header>
  );
}
