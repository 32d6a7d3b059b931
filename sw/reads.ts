import { PROBLEM_TYPE } from "../protocol/headers.ts";
import { gatewayTimeout } from "./caches.ts";
import { ageOf, type Entry, isCurrent, labelled } from "./entry.ts";
import { inWords, log } from "./log.ts";
import { announceUpdate, knownPriceVersion, learnFrom, priceVersionOf } from "./price-versions.ts";

const TIMEOUT_MS = 5_000;

/** Where the answers of some reads are kept and found again. */
export interface Shelf {
  /** Keeps an answer if it may be kept; resolves once it lies there. */
  readonly store: (url: string, response: Response) => Promise<void>;
  readonly find: (url: string) => Promise<Entry | null>;
}

function unavailable(): Response {
  const problem = { type: "urn:holdfast:problem:unavailable", code: "unavailable", title: "Out of reach", status: 504 };
  return gatewayTimeout(JSON.stringify(problem), PROBLEM_TYPE);
}

/** HEAD is answered with the headers of what GET has brought. */
function forMethod({ method }: Request, response: Response): Response {
  return method === "HEAD" ? new Response(null, response) : response;
}

async function fromShelf(request: Request, entry: Entry): Promise<Response> {
  const fresh = isCurrent(entry, await knownPriceVersion(), Date.now());
  return forMethod(request, labelled(entry.response, fresh ? "cache" : "stale", ageOf(entry)));
}

/** Keeps an answer, and tells the tabs when it says something else than the one that was handed out. */
async function take(url: string, response: Response, shelf: Shelf, handedOut: Entry | null): Promise<void> {
  await learnFrom(response);
  await shelf.store(url, response.clone());
  if (!handedOut || !response.ok) return;
  const changed = response.headers.get("ETag") !== handedOut.response.headers.get("ETag");
  const { pathname, search } = new URL(url);
  if (changed) announceUpdate(await knownPriceVersion(), pathname + search);
}

const asking = new Map<string, Promise<void>>();

/** Asks the shop behind an answer's back, once for any number of readers. */
function revalidate(request: Request, shelf: Shelf, handedOut: Entry): Promise<void> {
  const { url } = request;
  const known = asking.get(url);
  if (known) return known;
  const work = fetch(
    new Request(request, { method: "GET", cache: "no-cache", signal: AbortSignal.timeout(TIMEOUT_MS) }),
  )
    .then((response) => take(url, response, shelf, handedOut))
    .catch((error: unknown) => log(`${new URL(url).pathname} was not renewed: ${inWords(error)}`))
    .finally(() => asking.delete(url));
  asking.set(url, work);
  return work;
}

/** An answer of the network in its place: one from older prices than are known is not what the shop says now (P1). */
async function fromNetwork(response: Response): Promise<Response> {
  const version = priceVersionOf(response.headers);
  const isOld = version !== null && version < (await knownPriceVersion());
  return labelled(response, isOld ? "stale" : "network", 0);
}

async function withinTime(network: Promise<Response | null>): Promise<Response | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, null);
  });
  const first = await Promise.race([network, late]);
  clearTimeout(timer);
  return first;
}

/** The caller says that only the shop itself will do; what is stored is then for when it cannot be had. */
const ASKS_THE_SHOP: readonly RequestCache[] = ["no-store", "reload"];

/**
 * C6: a stored answer that is current is handed out at once and renewed behind it; else the network for 5 s, then what is
 * stored, called stale, then a 504. An answer that comes late is still stored.
 */
export async function answerRead(event: FetchEvent, shelf: Shelf): Promise<Response> {
  const { request } = event;
  const stored = await shelf.find(request.url);
  if (stored && !ASKS_THE_SHOP.includes(request.cache) && isCurrent(stored, await knownPriceVersion(), Date.now())) {
    event.waitUntil(revalidate(request, shelf, stored));
    return fromShelf(request, stored);
  }
  const network = fetch(request)
    .then((response) => {
      const copy = request.method === "GET" ? response.clone() : null;
      event.waitUntil(
        (copy ? take(request.url, copy, shelf, null) : learnFrom(response)).catch((error: unknown) =>
          log(`an answer could not be kept: ${inWords(error)}`),
        ),
      );
      return response;
    })
    .catch(() => null);
  event.waitUntil(network);

  const first = await withinTime(network);
  if (first && first.status < 500) return fromNetwork(first);
  if (stored) return fromShelf(request, stored);
  const last = first ?? (await network);
  return last ? fromNetwork(last) : unavailable();
}

/** Reads that are worth nothing when they are old: the shop's own word within 5 s, and what it tells about prices. */
export async function answerObserved(event: FetchEvent): Promise<Response> {
  const network = fetch(event.request).catch(() => null);
  const response = await withinTime(network);
  if (!response) return unavailable();
  event.waitUntil(learnFrom(response));
  return response;
}
