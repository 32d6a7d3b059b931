import { shop } from "../../../shop.config.ts";
import { footer, footerNavigation } from "../../strings/chrome.ts";
import { navigation } from "../../strings/navigation.ts";
import { ConnectionState } from "./connection.tsx";
import { CurrencySwitch } from "./currency-switch.tsx";
import styles from "./footer.module.css";
import { ShopLink } from "./shop-link.tsx";
import { TideEdge } from "./tide-line.tsx";

const HELP = [
  { href: "/delivery", name: footer.delivery },
  { href: "/returns", name: footer.returns },
  { href: "/orders", name: footer.yourOrders },
  { href: "/waiting", name: footer.waiting },
] as const;

const HOUSE = [
  { href: "/about", name: footer.about },
  { href: "/privacy", name: footer.privacy },
  { href: "/search", name: footer.everything },
  { href: "/diagnostics", name: footer.diagnostics },
  { href: "/forget", name: footer.forget },
] as const;

function Links({ title, links }: { title: string; links: readonly { href: string; name: string }[] }) {
  return (
    <div>
      <h2 className={styles.title}>{title}</h2>
      <ul>
        {links.map((link) => (
          <li key={link.href}>
            <ShopLink href={link.href} className={styles.link}>
              {link.name}
            </ShopLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Footer() {
  const categories = navigation.map((entry) => ({ href: `/category/${entry.slug}`, name: entry.name }));
  return (
    <footer className={styles.footer}>
      <TideEdge />
      <div className={styles.band}>
        <div className={`frame ${styles.row}`}>
          <div className={styles.sign}>
            <p className={styles.tagline}>{shop.tagline}</p>
            <p className={styles.quiet}>{footer.sign}</p>
            <p>
              <a href={`mailto:${shop.email}`} className={styles.link}>
                {shop.email}
              </a>
            </p>
            <p>
              <CurrencySwitch />
            </p>
            <ConnectionState />
          </div>
          <nav className={styles.columns} aria-label={footerNavigation}>
            <Links title={footer.shop} links={categories} />
            <Links title={footer.help} links={HELP} />
            <Links title={footer.house} links={HOUSE} />
          </nav>
        </div>
      </div>
    </footer>
  );
}
