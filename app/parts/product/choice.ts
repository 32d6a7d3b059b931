import type { Product, Variant } from "../../../protocol/catalogue.ts";

type Choices = Pick<Product, "variants">;

/** The variant that a product page opens with: the one asked for, else the first that can be bought, else the first. */
export function openingVariant({ variants }: Choices, asked: string | undefined): Variant | null {
  return (
    variants.find((variant) => variant.sku === asked) ??
    variants.find((variant) => variant.availability.state !== "sold-out") ??
    variants[0] ??
    null
  );
}

/** The variant after choosing another colour or size: the other answer is kept where that combination exists. */
export function variantFor({ variants }: Choices, colour: string, size: string | null): Variant | null {
  const sameColour = variants.filter((variant) => variant.colour === colour);
  return sameColour.find((variant) => variant.size === size) ?? sameColour[0] ?? null;
}

/** Colour and size in words, such as "Kelp, M"; the same text as an offer's label. */
export function labelOf(product: Pick<Product, "colours" | "sizes">, variant: Variant): string {
  if (product.colours.length <= 1 && product.sizes.length <= 1) return "";
  const colour = product.colours.find((entry) => entry.code === variant.colour)?.name ?? variant.colour;
  return [colour, variant.size].filter(Boolean).join(", ");
}
