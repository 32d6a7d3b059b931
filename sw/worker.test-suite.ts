import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { encodeShell, type ShellFile } from "../protocol/shell-list.ts";

const ORIGIN = "https://shop.example";

/** Cache Storage by URL, as far as the worker uses it; `Vary` is ignored, as the worker asks. */
class MemoryCache {
  readonly entries = new Map<string, Response>();

  #key(request: RequestInfo | URL): string {
    return new URL(request instanceof Request ? request.url : String(request), ORIGIN).href;
  }

  async match(request: RequestInfo | URL): Promise<Response | undefined> {
    return this.entries.get(this.#key(request))?.clone();
  }

  async put(request: RequestInfo | URL, response: Response): Promise<void> {
    const copy = new Response(await response.arrayBuffer(), { status: response.status, headers: response.headers });
    this.entries.set(this.#key(request), copy);
  }

  async delete(request: RequestInfo | URL, { ignoreSearch = false }: CacheQueryOptions = {}): Promise<boolean> {
    const key = this.#key(request);
    const path = (url: string) => url.split("?")[0];
    const gone = [...this.entries.keys()].filter((url) => url === key || (ignoreSearch && path(url) === path(key)));
    for (const url of gone) this.entries.delete(url);
    return gone.length > 0;
  }

  async keys(): Promise<Request[]> {
    return [...this.entries.keys()].map((url) => new Request(url));
  }
}

function memoryCaches() {
  const caches = new Map<string, MemoryCache>();
  const open = async (name: string) => {
    const cache = caches.get(name) ?? new MemoryCache();
    caches.set(name, cache);
    return cache;
  };
  return {
    open,
    keys: async () => [...caches.keys()],
    delete: async (name: string) => caches.delete(name),
    match: async (request: RequestInfo | URL, options: { cacheName?: string } = {}) => {
      for (const [name, cache] of caches) {
        const found =
          options.cacheName === undefined || options.cacheName === name ? await cache.match(request) : undefined;
        if (found) return found;
      }
      return undefined;
    },
  };
}

class TestEvent {
  readonly type: string;
  readonly work: Promise<unknown>[] = [];

  constructor(type: string) {
    this.type = type;
  }

  waitUntil(work: Promise<unknown>): void {
    this.work.push(work);
  }
}

class TestFetchEvent extends TestEvent {
  readonly request: Request;

  constructor(type: string, request: Request) {
    super(type);
    this.request = request;
  }
}

/** The list of a release that consists of these texts, by path. */
export function shellOf(files: Readonly<Record<string, string>>): Promise<ShellFile[]> {
  const entries = Object.entries(files).map(async ([url, text]) => {
    const digest = await crypto.subtle.digest("SHA-384", new TextEncoder().encode(text));
    return { url, sha384: btoa(String.fromCharCode(...new Uint8Array(digest))) };
  });
  return Promise.all(entries);
}

type AskInit = RequestInit & { readonly navigate?: boolean | "reload" };

export interface TestWorker {
  readonly caches: ReturnType<typeof memoryCaches>;
  /** What the one open page was told. */
  readonly messages: readonly unknown[];
  /** Answers the next network requests: a function of the URL that may throw, as when there is no network. */
  network: (url: URL) => Response | Promise<Response>;
  /** The answer to a request, at once; `settled` resolves when everything that its event kept alive is done. */
  readonly answer: (path: string, init?: AskInit) => { response: Promise<Response>; settled: () => Promise<unknown> };
  /** The answer, once everything that its event kept alive is done. */
  readonly ask: (path: string, init?: AskInit) => Promise<Response>;
}

async function respond(event: TestFetchEvent): Promise<Response> {
  const { classify, factsOf } = await import("./classify.ts");
  const { isPrecachedFile } = await import("./manifest.ts");
  const { STRATEGIES } = await import("./strategies.ts");
  const { strategy } = classify(factsOf(event.request, ORIGIN, isPrecachedFile));
  if (strategy === "untouched" || strategy === "write") throw new Error(`${event.request.url} is not the worker's`);
  // The strategies use no more of a fetch event than this one has.
  return STRATEGIES[strategy](event as unknown as FetchEvent);
}

/** Puts a worker's globals in place; the worker's own modules are imported after it. */
export function startWorker(manifest: readonly ShellFile[]): TestWorker {
  const caches = memoryCaches();
  const messages: unknown[] = [];
  // The library logs every step otherwise.
  process.env.NODE_ENV = "production";
  const scope = {
    registration: { scope: `${ORIGIN}/` },
    location: new URL(`${ORIGIN}/sw.js`),
    addEventListener: () => {},
    clients: {
      matchAll: async () => [{ postMessage: (message: unknown) => void messages.push(message) }],
    },
    indexedDB: new IDBFactory(),
  };
  const worker: TestWorker = {
    caches,
    messages,
    network: () => {
      throw new TypeError("Failed to fetch");
    },
    answer: (path, { navigate = false, ...init } = {}) => {
      const request = new Request(new URL(path, ORIGIN), init);
      // Only a browser can make a navigation; the strategies read no more of it than this.
      if (navigate) Object.defineProperty(request, "mode", { value: "navigate" });
      if (navigate === "reload") Object.defineProperty(request, "isReloadNavigation", { value: true });
      const event = new TestFetchEvent("fetch", request);
      return { response: respond(event), settled: () => Promise.allSettled(event.work) };
    },
    ask: async (path, init) => {
      const { response, settled } = worker.answer(path, init);
      try {
        return await response;
      } finally {
        await settled();
      }
    },
  };
  Object.assign(globalThis, {
    self: Object.assign(globalThis, scope),
    caches,
    FetchEvent: TestFetchEvent,
    ExtendableEvent: TestEvent,
    HOLDFAST_SHELL: encodeShell(manifest),
    fetch: async (input: RequestInfo | URL) =>
      worker.network(new URL(input instanceof Request ? input.url : input, ORIGIN)),
  });
  return worker;
}
