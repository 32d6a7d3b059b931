import { readCollection } from "../../data.ts";
import { shelfPage } from "../../parts/finding/shelf-page.tsx";
import { productCard } from "../../seo.ts";

export const dynamic = "force-dynamic";

const { generateMetadata, ShelfPage } = shelfPage({
  at: "/collections",
  read: readCollection,
  card: (_, { page }) => productCard(page?.items[0]?.picture),
});

export { generateMetadata, ShelfPage as default };
