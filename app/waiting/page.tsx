import type { Metadata } from "next";
import { PageHead } from "../parts/chrome/page-head.tsx";
import { Returned } from "../parts/returned/returned.tsx";
import { Waiting } from "../parts/waiting/waiting.tsx";
import { lead, title } from "../strings/waiting.ts";

export const metadata: Metadata = { title, robots: { index: false } };

/** Part of the shell: it is wanted where nothing can be fetched. */
export default function WaitingPage() {
  return (
    <div className="frame tall">
      <PageHead title={title}>{lead}</PageHead>
      <Returned />
      <Waiting />
    </div>
  );
}
