/** Currencies that the seed prices every variant in; amounts are integer minor units (JPY has none, so whole yen). */
export type SeedCurrency = "EUR" | "GBP" | "JPY";

export interface SeedCategory {
  readonly slug: string;
  readonly name: string;
  /** One sentence that a shopper reads on top of the category page. */
  readonly blurb: string;
  /** Product slug whose first picture stands for the category. */
  readonly cover: string;
}

export interface SeedCollection {
  readonly slug: string;
  readonly name: string;
  readonly blurb: string;
  readonly products: readonly string[];
}

export interface SeedColour {
  /** Lower-case ASCII, unique within the product: part of picture names and of the variant's URL. */
  readonly code: string;
  readonly name: string;
  /** `#rrggbb` for the swatch. */
  readonly swatch: string;
}

export interface SeedVariant {
  /** Stable stock-keeping unit, `[A-Z0-9-]{4,24}`, unique in the shop. */
  readonly sku: string;
  readonly colour: string;
  /** Absent for products that come in one size. */
  readonly size?: string;
  readonly prices: Readonly<Record<SeedCurrency, number>>;
  /** Units on hand at the start. */
  readonly stock: number;
}

export interface SeedPicture {
  readonly colour: string;
  readonly view: string;
  /** Path without width and extension: `/media/<product>/<colour>-<view>`; files are `<base>-<width>.webp|avif`. */
  readonly base: string;
  readonly alt: string;
}

export interface SeedProduct {
  readonly slug: string;
  readonly name: string;
  readonly category: string;
  /** At most 80 characters; stands under the name in lists. */
  readonly tagline: string;
  readonly description: readonly string[];
  readonly materials: string;
  readonly care: string;
  readonly origin: string;
  readonly colours: readonly SeedColour[];
  /** In the order shown; empty when there is one size. */
  readonly sizes: readonly string[];
  readonly variants: readonly SeedVariant[];
  readonly pictures: readonly SeedPicture[];
  readonly related: readonly string[];
}

export interface SeedCatalogue {
  readonly categories: readonly SeedCategory[];
  readonly collections: readonly SeedCollection[];
  readonly products: readonly SeedProduct[];
}

/** Widths in CSS pixels of each rendition; every picture is 4:5 (width × 1.25 high). */
export const PICTURE_WIDTHS = [320, 640, 960, 1280] as const;
/** Widths that also exist as AVIF. */
export const AVIF_WIDTHS = [320, 640] as const;
