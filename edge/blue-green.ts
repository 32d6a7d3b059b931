import { HEADER } from "../protocol/headers.ts";
import { assign, type Split } from "./assign.ts";
import { formerBase, ownerOf, stragglerTarget } from "./base-path.ts";
import { isDynamicPage } from "./dynamic-pages.ts";

/** What the rules read of a request; `target` is path and query. */
export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly headers: Headers;
}

/** Who serves at this moment (R9); base paths are empty for the root. */
export interface Serving {
  /** Below which the live release lives. */
  readonly basePath: string;
  /** The release beside it and how visitors are divided; null while one serves everybody. */
  readonly beside: { readonly split: Split; readonly basePath: string } | null;
}

/** Goes to one of the two. */
interface Answered {
  readonly to: "live" | "beside";
  /** What the answer has to carry besides its own headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the path alone decided: then nobody else can answer. */
  readonly byPath: boolean;
}

export type Routed = Answered | { readonly to: "elsewhere"; readonly location: string };

/** Addresses that only the live release answers: it alone writes and knows the operator, and hashed files are the same for all. */
const COMMON = /^\/(api|_next\/static|media|icons|screenshots)(\/|$)/;

/** The live release answers it and tells the release of whoever asks, as documents do. */
const TOLD_BY_CHOICE = "/api/version";

/** What was chosen must say so to caches. */
const VARY = { Vary: `Cookie, ${HEADER.release}` };

const LIVE: Answered = { to: "live", headers: {}, byPath: false };

/**
 * Which of two releases answers a request (R9), for a host or an edge in front of both. Nothing ever redirects but the
 * navigation of a straggler; worker and manifest least of all. `now` is milliseconds since 1970, `draw` answers a number
 * from 0 up to 1.
 */
export function route(asked: Asked, { basePath, beside }: Serving, now: number, draw: () => number): Routed {
  const [pathname = "/"] = asked.target.split("?", 1);
  const bases = { live: basePath, beside: beside?.basePath ?? formerBase(pathname, basePath) };
  if (beside === null || now >= beside.split.deadline) {
    // Whoever stayed below the older path is sent over; its worker, API and chunks go on until it ends.
    const location = stragglerTarget(asked, bases);
    if (location !== null) return { to: "elsewhere", location };
  }
  if (beside === null || (asked.method !== "GET" && asked.method !== "HEAD")) return LIVE;
  if (pathname === TOLD_BY_CHOICE) return { ...LIVE, headers: VARY };
  if (COMMON.test(pathname) || isDynamicPage(pathname)) return LIVE;
  if (bases.live !== bases.beside) {
    return ownerOf(pathname, bases) === "beside" ? { to: "beside", headers: {}, byPath: true } : LIVE;
  }
  const { release, setCookie } = assign(asked, beside.split, now, draw);
  const headers = setCookie === null ? VARY : { ...VARY, "Set-Cookie": setCookie };
  return { to: release === beside.split.live ? "live" : "beside", headers, byPath: false };
}
