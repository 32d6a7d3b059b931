import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { getCards, listCategories, listCollections, listSearchEntries } from "../db/queries/catalogue.ts";
import { currentPriceVersion } from "../db/queries/prices.ts";
import type { Db } from "../db/store.ts";
import { emptySnapshot, packSnapshot } from "../domain/search/snapshot.ts";
import { SNAPSHOT_BUDGET } from "../protocol/snapshot.ts";
import { packed, publicPacked } from "./answers.ts";
import type { Api, ApiDeps } from "./context.ts";

const compress = promisify(brotliCompress);
/** Stock in words may lag by it; prices never do, their version is part of what is kept. */
const FRESH_MS = 60_000;
/** More products than this never fit the budget: they are not even read. */
const MOST_PRODUCTS = 1_000;

/** C16: the catalogue that the worker keeps, so that search works where the network does not reach. */
export function catalogueSnapshot(api: Api, deps: ApiDeps): void {
  let made: { readonly at: number; readonly version: number; readonly answer: ReturnType<typeof make> } | null = null;
  api.get("/api/catalogue", async (context) => {
    const { read } = await deps.getStore();
    const version = await currentPriceVersion(read);
    if (made?.version !== version || deps.now() - made.at > FRESH_MS) {
      const answer = make(read, version);
      made = { at: deps.now(), version, answer };
      answer.catch(() => {
        made = null;
      });
    }
    return publicPacked(context, await made.answer, version);
  });
}

async function make(db: Db, priceVersion: number) {
  const whole = await pack(db, priceVersion);
  return whole.brotli.byteLength <= SNAPSHOT_BUDGET ? whole : pack(db, priceVersion, 0);
}

async function pack(db: Db, priceVersion: number, most = MOST_PRODUCTS) {
  const categories = await listCategories(db);
  const count = categories.reduce((sum, category) => sum + category.count, 0);
  if (count > most) return packedJson(emptySnapshot(priceVersion));
  const entries = await listSearchEntries(db);
  const slugs = entries.map(({ slug }) => slug);
  return packedJson(
    packSnapshot({
      priceVersion,
      categories,
      collections: await listCollections(db),
      cards: await getCards(db, slugs, priceVersion),
      materials: new Map(entries.map(({ slug, materials }) => [slug, materials])),
    }),
  );
}

async function packedJson(value: unknown) {
  const text = JSON.stringify(value);
  const brotli = await compress(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return packed(text, brotli);
}
