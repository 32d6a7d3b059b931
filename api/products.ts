import * as z from "zod/mini";
import { getProduct, isBadCursor, listCategories, listFacets, listProducts } from "../db/queries/catalogue.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import type { ProductListQuery } from "../db/queries/product-lists.ts";
import type { Db } from "../db/store.ts";
import { readSelection, type Selection } from "../domain/finding/selection.ts";
import type { CategoryList, ProductAnswer, ProductList } from "../protocol/catalogue.ts";
import { slug } from "../protocol/catalogue.ts";
import { publicJson } from "./answers.ts";
import { requireShape } from "./body.ts";
import type { Api, ApiDeps } from "./context.ts";
import { ApiProblem, invalid } from "./problem.ts";

export const productsQuery = z.object({
  category: z.optional(slug),
  collection: z.optional(slug),
  cursor: z.optional(z.string().check(z.maxLength(400), z.regex(/^[A-Za-z0-9._~-]+$/))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 24),
  facets: z.optional(z.literal("true")),
});

export function products(api: Api, deps: ApiDeps): void {
  api.get("/api/categories", async (context) => {
    const { read } = await deps.getStore();
    const answer: CategoryList = { items: await listCategories(read) };
    return publicJson(context, answer);
  });

  api.get("/api/products", async (context) => {
    const { facets, ...query } = requireShape(productsQuery, context.req.query());
    const selection = requireSelection(new URL(context.req.url).searchParams);
    const { read } = await deps.getStore();
    const version = await currentPriceVersion(read);
    const answer: ProductList = {
      priceVersion: version,
      ...(await page(read, { ...query, selection, version })),
      ...(facets ? { facets: await listFacets(read, query, selection, version) } : {}),
    };
    return publicJson(context, answer, version);
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

function requireSelection(params: URLSearchParams): Selection {
  const { selection, bad } = readSelection(params);
  const [first] = bad;
  if (first !== undefined) throw invalid(`/${first}`, "This is not among the values that the documentation names.");
  return selection;
}

async function page(read: Db, query: ProductListQuery) {
  try {
    return await listProducts(read, query);
  } catch (error) {
    if (!isBadCursor(error)) throw error;
    throw invalid("/cursor", "Take the cursor from nextCursor of the page before, with all other parameters the same.");
  }
}
