"use client";

import { useRef, useState } from "react";
import { type CartChanged, removeLine, setQuantity, stepQuantity } from "../../device/cart.ts";
import * as strings from "../../strings/cart.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import { ShareCart } from "../sharing/share-cart.tsx";
import { RecentlyViewed } from "../viewed/recently-viewed.tsx";
import styles from "./cart.module.css";
import { CartRow } from "./cart-row.tsx";
import { CartSkeleton } from "./cart-skeleton.tsx";
import { CartSummary } from "./cart-summary.tsx";
import { nameOfLine } from "./line-name.ts";
import { useBasket } from "./use-basket.ts";

interface Removed {
  readonly sku: string;
  readonly quantity: number;
  readonly name: string;
}

export function Cart() {
  const loaded = useBasket();
  const { basket } = loaded;
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [said, setSaid] = useState("");
  const top = useRef<HTMLDivElement>(null);

  if (loaded.status === "loading") return <CartSkeleton />;
  const isEmpty = basket.lines.length === 0;

  const change = async (sku: string, write: () => Promise<CartChanged>) => {
    const line = basket.lines.find((entry) => entry.sku === sku);
    if (!line) return;
    setRemoved(null);
    const { quantity } = await write();
    setSaid(strings.quantityNow(nameOfLine(line), quantity));
  };

  const remove = async (sku: string) => {
    const line = basket.lines.find((entry) => entry.sku === sku);
    if (!line) return;
    const name = nameOfLine(line);
    await removeLine(sku);
    setRemoved({ sku, quantity: line.quantity, name });
    setSaid(strings.removed(name));
    // The button that had the focus is gone with its line.
    top.current?.focus();
  };

  const putBack = async () => {
    if (!removed) return;
    await setQuantity(removed.sku, removed.quantity);
    setSaid(strings.quantityNow(removed.name, removed.quantity));
    setRemoved(null);
    top.current?.focus();
  };

  return (
    <div ref={top} tabIndex={-1} className={styles.cart}>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {removed ? (
        <p className={styles.undo}>
          <span>{strings.removed(removed.name)}</span>
          <button type="button" className={button.quiet} onClick={putBack}>
            {strings.undo}
          </button>
        </p>
      ) : null}
      {isEmpty ? (
        <div className={styles.empty}>
          <h2>{strings.emptyTitle}</h2>
          <ShopLink href="/#shelves" className={button.primary}>
            {strings.emptyAction}
          </ShopLink>
        </div>
      ) : (
        <div className={styles.columns}>
          <ul className={styles.lines} aria-label={strings.lines}>
            {basket.lines.map((line) => (
              <CartRow
                key={line.sku}
                line={line}
                saved={loaded.unsaved.includes(line.sku) ? "here" : "everywhere"}
                onStep={(sku, by) => change(sku, () => stepQuantity(sku, by))}
                onChange={(sku, quantity) => change(sku, () => setQuantity(sku, quantity))}
                onRemove={remove}
              />
            ))}
          </ul>
          <CartSummary loaded={loaded} />
        </div>
      )}
      <ShareCart />
      {isEmpty ? <RecentlyViewed /> : null}
    </div>
  );
}
