"use client";

import { type ReactNode, useState } from "react";
import type { Product } from "../../../protocol/catalogue.ts";
import { Price } from "../catalogue/price.tsx";
import { AddToCart } from "./add-to-cart.tsx";
import { openingVariant, variantFor } from "./choice.ts";
import { Gallery } from "./gallery.tsx";
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
  const [chosen, setChosen] = useState(() => openingVariant(product, asked));
  if (!chosen) return null;

  const choose = (colour: string, size: string | null) => {
    const next = variantFor(product, colour, size);
    if (!next) return;
    setChosen(next);
    window.history.replaceState(null, "", `?variant=${encodeURIComponent(next.sku)}`);
  };

  return (
    <div className={styles.stage}>
      <Gallery key={chosen.colour} pictures={product.pictures.filter((picture) => picture.colour === chosen.colour)} />
      <div className={styles.purchase}>
        {heading}
        <p className={styles.price}>
          <Price prices={chosen.prices} />
        </p>
        <VariantPicker product={product} chosen={chosen} onChoose={choose} />
        <StockLine availability={chosen.availability} />
        <AddToCart product={product} variant={chosen} priceVersion={priceVersion} at={at} />
        {children}
      </div>
    </div>
  );
}
