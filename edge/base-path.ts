/** The base paths of two releases that serve at once; empty for the root (R9). */
export interface BasePaths {
  readonly live: string;
  readonly beside: string;
}

/** Whether an address lies below a base path; everything lies below the root. */
export function isBelow(pathname: string, base: string): boolean {
  return base === "" || pathname === base || pathname.startsWith(`${base}/`);
}

/** Whose address this is: the longer base path that holds it counts; null for one that neither has. */
export function ownerOf(pathname: string, { live, beside }: BasePaths): "live" | "beside" | null {
  const longerFirst = live.length >= beside.length ? (["live", "beside"] as const) : (["beside", "live"] as const);
  return longerFirst.find((name) => isBelow(pathname, name === "live" ? live : beside)) ?? null;
}

/** The base path that an address names where it is not that of the live release: of an earlier one, or of one beside. Else empty. */
export function formerBase(pathname: string, live: string): string {
  const [base = ""] = /^\/v\d{1,3}(?=\/|$)/.exec(pathname) ?? [];
  return base === live ? "" : base;
}

/** What is never sent elsewhere: a worker's script that redirects is refused, and a tab's chunks belong to its release. */
const STAYS = /^\/(sw\.js|sw-manifest\.json|__sw\/.*|api(\/.*)?|_next\/.*|media\/.*|icons\/.*|screenshots\/.*)$/;

/**
 * Where a straggler's navigation goes after the deadline (R9): the same page below the live release's base path; null for
 * everything that stays where it is. `target` is path and query.
 */
export function stragglerTarget(
  request: { readonly method: string; readonly target: string; readonly headers: Headers },
  bases: BasePaths,
): string | null {
  const [pathname = "/"] = request.target.split("?");
  if (bases.live === bases.beside || ownerOf(pathname, bases) === "live") return null;
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const { headers } = request;
  const document = headers.get("Sec-Fetch-Dest") ?? (/text\/html/.test(headers.get("Accept") ?? "") ? "document" : "");
  if (document !== "document" || headers.has("RSC")) return null;
  const below = isBelow(pathname, bases.beside) ? request.target.slice(bases.beside.length) : request.target;
  const local = below.startsWith("/") ? below : `/${below}`;
  if (STAYS.test(local.split("?")[0] ?? "")) return null;
  // Two slashes would name another host.
  return `${bases.live}/${local.replace(/^\/+/, "")}`;
}
