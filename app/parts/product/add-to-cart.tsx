"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Variant } from "../../../protocol/catalogue.ts";
import { shop } from "../../../shop.config.ts";
import { addToCart } from "../../device/cart.ts";
import { rememberOffer } from "../../device/remember-offer.ts";
import * as strings from "../../strings/product.ts";
import { ShopLink } from "../chrome/shop-link.tsx";
import button from "../controls/button.module.css";
import styles from "./add-to-cart.module.css";
import { labelOf, variantFor } from "./choice.ts";
import { takeEarlyTaps } from "./early-taps.ts";
import type { StagedProduct } from "./product-stage.tsx";

interface Props {
  readonly product: StagedProduct;
  readonly variant: Variant;
  readonly priceVersion: number;
  readonly at: string;
  readonly onChoose: (variant: Variant) => void;
}

type Progress = "idle" | "adding" | "added" | "line-full" | "cart-full" | "failed";

export function AddToCart({ product, variant, priceVersion, at, onChoose }: Props) {
  const [progress, setProgress] = useState<{ sku: string; step: Progress }>({ sku: variant.sku, step: "idle" });
  const step = progress.sku === variant.sku ? progress.step : "idle";
  const label = labelOf(product, variant);
  const soldOut = variant.availability.state === "sold-out";

  const add = async (wanted: Variant) => {
    const { sku, prices, availability } = wanted;
    if (availability.state === "sold-out") return;
    setProgress({ sku, step: "adding" });
    const picture = product.pictures.find((entry) => entry.colour === wanted.colour) ?? product.pictures[0];
    try {
      const { limited } = await addToCart(sku, 1);
      if (picture) {
        const { slug, name } = product;
        const offer = { sku, product: slug, name, label: labelOf(product, wanted), picture, prices, availability };
        await rememberOffer(offer, priceVersion, at);
      }
      setProgress({ sku, step: limited === "lines" ? "cart-full" : limited === "quantity" ? "line-full" : "added" });
    } catch (error) {
      console.error(error);
      setProgress({ sku, step: "failed" });
    }
  };

  const addButton = useRef<HTMLButtonElement>(null);
  const takeOver = useEffectEvent(() => {
    for (const { colour, size } of takeEarlyTaps()) {
      const wanted = variantFor(product, colour ?? variant.colour, size ?? variant.size);
      if (!wanted) continue;
      onChoose(wanted);
      void add(wanted);
    }
    if (addButton.current) delete addButton.current.dataset.tapped;
  });
  // M4: what was tapped while the scripts were on their way happens now.
  useEffect(() => takeOver(), []);

  return (
    <div className={styles.add}>
      <button
        ref={addButton}
        type="button"
        className={`${button.primary} ${button.full}`}
        aria-disabled={soldOut || step === "adding"}
        data-add=""
        onClick={() => step !== "adding" && void add(variant)}
      >
        <span className={styles.label}>
          {soldOut
            ? strings.soldOutButton
            : step === "adding"
              ? strings.adding
              : step === "added"
                ? strings.addAnother
                : strings.add}
        </span>
        <span className={styles.heard}>{strings.adding}</span>
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
