import type { Metadata } from "next";
import { ShelfList } from "./parts/catalogue/shelf-list.tsx";
import { PageHead } from "./parts/chrome/page-head.tsx";
import { notFound } from "./strings/errors.ts";
import { shelves } from "./strings/search.ts";

export const metadata: Metadata = { title: notFound.title, robots: { index: false } };

export default function NotFoundPage() {
  return (
    <div className="frame">
      <PageHead title={notFound.title}>{notFound.text}</PageHead>
      <ShelfList label={shelves} />
    </div>
  );
}
