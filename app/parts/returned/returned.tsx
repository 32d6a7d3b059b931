"use client";

import { useEffect } from "react";
import { returnedWasRead, useReturned, type Returned as What } from "../../device/returned.ts";
import * as strings from "../../strings/returned.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import row from "../controls/row.module.css";
import styles from "./returned.module.css";

function sentences({ cart, units, cartUnsent, orders, others, noted }: What): string[] {
  const kept =
    cart === "shop" ? strings.fromShop(units) : cart === "window" ? strings.fromWindow(units) : strings.noCart;
  return [
    kept,
    ...(cartUnsent ? [strings.cartUnsent] : []),
    ...(orders > 0 ? [strings.orders(orders)] : []),
    ...(others > 0 ? [strings.others(others)] : []),
    ...(noted || cart === "window" ? [] : [strings.unknown]),
  ];
}

/** Y5: what was brought back after the browser had deleted it, and what could not be; looks for it on its own pages at once. */
export function Returned() {
  const what = useReturned();
  useEffect(() => {
    import("../../device/later.ts").then(({ bringBack }) => bringBack()).catch(console.info);
  }, []);
  return (
    <div role="status">
      {what ? (
        <section className={styles.returned} aria-labelledby="returned">
          <h2 id="returned" className={styles.title}>
            {strings.title}
          </h2>
          <ul className={styles.words}>
            {sentences(what).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          <p className={row.row}>
            <button type="button" className={button.secondary} onClick={returnedWasRead}>
              {strings.read}
            </button>
            {what.orders > 0 ? <ShopLink href="/orders">{strings.seeOrders}</ShopLink> : null}
          </p>
        </section>
      ) : null}
    </div>
  );
}
