import { priceBands } from "../../domain/finding/price-bands.ts";
import { type Selection, selectionQuery } from "../../domain/finding/selection.ts";
import { type Tallies, tally } from "../../domain/finding/shelf.ts";
import type { Facets } from "../../protocol/catalogue.ts";
import type { Db } from "../store.ts";
import { listSoldOut, readShelf, rememberedByShelf, type Shelf } from "./shelf-index.ts";

const talliedOnce = rememberedByShelf<Tallies>();

/** What a shelf can be narrowed by, with counts that are right under what is chosen; prices are those of `version`. */
export async function listFacets(db: Db, shelf: Shelf, selection: Selection, version: number): Promise<Facets> {
  const { products, palette } = await readShelf(db, shelf, selection.currency, version);
  const soldOut = await listSoldOut(db);
  const question = [selectionQuery({ ...selection, sort: "shelf" }), ...soldOut].join();
  const { shelved, found, colours, sizes, prices, inStock } = talliedOnce(products, question, () =>
    tally(products, selection, soldOut),
  );
  return {
    shelved,
    found,
    colours: [...colours]
      .map(([code, count]) => ({ ...(palette.get(code) ?? { code, name: code, swatch: "#808080" }), count }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    sizes: [...sizes].map(([size, count]) => ({ size, count })),
    prices: priceBands(selection.currency).flatMap((band) => {
      const count = prices.get(band.band);
      return count === undefined ? [] : [{ ...band, count }];
    }),
    inStock,
  };
}
