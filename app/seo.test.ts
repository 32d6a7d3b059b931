import { describe, expect, it } from "vitest";
import { productCard, summary } from "./seo.ts";

describe("a description for search results", () => {
  it("leaves a short one alone", () => {
    expect(summary("A coat. For rain.")).toBe("A coat. For rain.");
  });

  it("keeps whole sentences while they fit", () => {
    const first = `A coat for rain that comes from the side ${"and again ".repeat(8)}.`;
    expect(summary(`${first} ${"Another sentence that is too much. ".repeat(3)}`)).toMatch(/^A coat.*much\.$/);
    expect(summary(`${first} ${"word ".repeat(40)}`)).toBe(first);
  });

  it("cuts between words when not even one sentence fits", () => {
    const cut = summary("waterproof ".repeat(40).trim());
    expect(cut.length).toBeLessThanOrEqual(160);
    expect(cut).toMatch(/waterproof…$/);
  });
});

describe("a product's link preview", () => {
  it("is the card of the drawing that its picture shows", () => {
    expect(productCard({ base: "/media/road-end-mug/chalk-front", alt: "A mug" })).toEqual({
      url: "/media/og/road-end-mug.jpg",
      alt: "A mug",
    });
    expect(productCard(undefined)).toBeUndefined();
  });
});
