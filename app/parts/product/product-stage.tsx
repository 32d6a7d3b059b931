"use client";

import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Product, Variant } from "../../../protocol/catalogue.ts";
import { Price } from "../catalogue/price.tsx";
import { AddToCart } from "./add-to-cart.tsx";
import { openingVariant, variantFor } from "./choice.ts";
import { Gallery } from "./gallery.tsx";
import { PriceAge } from "./price-age.tsx";
import styles from "./product-stage.module.css";
import { StockLine } from "./stock-line.tsx";
import { VariantPicker } from "./variant-picker.tsx";

export type StagedProduct = Pick<Product, "slug" | "name" | "colours" | "sizes" | "variants" | "pictures">;

interface Props {
  readonly product: StagedProduct;
  readonly asked: string | undefined;
  readonly priceVersion: number;
  /** When the prices on this page were true, ISO 8601. */
  readonly at: string;
  /** Name and tagline, rendered on the server. */
  readonly heading: ReactNode;
  readonly children: ReactNode;
}

/** Pictures and purchase of one product; the chosen variant lives in the address as `?variant=`. */
export function ProductStage({ product, asked, priceVersion, at, heading, children }: Props) {
  const [sku, setSku] = useState(() => openingVariant(product, asked)?.sku);
  const purchase = useRef<HTMLDivElement>(null);

  const choose = (next: Variant | null) => {
    if (!next || next.sku === sku) return;
    setSku(next.sku);
    window.history.replaceState(null, "", `?variant=${encodeURIComponent(next.sku)}`);
  };

  const takeOver = useEffectEvent(() => {
    const picked = (name: string) =>
      purchase.current?.querySelector<HTMLInputElement>(`[name=${name}]:checked`)?.value ?? null;
    const colour = picked("colour") ?? chosen?.colour;
    if (colour) choose(variantFor(product, colour, picked("size") ?? chosen?.size ?? null));
  });
  // A choice that was made while the scripts were on their way counts.
  useEffect(() => takeOver(), []);

  // Found anew in each render, so that newer prices and stock reach a choice that was made before.
  const chosen = openingVariant(product, sku);
  if (!chosen) return null;

  return (
    <div className={styles.stage}>
      <Gallery key={chosen.colour} pictures={product.pictures.filter((picture) => picture.colour === chosen.colour)} />
      <div className={styles.purchase} ref={purchase}>
        {heading}
        <p className={styles.price}>
          <Price prices={chosen.prices} className={styles.amount} />
          <PriceAge />
        </p>
        <VariantPicker
          product={product}
          chosen={chosen}
          onChoose={(colour, size) => choose(variantFor(product, colour, size))}
        />
        <StockLine availability={chosen.availability} at={at} />
        <AddToCart product={product} variant={chosen} priceVersion={priceVersion} at={at} onChoose={choose} />
        {children}
      </div>
    </div>
  );
}
