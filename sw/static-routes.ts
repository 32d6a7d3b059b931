import { inWords, log } from "./log.ts";
import { basePath } from "./scope.ts";
import { manifestPath } from "./server-manifest.ts";

/**
 * Paths whose requests the worker never looks at, whatever their method: the caching table leaves them all untouched, which
 * a test holds. With a trailing `*` for everything below.
 */
export const NETWORK_ONLY = [
  "/api/orders",
  "/api/orders/*",
  "/api/carts/*",
  "/api/webhooks/*",
  "/api/health",
  "/api/prices/live",
  "/robots.txt",
  "/sitemap.xml",
] as const;

interface Route {
  readonly condition: { readonly urlPattern: { readonly pathname: string } };
  readonly source: "network";
}

interface RoutingEvent extends ExtendableEvent {
  addRoutes(routes: readonly Route[]): Promise<void>;
}

function canRoute(event: ExtendableEvent): event is RoutingEvent {
  return "addRoutes" in event && typeof event.addRoutes === "function";
}

/**
 * C17: lets the browser go to the network by itself for these paths, without waking the worker, where it can. Never with a
 * cache as source, which would ignore which tab runs which release and never fall back.
 */
export function allowNetworkOnly(event: ExtendableEvent): void {
  if (!canRoute(event)) return;
  const own = [`${basePath()}/sw.js`, manifestPath()];
  const routes = [...NETWORK_ONLY, ...own].map(
    (pathname): Route => ({ condition: { urlPattern: { pathname } }, source: "network" }),
  );
  event.waitUntil(
    // They only save work; a browser that refuses them asks the worker, as before.
    event.addRoutes(routes).catch((error: unknown) => log(`no static routes: ${inWords(error)}`)),
  );
}
