import type { Target } from "../../domain/updates/state.ts";
import type { PageToWorker, WorkerToPage } from "../../protocol/messages.ts";

/** What happens behind a page's back: to the shop's releases, to the worker, in another tab. */
export type Happening = "switch" | "corrupt" | "stuck" | "skew" | "remove" | "other-accepts";

/** Of what a pretended browser remembers across the loads of its one tab. */
export interface Pretended {
  server: Target;
  active: Target | null;
  waiting: Target | null;
  corrupt: boolean;
  stuck: boolean;
  /** Loads by `location.reload()`. */
  reloads: number;
}

declare global {
  interface Window {
    readonly happen: (what: Happening) => void;
  }
}

/**
 * Runs in the page before its own scripts: workers, deploys and the manifest are pretended, everything above them is the
 * real page. Release `A` or `B` is what the document says it was built from; which one is live is remembered in the tab.
 */
export function pretendBrowser(messageVersion: WorkerToPage["version"]): void {
  const KEY = "pretended";
  const fresh: Pretended = {
    server: { release: "A", deployment: 1 },
    active: { release: "A", deployment: 1 },
    waiting: null,
    corrupt: false,
    stuck: false,
    reloads: 0,
  };
  const told = sessionStorage.getItem(KEY);
  const now: Pretended = told === null ? fresh : JSON.parse(told);
  const keep = () => sessionStorage.setItem(KEY, JSON.stringify(now));
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (navigation?.type === "reload") now.reloads += 1;
  // A tab without a worker registers one, which is a first visit and no update.
  now.active ??= now.server;
  keep();

  const page = now.server.release;
  new MutationObserver((_changes, observer) => {
    if (!document.documentElement) return;
    document.documentElement.dataset.release = page;
    observer.disconnect();
  }).observe(document, { childList: true });

  const answer = window.fetch;
  window.fetch = async (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input, location.href).pathname;
    if (path !== "/sw-manifest.json") return answer(input, init);
    return Response.json({ id: now.server.release, deployment: now.server.deployment });
  };

  const container = new EventTarget();
  const registration = new EventTarget();

  class PretendedWorker extends EventTarget {
    readonly target: Target;
    state: ServiceWorkerState;
    constructor(target: Target, state: ServiceWorkerState) {
      super();
      this.target = target;
      this.state = state;
    }
    become(state: ServiceWorkerState): void {
      this.state = state;
      this.dispatchEvent(new Event("statechange"));
    }
    say(data: WorkerToPage): void {
      container.dispatchEvent(Object.assign(new Event("message"), { data, source: this, ports: [] }));
    }
    postMessage(message: PageToWorker): void {
      if (message.type === "SKIP_WAITING" && this === workers.waiting) takeOver();
      if (message.type !== "HELLO") return;
      const { release, deployment } = this.target;
      const rest = { waiting: 0, mode: "NORMAL", reason: null, pinned: page, substituted: false, nonce: "n" } as const;
      queueMicrotask(() => this.say({ type: "STATE", version: messageVersion, release, deployment, ...rest }));
    }
  }

  const workers: Record<"installing" | "waiting" | "active", PretendedWorker | null> = {
    installing: null,
    waiting: now.waiting && new PretendedWorker(now.waiting, "installed"),
    active: new PretendedWorker(now.active, "activated"),
  };

  function takeOver(): void {
    const next = workers.waiting;
    if (!next) return;
    if (now.stuck) {
      now.stuck = false;
      keep();
      return;
    }
    const old = workers.active;
    workers.active = next;
    workers.waiting = null;
    now.active = next.target;
    now.waiting = null;
    keep();
    old?.become("redundant");
    next.become("activating");
    next.become("activated");
    container.dispatchEvent(new Event("controllerchange"));
  }

  async function update(): Promise<void> {
    if (!now.active) throw new TypeError("there is no registration");
    const newest = workers.waiting ?? workers.active;
    if (newest?.target.release === now.server.release) return;
    const next = new PretendedWorker(now.server, "installing");
    workers.installing = next;
    registration.dispatchEvent(new Event("updatefound"));
    queueMicrotask(() => {
      workers.installing = null;
      if (now.corrupt) {
        now.corrupt = false;
        keep();
        return next.become("redundant");
      }
      const before = workers.waiting;
      workers.waiting = next;
      now.waiting = next.target;
      keep();
      before?.become("redundant");
      next.become("installed");
    });
  }

  for (const name of ["installing", "waiting", "active"] as const) {
    Object.defineProperty(registration, name, { get: () => workers[name] });
  }
  Object.assign(registration, { update, scope: `${location.origin}/` });
  Object.defineProperty(container, "controller", { get: () => workers.active });
  Object.assign(container, {
    ready: Promise.resolve(registration),
    startMessages: () => {},
    register: async () => registration,
    getRegistration: async () => (now.active ? registration : undefined),
    getRegistrations: async () => [registration],
  });
  Object.defineProperty(navigator, "serviceWorker", { get: () => container });

  const happenings: Record<Happening, () => void> = {
    switch: () => {
      const release = now.server.release === "A" ? "B" : "A";
      now.server = { release, deployment: now.server.deployment + 1 };
    },
    corrupt: () => {
      now.corrupt = true;
    },
    stuck: () => {
      now.stuck = true;
    },
    skew: () => {
      const { deployment } = now.server;
      const words = { release: page, deployment, reason: "too old for the shop" };
      workers.active?.say({ type: "FORCE_RELOAD_REQUIRED", version: messageVersion, ...words });
    },
    remove: () => {
      const { active } = workers;
      workers.active = null;
      workers.waiting = null;
      now.active = null;
      now.waiting = null;
      active?.say({ type: "SW_SELF_DESTRUCT", version: messageVersion, reason: "the shop has no worker any more" });
    },
    "other-accepts": takeOver,
  };
  Object.assign(window, {
    happen: (what: Happening) => {
      happenings[what]();
      keep();
    },
  });
}
