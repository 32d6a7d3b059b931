import { describe, expect, it } from "vitest";
import { sitemapIndexXml, sitemapXml } from "./sitemap-xml.ts";

describe("the sitemap's XML", () => {
  it("names each page in full and dates only what has a date", () => {
    const xml = sitemapXml("https://shop.example", [
      { path: "/product/mug", changedAt: Date.UTC(2026, 0, 5, 8) },
      { path: "/about" },
      { path: "/product/cup", changedAt: null },
    ]);
    expect(xml).toContain(
      "<url><loc>https://shop.example/product/mug</loc><lastmod>2026-01-05T08:00:00.000Z</lastmod></url>",
    );
    expect(xml).toContain("<url><loc>https://shop.example/about</loc></url>");
    expect(xml.match(/<lastmod>/g)).toHaveLength(1);
  });

  it("escapes what XML would read as markup", () => {
    expect(sitemapXml("https://shop.example", [{ path: "/search?q=a&b=<c>" }])).toContain(
      "/search?q=a&amp;b=&lt;c&gt;</loc>",
    );
  });

  it("lists the parts of a large shop in an index", () => {
    const xml = sitemapIndexXml("https://shop.example", [{ path: "/sitemap/1.xml" }]);
    expect(xml).toContain("<sitemapindex");
    expect(xml).toContain("<sitemap><loc>https://shop.example/sitemap/1.xml</loc></sitemap>");
  });
});
