import { asc, eq, inArray } from "drizzle-orm";
import type { Offer, Picture } from "../../protocol/catalogue.ts";
import { preparedForList } from "../prepared.ts";
import type { Db } from "../store.ts";
import { availabilityOf } from "./availability.ts";
import { pictureOf } from "./cards.ts";
import { currentPriceVersion, priceListsAt } from "./prices.ts";

/** What a line of a cart or of an order is called and looks like. */
export type VariantDescription = Pick<Offer, "sku" | "product" | "name" | "label" | "picture"> & {
  readonly available: number;
};

const variantsBySku = preparedForList("variants-by-sku", ({ q, t }, skus) =>
  q
    .select({
      sku: t.variant.sku,
      colour: t.variant.colour,
      size: t.variant.size,
      productId: t.product.id,
      product: t.product.slug,
      name: t.product.name,
      colours: t.product.colours,
      sizes: t.product.sizes,
      available: t.stock.available,
    })
    .from(t.variant)
    .innerJoin(t.product, eq(t.product.id, t.variant.productId))
    .innerJoin(t.stock, eq(t.stock.sku, t.variant.sku))
    .where(inArray(t.variant.sku, skus)),
);

const picturesOfProducts = preparedForList("pictures-of-products", ({ q, t }, products) =>
  q.select().from(t.media).where(inArray(t.media.productId, products)).orderBy(asc(t.media.position)),
);

/** The variants with these skus, by sku; unknown ones are absent. */
export async function describeVariants(db: Db, skus: readonly string[]): Promise<Map<string, VariantDescription>> {
  const rows = await variantsBySku(db, skus);
  const products = [...new Set(rows.map((row) => row.productId))];
  const pictures = Map.groupBy(await picturesOfProducts(db, products), (row) => row.productId);
  const described = rows.map(({ sku, product, name, available, ...row }): [string, VariantDescription] => {
    const picture = pictureOfColour(pictures.get(row.productId) ?? [], row.colour);
    return [sku, { sku, product, name, label: labelOf(row), picture, available }];
  });
  return new Map(described);
}

/** What cart lines need to be shown and priced, in the order asked for; unknown skus are left out. */
export async function getOffers(db: Db, skus: readonly string[], version?: number): Promise<Offer[]> {
  const variants = await describeVariants(db, skus);
  const prices = await priceListsAt(db, skus, version ?? (await currentPriceVersion(db)));
  return skus.flatMap((sku) => {
    const variant = variants.get(sku);
    const list = prices.get(sku);
    if (!variant || !list) return [];
    const { available, ...described } = variant;
    return [{ ...described, prices: list, availability: availabilityOf(available) }];
  });
}

interface Named {
  readonly colour: string;
  readonly size: string | null;
  readonly colours: readonly { readonly code: string; readonly name: string }[];
  readonly sizes: readonly string[];
}

/** "Kelp, M"; empty when colour and size leave no choice. */
function labelOf({ colour, size, colours, sizes }: Named): string {
  if (colours.length <= 1 && sizes.length <= 1) return "";
  const name = colours.find(({ code }) => code === colour)?.name ?? colour;
  return [name, size].filter(Boolean).join(", ");
}

function pictureOfColour(pictures: readonly Picture[], colour: string): Picture {
  const picture = pictures.find((each) => each.colour === colour) ?? pictures[0];
  return picture ? pictureOf(picture) : { colour, view: "front", base: "", alt: "" };
}
