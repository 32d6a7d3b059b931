import * as strings from "../../strings/catalogue.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import styles from "./pager.module.css";

interface Props {
  readonly path: string;
  /** What is chosen on the shelf, as the address says it. */
  readonly query?: string;
  readonly isFirst: boolean;
  readonly nextCursor: string | null;
}

export function Pager({ path, query = "", isFirst, nextCursor }: Props) {
  if (isFirst && !nextCursor) return null;
  const start = query === "" ? path : `${path}?${query}`;
  return (
    <nav className={styles.pager} aria-label={strings.pages}>
      {nextCursor ? (
        <ShopLink
          href={`${start}${query === "" ? "?" : "&"}after=${encodeURIComponent(nextCursor)}`}
          className={button.secondary}
        >
          {strings.more}
        </ShopLink>
      ) : null}
      {isFirst ? null : (
        <ShopLink href={start} className={button.quiet}>
          {strings.backToStart}
        </ShopLink>
      )}
    </nav>
  );
}
