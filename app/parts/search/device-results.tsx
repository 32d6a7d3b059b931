"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import type { Findings } from "../../device/search.ts";
import * as strings from "../../strings/search.ts";
import { ago } from "../../strings/time.ts";
import { ResultsFrame } from "./results-frame.tsx";

const MOST = 48;

interface Answer {
  readonly query: string;
  readonly findings: Findings | null;
}

async function search(query: string): Promise<Findings | null> {
  const { openSearch } = await import("../../device/search.ts");
  return (await openSearch())(query, MOST);
}

/** What this device finds by itself for the query of the address. */
export function DeviceResults() {
  const query = (useSearchParams().get("q") ?? "").trim();
  const [answer, setAnswer] = useState<Answer | null>(null);

  useEffect(() => {
    if (query === "") return;
    let current = true;
    search(query).then(
      (findings) => current && setAnswer({ query, findings }),
      (error: unknown) => {
        console.warn("This device could not search", error);
        if (current) setAnswer({ query, findings: null });
      },
    );
    return () => {
      current = false;
    };
  }, [query]);

  const answered = answer?.query === query ? answer : null;
  const cards = answered?.findings?.cards ?? [];
  const knownAt = answered?.findings?.knownAt ?? null;
  return (
    <ResultsFrame
      query={query}
      note={noteOf(query, answered)}
      cards={cards}
      age={knownAt !== null && cards.length > 0 ? strings.priceAge(ago(knownAt, Date.now())) : null}
    />
  );
}

function noteOf(query: string, answered: Answer | null): string {
  if (query === "") return strings.prompt;
  if (answered === null) return strings.looking;
  return answered.findings ? strings.foundOrNot(answered.findings.cards.length) : strings.outOfReach;
}
