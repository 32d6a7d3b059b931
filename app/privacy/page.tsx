import type { Metadata } from "next";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { Prose } from "../parts/chrome/prose.tsx";
import { lead, sections, title } from "../strings/privacy.ts";

export const metadata: Metadata = { title, description: lead };

export default function PrivacyPage() {
  return (
    <div className="frame">
      <PageHead title={title}>{lead}</PageHead>
      <Prose sections={sections} />
    </div>
  );
}
