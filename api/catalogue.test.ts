import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishPrices } from "../db/queries/publish-prices.ts";
import { largeCatalogue } from "../db/seed/large.ts";
import { seedStore } from "../db/seed.ts";
import { openStore } from "../db/store.ts";
import { searchIndex } from "../domain/search/search-index.ts";
import { cardOf, documentsOf } from "../domain/search/snapshot.ts";
import {
  categoryList,
  type ProductCard,
  pricesAnswer,
  productAnswer,
  productList,
  searchAnswer,
} from "../protocol/catalogue.ts";
import { problem } from "../protocol/problem-schema.ts";
import { healthAnswer, versionAnswer } from "../protocol/service.ts";
import { catalogueSnapshot, SNAPSHOT_BUDGET } from "../protocol/snapshot.ts";
import { anySku, type Browser, browser, type TestApi, testApi } from "./test-kit.ts";

let shop: TestApi;
let visitor: Browser;
beforeAll(async () => {
  shop = await testApi();
  visitor = browser(shop.api);
});
afterAll(() => shop.close());

const json = async (path: string) => (await visitor.get(path)).json();

test("the version answer tells release, API versions and price version", async () => {
  const answer = versionAnswer.parse(await json("/api/version"));
  expect(answer).toMatchObject({ release: "release-under-test", apiVersion: 2, minApiVersion: 1 });
});

test("the shop is healthy while the database answers, and 503 while it does not", async () => {
  expect(healthAnswer.parse(await json("/api/health"))).toEqual({ status: "ok" });
  const broken = await testApi({ getStore: () => Promise.reject(new Error("no file")) });
  const answer = await browser(broken.api).get("/api/health");
  await broken.close();
  expect(answer.status).toBe(503);
  expect(answer.headers.get("Retry-After")).not.toBeNull();
});

test("categories come with their picture", async () => {
  expect(categoryList.parse(await json("/api/categories")).items.length).toBeGreaterThanOrEqual(4);
});

test("products come page by page, each once", async () => {
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page = productList.parse(await json(`/api/products?limit=25${cursor && `&cursor=${cursor}`}`));
    seen.push(...page.items.map((item) => item.slug));
    cursor = page.nextCursor;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(24);
});

test("a category holds its own products only", async () => {
  const [category] = categoryList.parse(await json("/api/categories")).items;
  const page = productList.parse(await json(`/api/products?category=${category?.slug}`));
  expect(new Set(page.items.map((item) => item.category))).toEqual(new Set([category?.slug]));
});

test("a list is narrowed, ordered and counted by what is asked for, under every page", async () => {
  const asked = "/api/products?category=outerwear&size=M&size=L&stock=in&sort=price-down&limit=3";
  const first = productList.parse(await json(`${asked}&facets=true`));
  const seen = [...first.items];
  for (let cursor = first.nextCursor; cursor !== null; ) {
    const page = productList.parse(await json(`${asked}&cursor=${cursor}`));
    seen.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toHaveLength(first.facets?.found ?? 0);
  expect(new Set(seen.map((item) => item.slug)).size).toBe(seen.length);
  const amounts = seen.map((item) => item.from[0]?.amount ?? 0);
  expect(amounts).toEqual(amounts.toSorted((one, other) => other - one));
  expect(seen.some((item) => item.soldOut)).toBe(false);
});

test("a cursor is refused under another order or other facets", async () => {
  const { nextCursor } = productList.parse(await json("/api/products?sort=name&limit=2"));
  for (const other of ["sort=price-up", "sort=name&stock=in", "sort=name&currency=GBP"]) {
    const answer = await visitor.get(`/api/products?${other}&cursor=${nextCursor}`);
    expect(problem.parse(await answer.json())).toMatchObject({ code: "invalid", errors: [{ pointer: "/cursor" }] });
  }
});

test.each([
  ["/api/products?limit=0", "/limit"],
  ["/api/products?limit=abc", "/limit"],
  ["/api/products?cursor=bm9uc2Vuc2U", "/cursor"],
  ["/api/products?category=No%20Such", "/category"],
  ["/api/products?colour=Not%20A%20Code", "/colour"],
  ["/api/products?size=M&size=%00", "/size"],
  ["/api/products?price=9", "/price"],
  ["/api/products?price=cheap", "/price"],
  ["/api/products?stock=out", "/stock"],
  ["/api/products?sort=colour", "/sort"],
  ["/api/products?sort=name&sort=shelf", "/sort"],
  ["/api/products?currency=USD", "/currency"],
  ["/api/products?facets=1", "/facets"],
  ["/api/search", "/q"],
  ["/api/prices", "/skus"],
  [`/api/prices?skus=${Array.from({ length: 101 }, (_, index) => `SKU-${index}`).join(",")}`, "/skus"],
])("%s is told what to mend", async (path, pointer) => {
  const answer = await visitor.get(path);
  expect(answer.status).toBe(400);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  expect(problem.parse(await answer.json())).toMatchObject({ code: "invalid", errors: [{ pointer }] });
});

test("a product is told in full and an unknown one is a 404 problem", async () => {
  const [first] = productList.parse(await json("/api/products?limit=1")).items;
  expect(productAnswer.parse(await json(`/api/products/${first?.slug}`)).product.slug).toBe(first?.slug);
  for (const path of ["/api/products/no-such-thing", "/api/products/%00", "/api/products/..%2f"]) {
    const missing = await visitor.get(path);
    expect(missing.status).toBe(404);
    expect(problem.parse(await missing.json()).code).toBe("not-found");
  }
});

test("prices are told for what is sold, and the rest is named", async () => {
  const sku = await anySku(shop.store);
  const answer = pricesAnswer.parse(await json(`/api/prices?skus=${sku},NO-SUCH-1,%00,${sku}`));
  expect(answer.offers.map((offer) => offer.sku)).toEqual([sku]);
  expect(answer.unknown).toEqual(["NO-SUCH-1", "\u0000"]);
  expect(answer.at).toBe(new Date(shop.clock.now).toISOString());
});

test("search finds words, beginnings and typos, and nothing for nonsense", async () => {
  const [first] = productList.parse(await json("/api/products?limit=1")).items;
  const find = async (q: string) =>
    searchAnswer.parse(await json(`/api/search?q=${encodeURIComponent(q)}`)).items.map((item) => item.slug);
  const word = first?.name.split(" ").find((part) => part.length > 4) ?? "";
  expect(await find(word)).toContain(first?.slug);
  expect(await find(word.slice(0, 4))).toContain(first?.slug);
  const typo = word.slice(0, -2) + word.slice(-1);
  expect(await find(typo)).toContain(first?.slug);
  expect(await find("zzqqxxyy")).toEqual([]);
  expect(await find("")).toEqual([]);
});

test("the whole shop in small finds what the server finds and costs what the server says, within its budget", async () => {
  const answer = await visitor.get("/api/catalogue", { headers: { "Accept-Encoding": "gzip, br" } });
  expect(answer.headers.get("Content-Encoding")).toBe("br");
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.byteLength).toBeLessThanOrEqual(SNAPSHOT_BUDGET);
  const snapshot = catalogueSnapshot.parse(JSON.parse(brotliDecompressSync(bytes).toString("utf8")));
  expect(snapshot.priceVersion).toBe(Number(answer.headers.get("X-Price-Version")));

  const all: ProductCard[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = productList.parse(await json(`/api/products?limit=100${cursor && `&cursor=${cursor}`}`));
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(snapshot.products.map((product) => cardOf(snapshot, product))).toEqual(all);

  const find = searchIndex(documentsOf(snapshot));
  for (const query of ["oilskn", "wool", "kettel", "buoy red mug", "zzzz"]) {
    const { items } = searchAnswer.parse(await json(`/api/search?q=${encodeURIComponent(query)}`));
    expect(find(query, 48)).toEqual(items.map(({ slug }) => slug));
  }
});

test("a shop that is too large says that it is searched online", async () => {
  const products = largeCatalogue(1_200);
  const large = await testApi({}, async (dataDir) => {
    const store = await openStore({ dataDir });
    await seedStore(store, products);
    return store;
  });
  const answer = await browser(large.api).get("/api/catalogue");
  expect(catalogueSnapshot.parse(await answer.json())).toMatchObject({ complete: false, products: [] });
  await large.close();
});

test("reads are public, tagged and answered 304 when nothing changed", async () => {
  const first = await visitor.get("/api/products?limit=2");
  expect(first.headers.get("Cache-Control")).toBe("public, max-age=0, must-revalidate");
  expect(first.headers.getSetCookie()).toEqual([]);
  const etag = first.headers.get("ETag") ?? "";
  const again = await visitor.get("/api/products?limit=2", { headers: { "If-None-Match": `"other", ${etag}` } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe("");
  expect(again.headers.get("X-Price-Version")).toBe(first.headers.get("X-Price-Version"));
});

test("a HEAD is a GET without its body", async () => {
  const answer = await visitor.get("/api/version", { method: "HEAD" });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("");
});

test("a published price is in the next answer, under a new price version and a new tag", async () => {
  const sku = await anySku(shop.store);
  const before = await visitor.get(`/api/prices?skus=${sku}`);
  await publishPrices(shop.store, { changes: [{ sku, currency: "EUR", amount: 12_345 }], now: shop.clock.now });
  const after = await visitor.get(`/api/prices?skus=${sku}`, {
    headers: { "If-None-Match": before.headers.get("ETag") ?? "" },
  });
  expect(after.status).toBe(200);
  expect(Number(after.headers.get("X-Price-Version"))).toBe(Number(before.headers.get("X-Price-Version")) + 1);
  expect(pricesAnswer.parse(await after.json()).offers[0]?.prices).toContainEqual({ currency: "EUR", amount: 12_345 });
});
