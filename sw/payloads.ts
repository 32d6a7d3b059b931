import { ExpirationPlugin, NetworkFirst } from "serwist";
import { putWithin } from "./budget.ts";
import { BY_URL, releaseCache, storeOnly } from "./caches.ts";
import { worker } from "./scope.ts";
import { recordsUse, used } from "./use.ts";

const PAYLOAD = /^text\/x-component/;

const payloads = new NetworkFirst({
  cacheName: releaseCache("rsc"),
  networkTimeoutSeconds: 3,
  matchOptions: BY_URL,
  plugins: [storeOnly(PAYLOAD), recordsUse, new ExpirationPlugin({ maxEntries: 200 })],
});

/** The address of the whole payload of a page, as a router without any state asks for it. */
export function wholePayload(address: string | URL): string {
  const url = new URL(address, worker.location.origin);
  url.searchParams.delete("_rsc");
  return `${url.pathname}${url.search}${url.search === "" ? "?" : "&"}_rsc`;
}

/** Fetches the whole payload of a page and keeps it; rejects when it cannot be had. */
export async function fetchPayload(path: string): Promise<Response> {
  const key = wholePayload(path);
  const response = await fetch(new Request(new URL(key, worker.location.origin), { headers: { RSC: "1" } }));
  const fits =
    response.status === 200 && !response.redirected && PAYLOAD.test(response.headers.get("Content-Type") ?? "");
  const mayStay = !/no-store/.test(response.headers.get("Cache-Control") ?? "");
  if (fits && mayStay) await putWithin(await caches.open(releaseCache("rsc")), key, response.clone());
  return response;
}

/** What a prefetch asks for is a part of a page, for which the whole is no answer. */
function isClick({ headers }: Request): boolean {
  return !headers.has("Next-Router-Prefetch") && !headers.has("Next-Router-Segment-Prefetch");
}

/**
 * C8: the network for 3 s, then the payload as it was asked for before, then the whole payload that warming brought; a miss
 * rejects, so that the router asks for the document instead.
 */
export async function answerPayload(event: FetchEvent): Promise<Response> {
  const { request } = event;
  try {
    return await payloads.handle({ event, request });
  } catch (error) {
    const key = wholePayload(request.url);
    const cacheName = releaseCache("rsc");
    const whole = isClick(request) ? await caches.match(key, { ...BY_URL, cacheName }) : undefined;
    if (!whole) throw error;
    used(cacheName, new URL(key, worker.location.origin).href);
    return whole;
  }
}
