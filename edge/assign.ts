import { HEADER } from "../protocol/headers.ts";

/** Two releases that serve at once (R9). */
export interface Split {
  /** The newest, which runs the API, and the one beside it. */
  readonly live: string;
  readonly beside: string;
  /** Visitors of a hundred that get the newest. */
  readonly percent: number;
  /** From then on everybody gets the newest, milliseconds since 1970. */
  readonly deadline: number;
}

export interface Assignment {
  readonly release: string;
  /** The cookie that makes the choice stick; null where the visitor has it, or chose by header for this request only. */
  readonly setCookie: string | null;
}

/** Chooses for testers and for proxies of ours; the cookie keeps a choice. Both hold the id of a release. */
export const RELEASE_HEADER = HEADER.release;
export const RELEASE_COOKIE = "holdfast-release";
/** A number from 0 to 99 that a visitor draws once: the dial passes it on its way up and again on its way down. */
export const LOT_COOKIE = "holdfast-lot";
const KEPT_SECONDS = 30 * 24 * 60 * 60;

function cookieIn(header: string | null, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value !== undefined) return value;
  }
  return null;
}

/**
 * Which release this request gets: header, then cookie, then the visitor's lot against the dial. A lot is drawn once, so a
 * visitor stays where they are until the dial passes them. `draw` answers a number from 0 up to 1; `now` is milliseconds.
 */
export function assign(
  request: { readonly headers: Headers },
  split: Split,
  now: number,
  draw: () => number,
): Assignment {
  const known = (id: string | null): id is string => id === split.live || id === split.beside;
  const asked = request.headers.get(RELEASE_HEADER);
  if (known(asked)) return { release: asked, setCookie: null };
  const cookies = request.headers.get("Cookie");
  // After the deadline a choice of long ago keeps nobody on what is about to go.
  if (now >= split.deadline) return { release: split.live, setCookie: null };
  const chosen = cookieIn(cookies, RELEASE_COOKIE);
  if (known(chosen)) return { release: chosen, setCookie: null };
  const kept = cookieIn(cookies, LOT_COOKIE);
  const fresh = kept === null || !/^\d{1,2}$/.test(kept);
  const lot = fresh ? Math.floor(draw() * 100) : Number(kept);
  return {
    release: lot < split.percent ? split.live : split.beside,
    setCookie: fresh ? `${LOT_COOKIE}=${lot}; Path=/; Max-Age=${KEPT_SECONDS}; HttpOnly; SameSite=Lax` : null,
  };
}
