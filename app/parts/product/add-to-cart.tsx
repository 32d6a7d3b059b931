"use client";

import { useState } from "react";
import type { Variant } from "../../../protocol/catalogue.ts";
import { shop } from "../../../shop.config.ts";
import { addToCart } from "../../device/cart.ts";
import { rememberOffer } from "../../device/offers.ts";
import * as strings from "../../strings/product.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import styles from "./add-to-cart.module.css";
import { labelOf } from "./choice.ts";
import type { StagedProduct } from "./product-stage.tsx";

interface Props {
  readonly product: StagedProduct;
  readonly variant: Variant;
  readonly priceVersion: number;
  readonly at: string;
}

type Progress = "idle" | "adding" | "added" | "line-full" | "cart-full" | "failed";

export function AddToCart({ product, variant, priceVersion, at }: Props) {
  const [progress, setProgress] = useState<{ sku: string; step: Progress }>({ sku: variant.sku, step: "idle" });
  const step = progress.sku === variant.sku ? progress.step : "idle";
  const label = labelOf(product, variant);
  const soldOut = variant.availability.state === "sold-out";

  const add = async () => {
    if (soldOut || step === "adding") return;
    const { sku } = variant;
    setProgress({ sku, step: "adding" });
    const picture = product.pictures.find((entry) => entry.colour === variant.colour) ?? product.pictures[0];
    try {
      const { limited } = await addToCart(sku, 1);
      if (picture) {
        const { prices, availability } = variant;
        const offer = { sku, product: product.slug, name: product.name, label, picture, prices, availability };
        await rememberOffer(offer, priceVersion, at);
      }
      setProgress({ sku, step: limited === "lines" ? "cart-full" : limited === "quantity" ? "line-full" : "added" });
    } catch (error) {
      console.error(error);
      setProgress({ sku, step: "failed" });
    }
  };

  return (
    <div className={styles.add}>
      <button
        type="button"
        className={`${button.primary} ${button.full}`}
        aria-disabled={soldOut || step === "adding"}
        onClick={add}
      >
        {soldOut
          ? strings.soldOutButton
          : step === "adding"
            ? strings.adding
            : step === "added"
              ? strings.addAnother
              : strings.add}
      </button>
      <div role="status" className={styles.answer}>
        {step === "added" ? (
          <p>
            {strings.added(product.name, label)} <ShopLink href="/cart">{strings.viewCart}</ShopLink>
          </p>
        ) : null}
        {step === "line-full" ? <p>{strings.lineFull(shop.policy.maxQuantityPerLine)}</p> : null}
        {step === "cart-full" ? <p>{strings.cartFull}</p> : null}
        {step === "failed" ? <p className={styles.failed}>{strings.addFailed}</p> : null}
      </div>
    </div>
  );
}
