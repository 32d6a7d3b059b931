import type { APIRequestContext, Page } from "@playwright/test";
import type { Product } from "../protocol/catalogue.ts";
import { expect, testWithShop } from "./lib/test.ts";

const ORIGIN = "https://shop.example";

const test = testWithShop({ env: { ORIGIN } });

async function sitemapPaths(request: APIRequestContext): Promise<string[]> {
  const response = await request.get("/sitemap.xml");
  expect(response.headers()["content-type"]).toContain("xml");
  const addresses = [...(await response.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address ?? "");
  for (const address of addresses) expect(address.startsWith(`${ORIGIN}/`)).toBe(true);
  return addresses.map((address) => address.slice(ORIGIN.length));
}

interface Head {
  readonly title: string;
  readonly description: string;
  readonly canonical: string;
  readonly picture: string;
  readonly largePicture: string;
  readonly robots: string;
  readonly things: readonly Thing[];
}

interface Thing {
  readonly "@type": string;
  readonly [property: string]: unknown;
}

/** What a crawler reads, without running a script of the page. */
function headOf(page: Page, html: string): Promise<Head> {
  return page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "text/html");
    const read = (selector: string, attribute: string) =>
      parsed.head.querySelector(selector)?.getAttribute(attribute) ?? "";
    return {
      title: parsed.title,
      description: read("meta[name=description]", "content"),
      canonical: read("link[rel=canonical]", "href"),
      picture: read("meta[property='og:image']", "content"),
      largePicture: read("meta[name='twitter:card']", "content"),
      robots: read("meta[name=robots]", "content"),
      things: [...parsed.querySelectorAll("script[type='application/ld+json']")].flatMap(
        (script) => JSON.parse(script.textContent ?? "")["@graph"],
      ),
    };
  }, html);
}

function requireThing(head: Head, type: string): Thing {
  const found = head.things.find((thing) => thing["@type"] === type);
  if (!found) throw new Error(`"${head.title}" tells nothing of the type ${type}`);
  return found;
}

test.describe("The shop can be found", () => {
  test("the sitemap names every product, shelf and house page, and each of them answers", async ({ request }) => {
    const paths = await sitemapPaths(request);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of ["/", "/about", "/delivery", "/returns", "/privacy", "/category/kitchen"]) {
      expect(paths).toContain(path);
    }
    const listed: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `?limit=50&cursor=${cursor}` : "?limit=50";
      const answer = (await (await request.get(`/api/products${query}`)).json()) as {
        items: { slug: string }[];
        nextCursor: string | null;
      };
      listed.push(...answer.items.map(({ slug }) => `/product/${slug}`));
      cursor = answer.nextCursor;
    } while (cursor);
    expect(paths.filter((path) => path.startsWith("/product/")).sort()).toEqual(listed.sort());
    for (const path of paths) expect((await request.get(path)).status(), path).toBe(200);
  });

  test("each page of it has a title, a description, an address and a picture of its own", async ({ page, request }) => {
    const titles = new Map<string, string>();
    const descriptions = new Map<string, string>();
    const pictures = new Set<string>();
    await page.goto("/about");
    for (const path of await sitemapPaths(request)) {
      const head = await headOf(page, await (await request.get(path)).text());
      expect(titles.get(head.title), `${path} is called "${head.title}"`).toBeUndefined();
      titles.set(head.title, path);
      expect(head.description.length, path).toBeGreaterThan(20);
      expect(head.description.length, path).toBeLessThanOrEqual(160);
      expect(descriptions.get(head.description), `${path}: ${head.description}`).toBeUndefined();
      descriptions.set(head.description, path);
      expect(head.canonical.replace(/\/$/, ""), path).toBe(`${ORIGIN}${path}`.replace(/\/$/, ""));
      expect(head.robots, path).toBe("");
      expect(head.largePicture, path).toBe("summary_large_image");
      expect(head.picture.startsWith(`${ORIGIN}/media/og/`), path).toBe(true);
      pictures.add(head.picture.slice(ORIGIN.length));
    }
    expect(pictures.size).toBeGreaterThan(80);
    for (const picture of pictures) {
      const response = await request.get(picture);
      expect(response.status(), picture).toBe(200);
      expect(response.headers()["content-type"]).toBe("image/jpeg");
    }
  });

  test("what a product page tells machines agrees with the API", async ({ page, request }) => {
    const availability = { "in-stock": "InStock", low: "LimitedAvailability", "sold-out": "OutOfStock" } as const;
    const paths = (await sitemapPaths(request)).filter((path) => path.startsWith("/product/"));
    await page.goto("/about");
    for (const path of paths) {
      const { product } = (await (await request.get(`/api/products/${path.slice("/product/".length)}`)).json()) as {
        product: Product;
      };
      const head = await headOf(page, await (await request.get(path)).text());
      const thing = requireThing(head, "Product");
      expect(thing.name).toBe(product.name);
      const offers = thing.offers as { sku: string; price: string; priceCurrency: string; availability: string }[];
      expect(
        offers.map(({ sku, price, priceCurrency, availability: state }) => [sku, price, priceCurrency, state]),
      ).toEqual(
        product.variants.map(({ sku, prices, availability: { state } }) => [
          sku,
          ((prices.find(({ currency }) => currency === "EUR")?.amount ?? 0) / 100).toFixed(2),
          "EUR",
          `https://schema.org/${availability[state]}`,
        ]),
      );
      for (const picture of thing.image as string[]) expect(picture.startsWith(`${ORIGIN}/media/`)).toBe(true);
      const trail = requireThing(head, "BreadcrumbList");
      expect((trail.itemListElement as { item: string }[]).map(({ item }) => item)).toEqual([
        `${ORIGIN}/`,
        `${ORIGIN}/category/${product.category.slug}`,
        `${ORIGIN}${path}`,
      ]);
    }
  });

  test("the home page introduces the house and its search", async ({ page, request }) => {
    await page.goto("/about");
    const head = await headOf(page, await (await request.get("/")).text());
    expect(requireThing(head, "Organization").url).toBe(`${ORIGIN}/`);
    const { target } = requireThing(head, "WebSite").potentialAction as { target: { urlTemplate: string } };
    const path = target.urlTemplate.replace(ORIGIN, "").replace("{search_term_string}", "mug");
    await page.goto(path);
    await expect(page.getByRole("main").getByRole("link", { name: /mug/i }).first()).toBeVisible();
  });

  test("robots are kept out of the checkout, orders and the API, and are shown the sitemap", async ({ request }) => {
    const text = await (await request.get("/robots.txt")).text();
    for (const path of ["/api/", "/checkout", "/orders", "/waiting", "/join"])
      expect(text).toContain(`Disallow: ${path}\n`);
    expect(text).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
  });

  test("pages that are nobody's destination ask not to be listed", async ({ page, request }) => {
    await page.goto("/about");
    const paths = [
      "/checkout",
      "/checkout/delivery",
      "/checkout/review",
      "/orders",
      "/orders/view",
      "/waiting",
      "/join",
      "/offline",
    ];
    for (const path of [...paths, "/search", "/search?q=mug", "/no-such-page"]) {
      const head = await headOf(page, await (await request.get(path)).text());
      expect(head.robots, path).toContain("noindex");
    }
  });
});
