import { RELEASE_ID } from "../protocol/release.ts";
import { pinOf } from "./clients.ts";
import { isKeepable, keepPage, pageOf } from "./pages.ts";
import { worker } from "./scope.ts";
import { within } from "./wait.ts";

const PATIENCE_MS = 3_000;

/** The address of the whole payload of a page, as a router without any state asks for it. */
export function wholePayload(address: string | URL): string {
  const url = new URL(address, worker.location.origin);
  url.searchParams.delete("_rsc");
  return `${url.pathname}${url.search}${url.search === "" ? "?" : "&"}_rsc`;
}

/** Fetches the whole payload of a page and keeps it; rejects when it cannot be had. */
export async function fetchPayload(path: string): Promise<Response> {
  const url = new URL(wholePayload(path), worker.location.origin);
  const response = await fetch(new Request(url, { headers: { RSC: "1" } }));
  await keepPage("rsc", url.href, response.clone());
  return response;
}

/** What a prefetch asks for is a part of a page, for which the whole is no answer. */
function isClick({ headers }: Request): boolean {
  return !headers.has("Next-Router-Prefetch") && !headers.has("Next-Router-Segment-Prefetch");
}

/** The payload as it was asked for before, else the whole one that warming brought; of the release that the tab runs. */
async function keptPayload({ clientId, request }: FetchEvent): Promise<Response | undefined> {
  const release = (await pinOf(clientId))?.release ?? RELEASE_ID;
  const same = await pageOf("rsc", release, request.url);
  if (same || !isClick(request)) return same;
  return pageOf("rsc", release, new URL(wholePayload(request.url), worker.location.origin).href);
}

/** C8: the network for 3 s, then the copy; a miss rejects, so that the router asks for the document instead. */
export async function answerPayload(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const network = fetch(request).then((response) => {
    if (isKeepable("rsc", response)) event.waitUntil(keepPage("rsc", request.url, response.clone()));
    return response;
  });
  event.waitUntil(network.catch(() => null));
  const soon = await within(network, PATIENCE_MS);
  if (soon && soon.status < 500) return soon;
  return (await keptPayload(event)) ?? network;
}
