import { readCategory } from "../../data.ts";
import { shelfPage } from "../../parts/finding/shelf-page.tsx";
import { categoryCard } from "../../seo.ts";

export const dynamic = "force-dynamic";

const { generateMetadata, ShelfPage } = shelfPage({
  at: "/category",
  read: readCategory,
  card: (slug, { shelf }) => categoryCard(slug, shelf?.name ?? ""),
});

export { generateMetadata, ShelfPage as default };
