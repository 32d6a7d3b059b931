import { useEffect, useState } from "react";
import { type Findings, openSearch } from "../../device/search.ts";

const MOST = 6;
/** Nobody reads suggestions for every letter of a fast hand, and a large shop is asked over the network. */
const PAUSE_MS = 120;

export interface Suggested extends Findings {
  readonly query: string;
}

/** What fits the text so far; null until something was typed, and where search is out of reach. */
export function useSuggestions(text: string): Suggested | null {
  const [suggested, setSuggested] = useState<Suggested | null>(null);
  const query = text.trim();

  useEffect(() => {
    if (query === "") {
      setSuggested(null);
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      const search = await openSearch();
      const findings = await search(query, MOST);
      // Answers may overtake each other: only the one to the newest text counts.
      if (current) setSuggested(findings && { ...findings, query });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query]);

  return suggested;
}
