import { describe, expect, it } from "vitest";
import type { Variant } from "../../../protocol/catalogue.ts";
import { labelOf, openingVariant, variantFor } from "./choice.ts";

const variant = (
  sku: string,
  colour: string,
  size: string | null,
  state: "in-stock" | "sold-out" = "in-stock",
): Variant => ({
  sku,
  colour,
  size,
  prices: [{ currency: "EUR", amount: 1000 }],
  availability: { state },
});

const smock = {
  colours: [
    { code: "kelp", name: "Kelp", swatch: "#4c5b2e" },
    { code: "chalk", name: "Chalk", swatch: "#f6f5f1" },
  ],
  sizes: ["S", "M"],
  variants: [variant("K-S", "kelp", "S", "sold-out"), variant("K-M", "kelp", "M"), variant("C-S", "chalk", "S")],
};

describe("choosing a variant", () => {
  it("opens with the variant that the address names, sold out or not", () => {
    expect(openingVariant(smock, "K-S")?.sku).toBe("K-S");
  });

  it("opens with the first that can be bought when the address names none or nonsense", () => {
    expect(openingVariant(smock, undefined)?.sku).toBe("K-M");
    expect(openingVariant(smock, "NOPE")?.sku).toBe("K-M");
  });

  it("keeps the size when the colour changes, and takes another where that size is not made", () => {
    expect(variantFor(smock, "chalk", "S")?.sku).toBe("C-S");
    expect(variantFor(smock, "chalk", "M")?.sku).toBe("C-S");
    expect(variantFor(smock, "rust", "M")).toBeNull();
  });

  it("names colour and size only where there is a choice", () => {
    expect(labelOf(smock, variant("K-M", "kelp", "M"))).toBe("Kelp, M");
    expect(labelOf({ colours: smock.colours.slice(0, 1), sizes: [] }, variant("K", "kelp", null))).toBe("");
  });
});
