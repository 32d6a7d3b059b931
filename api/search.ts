import * as z from "zod/mini";
import { getCards } from "../db/queries/catalogue.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import type { SearchAnswer } from "../protocol/catalogue.ts";
import { publicJson } from "./answers.ts";
import { requireShape } from "./body.ts";
import type { Api, ApiDeps } from "./context.ts";
import { serverSearch } from "./search-index.ts";

export const searchQuery = z.object({ q: z.string().check(z.trim(), z.maxLength(100)) });

export function search(api: Api, deps: ApiDeps): void {
  const findSlugs = serverSearch(deps.now);
  api.get("/api/search", async (context) => {
    const { q } = requireShape(searchQuery, context.req.query());
    const { read } = await deps.getStore();
    const priceVersion = await currentPriceVersion(read);
    const slugs = q === "" ? [] : await findSlugs(read, q);
    const answer: SearchAnswer = { priceVersion, query: q, items: await getCards(read, slugs, priceVersion) };
    return publicJson(context, answer, priceVersion);
  });
}
