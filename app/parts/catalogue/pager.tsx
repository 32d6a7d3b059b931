import * as strings from "../../strings/catalogue.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import styles from "./pager.module.css";

interface Props {
  readonly path: string;
  readonly isFirst: boolean;
  readonly nextCursor: string | null;
}

export function Pager({ path, isFirst, nextCursor }: Props) {
  if (isFirst && !nextCursor) return null;
  return (
    <nav className={styles.pager} aria-label={strings.pages}>
      {nextCursor ? (
        <ShopLink href={`${path}?after=${encodeURIComponent(nextCursor)}`} className={button.secondary}>
          {strings.more}
        </ShopLink>
      ) : null}
      {isFirst ? null : (
        <ShopLink href={path} className={button.quiet}>
          {strings.backToStart}
        </ShopLink>
      )}
    </nav>
  );
}
