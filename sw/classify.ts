/** What the worker's decision depends on, and nothing else. */
export interface RequestFacts {
  readonly method: string;
  readonly url: URL;
  /** The path, below the worker's base path where it lies there. */
  readonly path: string;
  /** The path belongs to a release with another base path (R9). */
  readonly elsewhere: boolean;
  readonly sameOrigin: boolean;
  /** The document of a tab is asked for. */
  readonly navigation: boolean;
  /** A React Server Component payload is asked for. */
  readonly rsc: boolean;
  /** Asked for ahead of a click. */
  readonly prefetch: boolean;
  /** A Server Action. */
  readonly action: boolean;
  /** A part of a file is asked for. */
  readonly range: boolean;
  /** An open stream of events is asked for. */
  readonly stream: boolean;
  /** Whatever the device has and nothing from the network, with a request mode for which browsers allow that or not. */
  readonly onlyIfCached: "allowed" | "impossible" | null;
  readonly bypass: boolean;
  /** The file came with this release. */
  readonly precached: boolean;
}

export type StrategyName =
  | "untouched"
  | "write"
  | "state"
  | "document"
  | "rsc"
  | "precached"
  | "script"
  | "style"
  | "font"
  | "asset"
  | "picture"
  | "catalogue"
  | "snapshot"
  | "version"
  | "stored"
  | "range"
  | "unhashed";

interface Row {
  readonly name: string;
  readonly strategy: StrategyName;
  readonly why: string;
  readonly matches: (facts: RequestFacts) => boolean;
}

const STATIC = "/_next/static/";
const CATALOGUE = /^\/api\/((products|search|categories)(\/|$)|prices$)/;
const FILES = /^\/(_next\/static|media|icons)\//;
const OWN_CONTROL = /^\/(sw\.js|sw-manifest\.json)$/;

const isApi = (facts: RequestFacts) => path(facts) === "/api" || path(facts).startsWith("/api/");
const path = (facts: RequestFacts) => facts.path;
/** The base paths that releases may have. */
const BASE_PATH = /^\/v\d+(\/|$)/;
const isRead = ({ method }: RequestFacts) => method === "GET" || method === "HEAD";
const isStatic = (facts: RequestFacts, ending: RegExp) => path(facts).startsWith(STATIC) && ending.test(path(facts));

/** The caching table: the first row that matches decides. */
export const ROWS: readonly Row[] = [
  {
    name: "bypass",
    strategy: "untouched",
    why: "The caller asked for the bare network, for upload progress or to look past the worker (C10).",
    matches: (facts) => facts.bypass,
  },
  {
    name: "other origins",
    strategy: "untouched",
    why: "What others send is theirs to cache, and an opaque answer would be padded against our quota.",
    matches: (facts) => !facts.sameOrigin,
  },
  {
    name: "releases elsewhere",
    strategy: "untouched",
    why: "A release with a base path of its own has a worker of its own; neither answers for the other (R9).",
    matches: (facts) => facts.elsewhere,
  },
  {
    name: "event streams",
    strategy: "untouched",
    why: "An open stream would keep the worker alive and be cut off with it (C10).",
    matches: (facts) => facts.stream,
  },
  {
    name: "only-if-cached from elsewhere",
    strategy: "untouched",
    why: "A worker that fetches such a request fails, and browsers make them by themselves.",
    matches: (facts) => facts.onlyIfCached === "impossible",
  },
  {
    name: "server actions",
    strategy: "untouched",
    why: "Their ids die with every build: never cached, never replayed, and a failure reaches the caller as it is (C9, C11).",
    matches: (facts) => facts.action,
  },
  {
    name: "API writes",
    strategy: "write",
    why: "The browser sends it, with upload progress; what was read from that URL is evicted (C6, C9).",
    matches: (facts) => isApi(facts) && !isRead(facts),
  },
  {
    name: "other methods",
    strategy: "untouched",
    why: "A write is never cached nor replayed by a cache; what must survive goes through the outbox (C9).",
    matches: (facts) => facts.method !== "GET" && !(facts.method === "HEAD" && CATALOGUE.test(path(facts))),
  },
  {
    name: "state page",
    strategy: "state",
    why: "The worker tells about itself, also when nothing else works (I3).",
    matches: (facts) => path(facts) === "/__sw/state",
  },
  {
    name: "the worker's own files",
    strategy: "untouched",
    why: "The browser must always see the newest worker (I4).",
    matches: (facts) => OWN_CONTROL.test(path(facts)),
  },
  {
    name: "catalogue reads",
    strategy: "catalogue",
    why: "At once what is known and current, renewed behind it; older prices never as current, only for want of a network (C6).",
    matches: (facts) => CATALOGUE.test(path(facts)),
  },
  {
    name: "catalogue in small",
    strategy: "snapshot",
    why: "Kept apart from other answers, so that search works offline whatever else was cleaned up (C16).",
    matches: (facts) => path(facts) === "/api/catalogue",
  },
  {
    name: "the shop's versions",
    strategy: "version",
    why: "Worth nothing when old, and the first to tell that prices have changed (P1).",
    matches: (facts) => path(facts) === "/api/version",
  },
  {
    name: "other API reads",
    strategy: "untouched",
    why: "Carts, orders and everything else of a person never enter a cache (C7, C13).",
    matches: isApi,
  },
  {
    name: "documents",
    strategy: "document",
    why: "Network first for 3 s, then this page as last seen, then the shell that came with the release (C7).",
    matches: (facts) => facts.navigation,
  },
  {
    name: "prefetched payloads",
    strategy: "rsc",
    why: "Kept like any payload, under the address that the router made for it: that click then works offline (C8).",
    matches: (facts) => facts.rsc && facts.prefetch,
  },
  {
    name: "server component payloads",
    strategy: "rsc",
    why: "A cache of their own: a payload shown as a document is raw text, and a miss rejects so that the document is asked for (C8).",
    matches: (facts) => facts.rsc,
  },
  {
    name: "only-if-cached",
    strategy: "stored",
    why: "Any copy on this device, else an honest 504.",
    matches: (facts) => facts.onlyIfCached === "allowed",
  },
  {
    name: "ranges of files",
    strategy: "range",
    why: "206 or 416 cut from the copy at hand; a part of a file is never stored as the file (C12).",
    matches: (facts) => facts.range && FILES.test(path(facts)),
  },
  {
    name: "files of the release",
    strategy: "precached",
    why: "Their names carry their content: the copy from the installation is always right (C3).",
    matches: (facts) => facts.precached,
  },
  {
    name: "other scripts",
    strategy: "script",
    why: "Scripts of other releases: the origin keeps them, and a failing origin must not break a running tab (C4).",
    matches: (facts) => isStatic(facts, /\.js$/),
  },
  {
    name: "styles",
    strategy: "style",
    why: "Hashed, so the first copy is the last word (C5).",
    matches: (facts) => isStatic(facts, /\.css$/),
  },
  {
    name: "fonts",
    strategy: "font",
    why: "Hashed, so the first copy is the last word (C5).",
    matches: (facts) => isStatic(facts, /\.woff2?$/),
  },
  {
    name: "other hashed files",
    strategy: "asset",
    why: "Hashed, so the first copy is the last word (C5).",
    matches: (facts) => isStatic(facts, /./),
  },
  {
    name: "product pictures",
    strategy: "picture",
    why: "Large and hardly ever changed: the copy at hand, and offline a larger one of the same picture (C5).",
    matches: (facts) => path(facts).startsWith("/media/") && /\.(avif|webp|jpe?g|png)$/.test(path(facts)),
  },
  {
    name: "icons and the web manifest",
    strategy: "unhashed",
    why: "Their names do not change with their content: the copy now, the newer one next time (C15).",
    matches: (facts) =>
      path(facts).startsWith("/icons/") || /^\/(manifest\.webmanifest|favicon\.ico)$/.test(path(facts)),
  },
];

/** The row of what no other row knows. */
export const NOTHING = { name: "everything else", strategy: "untouched", why: "Nothing is known about it." } as const;

/** Which strategy answers a request, by which row and why. */
export function classify(facts: RequestFacts): Pick<Row, "name" | "strategy" | "why"> {
  return ROWS.find((row) => row.matches(facts)) ?? NOTHING;
}

function asksForRsc(request: Request, url: URL): boolean {
  return request.headers.has("RSC") || url.searchParams.has("_rsc") || accepts(request, "text/x-component");
}

function accepts(request: Request, type: string): boolean {
  return (request.headers.get("Accept") ?? "").includes(type);
}

function isPrefetch({ headers }: Request): boolean {
  const purpose = headers.get("Sec-Purpose") ?? headers.get("Purpose") ?? "";
  return headers.has("Next-Router-Prefetch") || headers.has("Next-Router-Segment-Prefetch") || /prefetch/.test(purpose);
}

function asksForBypass(request: Request, url: URL): boolean {
  return (
    request.headers.has("sw-bypass") || [...url.searchParams.keys()].some((key) => key.toLowerCase() === "sw-bypass")
  );
}

function onlyIfCached({ cache, mode }: Request): RequestFacts["onlyIfCached"] {
  if (cache !== "only-if-cached") return null;
  return mode === "same-origin" ? "allowed" : "impossible";
}

/** Reads the facts from a request; `isPrecached` knows the files of the release, `base` is its base path. */
export function factsOf(request: Request, origin: string, isPrecached: (url: URL) => boolean, base = ""): RequestFacts {
  const url = new URL(request.url);
  const isBelow = base !== "" && `${url.pathname}/`.startsWith(`${base}/`);
  return {
    method: request.method,
    url,
    path: isBelow ? url.pathname.slice(base.length) || "/" : url.pathname,
    elsewhere: !isBelow && BASE_PATH.test(url.pathname),
    sameOrigin: url.origin === origin,
    navigation: request.mode === "navigate",
    rsc: asksForRsc(request, url),
    prefetch: isPrefetch(request),
    action: request.method === "POST" && request.headers.has("Next-Action"),
    range: request.headers.has("Range"),
    stream: accepts(request, "text/event-stream"),
    onlyIfCached: onlyIfCached(request),
    bypass: asksForBypass(request, url),
    precached: isPrecached(url),
  };
}
