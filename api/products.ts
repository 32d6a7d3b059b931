import * as z from "zod/mini";
import { getProduct, isBadCursor, listCategories, listProducts } from "../db/queries/catalogue.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import type { ProductListQuery } from "../db/queries/product-lists.ts";
import type { Db } from "../db/store.ts";
import type { CategoryList, ProductAnswer, ProductList } from "../protocol/catalogue.ts";
import { slug } from "../protocol/catalogue.ts";
import { publicJson } from "./answers.ts";
import { requireShape } from "./body.ts";
import type { Api, ApiDeps } from "./context.ts";
import { ApiProblem, invalid } from "./problem.ts";

export const productsQuery = z.object({
  category: z.optional(slug),
  collection: z.optional(slug),
  cursor: z.optional(z.string().check(z.maxLength(200), z.regex(/^[A-Za-z0-9._~-]+$/))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 24),
});

export function products(api: Api, deps: ApiDeps): void {
  api.get("/api/categories", async (context) => {
    const { read } = await deps.getStore();
    const answer: CategoryList = { items: await listCategories(read) };
    return publicJson(context, answer);
  });

  api.get("/api/products", async (context) => {
    const query = requireShape(productsQuery, context.req.query());
    const { read } = await deps.getStore();
    const priceVersion = await currentPriceVersion(read);
    const answer: ProductList = { priceVersion, ...(await page(read, { ...query, version: priceVersion })) };
    return publicJson(context, answer, priceVersion);
  });

  api.get("/api/products/:slug", async (context) => {
    const { read } = await deps.getStore();
    const priceVersion = await currentPriceVersion(read);
    const name = z.safeParse(slug, context.req.param("slug"));
    const product = name.success ? await getProduct(read, name.data, priceVersion) : null;
    if (product === null) throw new ApiProblem("not-found", { detail: "The shop has no such product." });
    const answer: ProductAnswer = { priceVersion, product };
    return publicJson(context, answer, priceVersion);
  });
}

async function page(read: Db, query: ProductListQuery) {
  try {
    return await listProducts(read, query);
  } catch (error) {
    if (!isBadCursor(error)) throw error;
    throw invalid(
      "/cursor",
      "Take the cursor from nextCursor of the page before, with the same category and collection.",
    );
  }
}
