import { PrecacheStrategy } from "serwist";
import { BY_URL, releaseCache, typeOfName } from "./caches.ts";
import { MANIFEST, type ManifestEntry, shellPathOf } from "./manifest.ts";

const PARALLEL = 10;

function strategy(): PrecacheStrategy {
  return new PrecacheStrategy({
    cacheName: releaseCache("static"),
    matchOptions: BY_URL,
    fallbackToNetwork: false,
    plugins: [typeOfName],
  });
}

async function store(event: ExtendableEvent, entry: ManifestEntry): Promise<void> {
  const request = new Request(entry.url, {
    // A document under an unchanging name may be an old copy in the HTTP cache; a hashed name cannot lie.
    cache: entry.revision === null ? "default" : "reload",
    credentials: "same-origin",
    redirect: "error",
  });
  const [response, done] = strategy().handleAll({ event, request, url: new URL(request.url) });
  await Promise.all([response, done]);
}

/**
 * Stores every file and shell document of the release, ten at a time; rejects when one cannot be had, so that a worker
 * never activates with holes. A file that an interrupted install has stored is not fetched again.
 */
export async function precacheRelease(event: ExtendableEvent): Promise<void> {
  const queue = [...MANIFEST];
  const lane = async () => {
    for (let entry = queue.shift(); entry; entry = queue.shift()) await store(event, entry);
  };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
}

/** The shell document that a URL opens, as it came with the release, or undefined. */
export async function shellDocument(url: URL): Promise<Response | undefined> {
  const path = shellPathOf(url);
  return path === null ? undefined : precachedCopy(path);
}

/** A file or document of the release by its path, or undefined. */
export async function precachedCopy(path: string): Promise<Response | undefined> {
  return caches.match(path, { ...BY_URL, cacheName: releaseCache("static") });
}
