import { RELEASE_ID } from "../protocol/release.ts";
import { admit } from "./admit.ts";
import { gatewayTimeout } from "./caches.ts";
import { pin } from "./clients.ts";
import { keepPage, pageOf, releaseIn } from "./pages.ts";
import { copyOf, releasesForNewTab, shellOf } from "./releases.ts";
import { basePath, worker } from "./scope.ts";
import { noteFailure } from "./trust.ts";
import { within } from "./wait.ts";

const PATIENCE_MS = 3_000;
/** So long an answer is waited for that would bring a newer release than the copy on the device, after the first 3 s. */
const RELOAD_PATIENCE_MS = 7_000;

/** TypeScript's library does not know the mark; some browsers set none, and a page that is loaded anew is to them like any. */
type NavigationRequest = Request & { readonly isReloadNavigation?: boolean };

interface Kept {
  readonly release: string;
  readonly response: Response;
}

async function firstOf(
  releases: readonly string[],
  find: (release: string) => Promise<Response | undefined>,
): Promise<Kept | null> {
  for (const release of releases) {
    const response = await find(release);
    if (response) return { release, response };
  }
  return null;
}

/** The document at this address that is on the device: of the newest complete release, else of another (R2). */
async function keptDocument(
  url: URL,
  { without, anew }: { without?: string; anew?: boolean } = {},
): Promise<Kept | null> {
  const releases = (await releasesForNewTab(anew)).filter((release) => release !== without);
  return firstOf(releases, async (release) => (await shellOf(release, url)) ?? pageOf("pages", release, url.href));
}

/** Where the device can do by itself what the server does at this address: a shell with its own path in the release. */
const STAND_INS = new Map([["/search", "/search/offline"]]);

async function standIn(path: string | undefined): Promise<Kept | null> {
  return path === undefined
    ? null
    : firstOf(await releasesForNewTab(), (release) => copyOf(release, basePath() + path));
}

/** Fetches a page and keeps it; rejects when the network cannot answer. */
export async function fetchDocument(event: ExtendableEvent, address: string): Promise<Response> {
  const url = new URL(address, worker.location.origin);
  const response = await fetch(new Request(url, { headers: { Accept: "text/html" } }));
  event.waitUntil(keepPage("pages", url.href, response.clone()));
  return response;
}

/** Keeps a page that was opened before there was a worker; a failure costs nothing but the copy. */
export async function keepDocument(event: ExtendableEvent, address: string): Promise<void> {
  try {
    await fetchDocument(event, address);
  } catch (error) {
    console.info("The first page is not kept for offline", error);
  }
}

/** The network's answer, kept for later; null without one. */
async function fromNetwork(event: FetchEvent): Promise<Response | null> {
  try {
    const response = ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request));
    event.waitUntil(keepPage("pages", event.request.url, response.clone()));
    return response;
  } catch {
    return null;
  }
}

function give(event: FetchEvent, { release, response }: Kept, substituted = false): Response {
  event.waitUntil(pin(event.resultingClientId, release, substituted).catch(noteFailure));
  return response;
}

/** The network's document, once its release is trusted with it; else what the last whole release has here, saying so (I1). */
async function givenFromNetwork(event: FetchEvent, url: URL, response: Response): Promise<Response> {
  const release = releaseIn(response);
  if (release === null || response.status !== 200) return response;
  const { document, doubt } = await admit(event, url, release, response);
  if (!doubt && document) return give(event, { release, response: document });
  const substitute = await keptDocument(url, { without: release });
  if (substitute) return give(event, substitute, true);
  // Nothing else to show: the page without its damaged script still reads and links.
  return document
    ? give(event, { release, response: document })
    : gatewayTimeout("This page arrived damaged. Try again in a minute.");
}

/**
 * C7: the network for 3 s (with navigation preload), then the page as it is on the device, then a stand-in of the device's
 * own, then `/offline`. An answer of 500 and above is worth less than a known copy; without one it is passed on as it is.
 */
export async function answerDocument(event: FetchEvent): Promise<Response> {
  const url = new URL(event.request.url);
  const network = fromNetwork(event);
  event.waitUntil(network);
  const soon = await within(network, PATIENCE_MS);
  if (soon && soon.status < 500) return givenFromNetwork(event, url, soon);
  const anew = (event.request as NavigationRequest).isReloadNavigation;
  const kept = await keptDocument(url, { anew });
  // An update ends in a reload (R5): a copy of the release before would take it back.
  if (kept && !(anew && kept.release !== RELEASE_ID)) return give(event, kept);
  const late = soon ?? (await (kept ? within(network, RELOAD_PATIENCE_MS) : network));
  if (late && late.status < 500) return givenFromNetwork(event, url, late);
  if (kept) return give(event, kept);
  const own = await standIn(STAND_INS.get(url.pathname.slice(basePath().length)));
  if (own) return give(event, own);
  // Neither network nor copy: an honest page of our own.
  const offline = late ? null : await standIn("/offline");
  return offline ? give(event, offline) : (late ?? gatewayTimeout("The shop is out of reach."));
}
