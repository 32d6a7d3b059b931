import { NOTHING, ROWS } from "../../sw/classify.ts";

const MARKS = {
  begin: "<!-- caching table: made by `npm run tables` -->",
  end: "<!-- end of caching table -->",
} as const;

/** The worker's caching table as Markdown. */
export function cachingTable(): string {
  const rows = [...ROWS, NOTHING].map(({ name, strategy, why }) => `| ${name} | \`${strategy}\` | ${why} |`);
  return ["| request | strategy | why |", "|---|---|---|", ...rows].join("\n");
}

/** The page with the table between its marks as it is now; throws where the marks are missing. */
export function withCachingTable(page: string): string {
  const [before, rest] = page.split(MARKS.begin);
  const [, after] = rest?.split(MARKS.end) ?? [];
  if (before === undefined || after === undefined) throw new Error("the page has no place for the caching table");
  return `${before}${MARKS.begin}\n${cachingTable()}\n${MARKS.end}${after}`;
}
