import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { readCategory, readCollection } from "../../data.ts";
import { JsonLd } from "../../found/json-ld.tsx";
import { breadcrumbThing } from "../../found/shop-json-ld.ts";
import { queryOf, type SearchParams } from "../../search-params.ts";
import { type Card, findable, shopOrigin } from "../../seo.ts";
import { Breadcrumbs } from "../catalogue/breadcrumbs.tsx";
import { PriceStamp } from "../catalogue/price-stamp.tsx";
import { ShelfHead } from "../catalogue/shelf-head.tsx";
import { ShelfView } from "./shelf-view.tsx";

interface Props {
  readonly params: Promise<{ slug: string }>;
  readonly searchParams: Promise<SearchParams>;
}

type Found = Awaited<ReturnType<typeof readCategory | typeof readCollection>>;

interface ShelfKind {
  /** Where shelves of this kind stand, such as "/category". */
  readonly at: string;
  readonly read: (slug: string, query: string) => Promise<Found>;
  /** The picture of the shelf's link preview. */
  readonly card: (slug: string, found: Found) => Card | undefined;
}

/** What Next wants of the page of a shelf: the goods of a category or a collection, with everything to find one's way. */
export function shelfPage({ at, read, card }: ShelfKind) {
  const ask = async ({ params, searchParams }: Props) => {
    const { slug } = await params;
    const query = queryOf(await searchParams);
    return { slug, path: `${at}/${slug}`, query, found: await read(slug, query) };
  };

  async function generateMetadata(props: Props): Promise<Metadata> {
    const { slug, path, query, found } = await ask(props);
    if (!found.shelf) return {};
    const { name, blurb } = found.shelf;
    const metadata = findable({ title: name, description: blurb, path, image: card(slug, found) });
    // Chosen and later pages lead on to their products, but nobody should land in the middle of a shelf.
    return query === "" ? metadata : { ...metadata, alternates: {}, robots: { index: false, follow: true } };
  }

  async function ShelfPage(props: Props) {
    const { path, query, found } = await ask(props);
    const { shelf, page, priceVersion } = found;
    if (!shelf || !page) notFound();
    const trail = [{ href: path, name: shelf.name }];
    return (
      <div className="frame">
        <PriceStamp version={priceVersion} />
        <JsonLd things={[breadcrumbThing(shopOrigin(), trail)]} />
        <Breadcrumbs trail={trail} />
        <ShelfHead title={shelf.name} blurb={shelf.blurb} />
        <ShelfView path={path} isFirst={!new URLSearchParams(query).has("after")} {...page} />
      </div>
    );
  }

  return { generateMetadata, ShelfPage };
}
