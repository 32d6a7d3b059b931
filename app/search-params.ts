export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What may stand in the address of a shelf; anything else, such as a campaign's tag, makes no page of its own. */
const NAMES = ["colour", "size", "price", "stock", "sort", "currency", "after"] as const;

/** The query of a shelf's address, of which React's cache and the page's data functions can take the text as their key. */
export function queryOf(params: SearchParams): string {
  const query = new URLSearchParams();
  for (const name of NAMES) {
    for (const value of [params[name] ?? []].flat()) query.append(name, value);
  }
  return query.toString();
}
