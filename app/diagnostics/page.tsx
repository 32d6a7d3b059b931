import type { Metadata } from "next";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { Diagnostics } from "../parts/diagnostics/diagnostics.tsx";
import { lead, title } from "../strings/diagnostics.ts";

export const metadata: Metadata = { title, robots: { index: false } };

/** Part of the shell: it is wanted most when nothing else works (I3). */
export default function DiagnosticsPage() {
  return (
    <div className="frame">
      <PageHead title={title}>{lead}</PageHead>
      <Diagnostics />
    </div>
  );
}
