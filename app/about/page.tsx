import type { Metadata } from "next";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { Prose } from "../parts/chrome/prose.tsx";
import { findable } from "../seo.ts";
import { lead, sections, title } from "../strings/about.ts";

// The canonical address is known at run time.
export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  return findable({ title, description: lead, path: "/about" });
}

export default function AboutPage() {
  return (
    <div className="frame">
      <PageHead title={title}>{lead}</PageHead>
      <Prose sections={sections} />
    </div>
  );
}
