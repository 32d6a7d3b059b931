import type { SeedPicture, SeedProduct, SeedVariant } from "../types.ts";
import type { PaletteColour } from "./palette.ts";

/** A price in whole euro, pounds and yen. */
export type Price = readonly [eur: number, gbp: number, jpy: number];

/** What a person writes about one product; variants, stock and pictures follow from it. */
export interface Draft extends Omit<SeedProduct, "colours" | "sizes" | "variants" | "pictures"> {
  /** Start of every stock-keeping unit, at most 12 characters. */
  readonly code: string;
  readonly colours: readonly PaletteColour[];
  /** What the front picture shows, for those who do not see it; the colour is added. */
  readonly looks: string;
  /** One price for all, or one per size. */
  readonly price: Price | Readonly<Record<string, Price>>;
  readonly sizes?: readonly string[];
  readonly views?: readonly string[];
  /** Units on hand of every variant, where the usual mix will not do. */
  readonly stock?: number;
}

export const clothing = ["XS", "S", "M", "L", "XL", "XXL"] as const;

const viewNames: Readonly<Record<string, string>> = {
  front: "",
  back: ", seen from behind",
  detail: ", a close look at the making",
  open: ", open",
};

/** Turns a draft into a product of the catalogue. Throws if a size has no price. */
export function define(draft: Draft): SeedProduct {
  const { code, colours, looks, price, sizes = [], views = ["front", "detail"], stock, ...words } = draft;
  const variants = colours.flatMap((colour) =>
    (sizes.length > 0 ? sizes : [undefined]).map((size): SeedVariant => {
      const [eur, gbp, jpy] = priceOf(draft.slug, price, size);
      const sku = [code, colour.tag, size?.replace(/[^0-9A-Za-z]/g, "").toUpperCase()].filter(Boolean).join("-");
      return {
        sku,
        colour: colour.code,
        ...(size === undefined ? {} : { size }),
        prices: { EUR: Math.round(eur * 100), GBP: Math.round(gbp * 100), JPY: jpy },
        stock: stock ?? usualStock(sku),
      };
    }),
  );
  const pictures = colours.flatMap((colour) =>
    views.map(
      (view): SeedPicture => ({
        colour: colour.code,
        view,
        base: `/media/${draft.slug}/${colour.code}-${view}`,
        alt: `${looks}, in ${colour.name.toLowerCase()}${viewNames[view] ?? ""}`,
      }),
    ),
  );
  return {
    ...words,
    colours: colours.map(({ code: id, name, swatch }) => ({ code: id, name, swatch })),
    sizes,
    variants,
    pictures,
  };
}

function priceOf(slug: string, price: Draft["price"], size: string | undefined): Price {
  if (isPrice(price)) return price;
  const found = size === undefined ? undefined : price[size];
  if (!found) throw new Error(`${slug} has no price for size ${size}`);
  return found;
}

const isPrice = (price: Draft["price"]): price is Price => Array.isArray(price);

/** A shelf as shelves are: mostly filled, some nearly bare, a few empty; the same on every run. */
export function usualStock(sku: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < sku.length; i++) hash = Math.imul(hash ^ sku.charCodeAt(i), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  const share = hash % 100;
  const spread = hash >>> 9;
  if (share < 6) return 0;
  if (share < 17) return 1 + (spread % 3);
  return 8 + (spread % 53);
}
