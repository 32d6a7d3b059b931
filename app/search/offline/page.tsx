import type { Metadata } from "next";
import { Suspense } from "react";
import { DeviceResults } from "../../parts/search/device-results.tsx";
import { ResultsFrame } from "../../parts/search/results-frame.tsx";
import { looking, title } from "../../strings/search.ts";

export const metadata: Metadata = { title, robots: { index: false } };

/** What the worker answers a search with when the network does not: the device searches by itself (C16). */
export default function OfflineSearchPage() {
  return (
    <div className="tall">
      <Suspense fallback={<ResultsFrame query="" note={looking} cards={[]} />}>
        <DeviceResults />
      </Suspense>
    </div>
  );
}
