import type { Product } from "../../protocol/catalogue.ts";
import { CURRENCY_DIGITS } from "../../protocol/money.ts";
import { shop } from "../../shop.config.ts";
import type { Thing } from "./json-ld.tsx";

const AVAILABILITY = { "in-stock": "InStock", low: "LimitedAvailability", "sold-out": "OutOfStock" } as const;

/** A decimal amount as schema.org wants it, with a point and without a currency sign. */
function decimal(amount: number, digits: number): string {
  return (amount / 10 ** digits).toFixed(digits);
}

/** The schema.org Product of a page: one Offer per variant, prices in the shop's first currency. */
export function productThing(product: Product, origin: string): Thing {
  const currency = shop.currencies[0];
  const url = `${origin}/product/${product.slug}`;
  return {
    "@type": "Product",
    "@id": `${url}#product`,
    name: product.name,
    description: product.description.join(" "),
    category: product.category.name,
    material: product.materials,
    brand: { "@type": "Brand", name: shop.name },
    url,
    image: product.pictures.map((picture) => `${origin}${picture.base}-1280.webp`),
    offers: product.variants.flatMap((variant) => {
      const price = variant.prices.find((entry) => entry.currency === currency);
      if (!price) return [];
      return {
        "@type": "Offer",
        sku: variant.sku,
        url: `${url}?variant=${variant.sku}`,
        priceCurrency: currency,
        price: decimal(price.amount, CURRENCY_DIGITS[currency]),
        availability: `https://schema.org/${AVAILABILITY[variant.availability.state]}`,
        itemCondition: "https://schema.org/NewCondition",
        seller: { "@id": `${origin}/#organization` },
      };
    }),
  };
}
