import type { Product } from "../../../protocol/catalogue.ts";
import * as strings from "../../strings/product.ts";
import { labelOf } from "./choice.ts";
import { stockWords } from "./stock-words.ts";

/** Stands in for the pickers where scripts are off: every variant is its own address. */
export function VariantLinks({ product }: { readonly product: Product }) {
  if (product.variants.length < 2) return null;
  return (
    <noscript>
      <p>{strings.withoutScript}</p>
      <ul>
        {product.variants.map((variant) => (
          <li key={variant.sku}>
            <a href={`/product/${product.slug}?variant=${variant.sku}`}>{labelOf(product, variant)}</a>:{" "}
            {stockWords(variant.availability)}
          </li>
        ))}
      </ul>
    </noscript>
  );
}
