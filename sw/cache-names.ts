const APP = "holdfast";
/** Raised when what is stored in a cache changes its meaning. */
const SCHEMA = 1;

export const CACHE_KINDS = [
  "static",
  "chunks",
  "styles",
  "fonts",
  "assets",
  "pages",
  "rsc",
  "api",
  "catalogue",
  "images",
] as const;
export type CacheKind = (typeof CACHE_KINDS)[number];

/** Kinds whose last part is a release; the others outlive releases. */
const PER_RELEASE: readonly CacheKind[] = ["static", "chunks", "pages", "rsc"];
/** Older price versions that stay as a reserve for offline, beside the newest (C2). */
const OLD_PRICE_VERSIONS = 1;

export interface CacheName {
  readonly scope: string;
  readonly schema: number;
  readonly kind: CacheKind;
  /** Release id, `all`, or for API answers `<price version>@<owner>`. */
  readonly part: string;
}

/** `<app>|<scope>|v<schema>|<kind>|<release or version>` (C1). */
export function cacheName(scope: string, kind: CacheKind, part: string): string {
  return [APP, scope, `v${SCHEMA}`, kind, part].join("|");
}

function isKind(text: string): text is CacheKind {
  return CACHE_KINDS.some((kind) => kind === text);
}

/** The parts of one of this app's names, or null for anything else: names are parsed, never matched by substring (C1). */
export function parseCacheName(name: string): CacheName | null {
  const [app, scope, version, kind, part, ...rest] = name.split("|");
  if (app !== APP || !scope || !version || !kind || !part || rest.length > 0) return null;
  const schema = /^v(\d+)$/.exec(version)?.[1];
  return schema !== undefined && isKind(kind) ? { scope, schema: Number(schema), kind, part } : null;
}

/** The last part of the name of an API cache: answers belong to a price version and to whoever asked (C6, C13). */
export function apiPart(priceVersion: number, owner: string): string {
  return `${priceVersion}@${owner}`;
}

interface ApiCache {
  readonly priceVersion: number;
  readonly owner: string;
}

function parseApiPart(part: string): ApiCache | null {
  const [, version, owner] = /^(\d+)@([\w-]+)$/.exec(part) ?? [];
  const priceVersion = Number(version);
  return owner !== undefined && Number.isSafeInteger(priceVersion) ? { priceVersion, owner } : null;
}

/** Price versions that have a cache in this scope, each once, the newest first; of one owner when it is given. */
export function priceVersionsOf(names: readonly string[], scope: string, owner?: string): number[] {
  const versions = names.flatMap((text) => {
    const name = parseCacheName(text);
    const api = name?.kind === "api" && name.scope === scope && name.schema === SCHEMA ? parseApiPart(name.part) : null;
    return api && (owner === undefined || api.owner === owner) ? [api.priceVersion] : [];
  });
  return [...new Set(versions)].sort((one, other) => other - one);
}

/** Answers without prices, which have version 0, never grow old with them. */
function isKept(version: number | undefined, newest: readonly number[]): boolean {
  return version === 0 || (version !== undefined && newest.includes(version));
}

/**
 * The caches of this scope that nobody needs (C2), where `needed` knows the releases that somebody does; other scopes and
 * other apps are never named.
 */
export function outdatedCaches(
  names: readonly string[],
  scope: string,
  needed: (release: string) => boolean,
): string[] {
  const prices = priceVersionsOf(names, scope).slice(0, 1 + OLD_PRICE_VERSIONS);
  return names.filter((text) => {
    const name = parseCacheName(text);
    if (!name || name.scope !== scope) return false;
    if (name.schema !== SCHEMA) return true;
    if (name.kind === "api") return !isKept(parseApiPart(name.part)?.priceVersion, prices);
    return PER_RELEASE.includes(name.kind) && !needed(name.part);
  });
}
