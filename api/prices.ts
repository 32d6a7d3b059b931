import * as z from "zod/mini";
import { getOffers } from "../db/queries/catalogue.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import { type PricesAnswer, sku } from "../protocol/catalogue.ts";
import { publicJson } from "./answers.ts";
import type { Api, ApiDeps } from "./context.ts";
import { invalid } from "./problem.ts";

export const MOST_SKUS = 100;

export function prices(api: Api, deps: ApiDeps): void {
  api.get("/api/prices", async (context) => {
    const asked = wanted(context.req.query("skus"));
    const { read } = await deps.getStore();
    const priceVersion = await currentPriceVersion(read);
    const offers = await getOffers(
      read,
      asked.filter((text) => z.safeParse(sku, text).success),
      priceVersion,
    );
    const known = new Set(offers.map((offer) => offer.sku));
    const answer: PricesAnswer = {
      priceVersion,
      at: new Date(deps.now()).toISOString(),
      offers,
      unknown: asked.filter((text) => !known.has(text)),
    };
    return publicJson(context, answer, priceVersion);
  });
}

function wanted(query: string | undefined): string[] {
  const skus = [...new Set((query ?? "").split(",").filter((text) => text !== ""))];
  if (skus.length === 0) throw invalid("/skus", "Name at least one SKU: ?skus=A,B.");
  if (skus.length > MOST_SKUS) throw invalid("/skus", `Name at most ${MOST_SKUS} SKUs.`);
  return skus;
}
