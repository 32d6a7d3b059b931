import * as strings from "../../strings/catalogue.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import styles from "./breadcrumbs.module.css";

interface Props {
  readonly trail: readonly { readonly href: string; readonly name: string }[];
}

export function Breadcrumbs({ trail }: Props) {
  return (
    <nav aria-label={strings.breadcrumbs} className={styles.trail}>
      <ol className={styles.list}>
        {[{ href: "/", name: strings.home }, ...trail].map((step) => (
          <li key={step.href} className={styles.step}>
            <ShopLink href={step.href} className={styles.link}>
              {step.name}
            </ShopLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
