"use client";

import { useCartCount } from "../../device/cart.ts";
import * as strings from "../../strings/chrome.ts";
import styles from "./cart-link.module.css";
import { ShopLink } from "./shop-link.tsx";

export function CartLink({ className }: { readonly className: string | undefined }) {
  const count = useCartCount();
  return (
    <ShopLink href="/cart" className={className}>
      {strings.cart}
      <span className={count ? styles.count : styles.none}>
        {count !== null ? (
          <>
            <span aria-hidden="true">{count}</span>
            <span className="visually-hidden">, {strings.itemsInCart(count)}</span>
          </>
        ) : null}
      </span>
    </ShopLink>
  );
}
