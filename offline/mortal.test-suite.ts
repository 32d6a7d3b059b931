import type { DrainPorts } from "./drain.ts";

/** Where death meets a step: nothing of it happened, or all of it did and nobody heard. */
export type Moment = "before" | "after";

export interface Life {
  readonly ports: DrainPorts;
  /** Steps waited for so far. */
  readonly steps: () => number;
  readonly died: Promise<void>;
}

interface Abortable {
  readonly abort: () => void;
  readonly done: Promise<unknown>;
}

const never = () => new Promise<never>(() => {});

/**
 * Ports of a worker that is killed at the first step that `isFatal` says so of: whatever it waits for, be it a request, a
 * commit, a lock, the network or a body, is a step; they are counted from one. As in a browser, a dead worker never goes on,
 * and its open transactions are rolled back.
 */
export function mortal(ports: DrainPorts, isFatal: (step: number) => boolean, moment: Moment): Life {
  let count = 0;
  let dead = false;
  let tellDeath = () => {};
  const died = new Promise<void>((resolve) => {
    tellDeath = resolve;
  });
  const open = new Set<Abortable>();

  function die(): void {
    dead = true;
    for (const tx of open) {
      try {
        tx.abort();
      } catch {
        // It was committed in the same moment, which is what a browser may do too.
      }
    }
    tellDeath();
  }

  /** Waits for one step as this worker does. `begin` starts it, so that a death before it leaves no trace. */
  async function step<T>(begin: () => Promise<T>): Promise<T> {
    if (dead) return never();
    count += 1;
    const fatal = isFatal(count);
    if (fatal && moment === "before") {
      die();
      return never();
    }
    try {
      return await begin();
    } finally {
      // Dead workers hear neither answers nor errors.
      if (fatal) die();
      if (dead) await never();
    }
  }

  function track(tx: Abortable): void {
    open.add(tx);
    const close = () => open.delete(tx);
    tx.done.then(close, close);
  }

  /** The same object, each of whose promises is a step, and each of whose parts is watched likewise. */
  function watched<T extends object>(target: T): T {
    return new Proxy(target, {
      get(inner, name) {
        const value: unknown = Reflect.get(inner, name, inner);
        if (value instanceof Promise) return step(() => value);
        if (typeof value === "function") return (...args: unknown[]) => answered(name, value.apply(inner, args));
        return isPart(value) ? watched(value) : value;
      },
    });
  }

  function answered(name: string | symbol, value: unknown): unknown {
    if (value instanceof Promise) {
      // A request whose transaction was rolled back rejects to nobody.
      value.catch(() => undefined);
      return step(() => value);
    }
    if (name === "transaction" && isTransaction(value)) track(value);
    return isPart(value) ? watched(value) : value;
  }

  const fetchMortal: typeof fetch = async (input, init) => {
    const response = await step(() => ports.fetch(input, init));
    return watched(response);
  };

  return {
    ports: {
      ...ports,
      database: () => step(async () => watched(await ports.database())),
      fetch: fetchMortal,
      lock: (unit) => step(() => ports.lock(unit)),
      reachable: () => step(ports.reachable),
    },
    steps: () => count,
    died,
  };
}

function isTransaction(value: unknown): value is Abortable {
  return typeof value === "object" && value !== null && "abort" in value && "done" in value;
}

/** Parts of a database that promises come from. */
function isPart(value: unknown): value is object {
  return (
    value instanceof IDBTransaction ||
    value instanceof IDBObjectStore ||
    value instanceof IDBIndex ||
    (typeof value === "object" && value !== null && "objectStore" in value)
  );
}
