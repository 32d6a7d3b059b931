/**
 * Stands in for the `idb` package in the worker, whose every byte each visitor pays for: the same promises over the same
 * objects for what the worker uses, without cursors and iterators. The build puts it in place; types stay those of `idb`.
 */

interface OpenCallbacks {
  readonly upgrade?: (db: unknown, oldVersion: number, newVersion: number | null) => void;
  readonly blocking?: (current: number, blocked: number | null, event: IDBVersionChangeEvent) => void;
  readonly terminated?: () => void;
}

const WRAPPED = [IDBDatabase, IDBTransaction, IDBObjectStore, IDBIndex];
/** Methods of a store that a database offers by itself, in a transaction of their own. */
const SHORT = new Set(["get", "getAll", "getKey", "getAllKeys", "count", "put", "add", "delete", "clear"]);
const WRITES = new Set(["put", "add", "delete", "clear"]);
const INDEXED = /^(get|getAll|count)FromIndex$/;

function promised<T>(request: IDBRequest<T>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(wrap(request.result));
    request.onerror = () => reject(request.error);
  });
}

const endings = new WeakMap<IDBTransaction, Promise<void>>();

/** Resolves when a transaction is complete. */
function doneOf(transaction: IDBTransaction): Promise<void> {
  const known = endings.get(transaction);
  if (known) return known;
  const done = new Promise<void>((resolve, reject) => {
    const fail = () => reject(transaction.error ?? new DOMException("AbortError", "AbortError"));
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("error", fail);
    transaction.addEventListener("abort", fail);
  });
  // Whoever does not ask for it learns of a failure by the request that failed.
  done.catch(() => {});
  endings.set(transaction, done);
  return done;
}

type Method = (...args: unknown[]) => unknown;

async function short(db: IDBDatabase, method: string, [store, ...args]: unknown[]): Promise<unknown> {
  const [, viaIndex] = INDEXED.exec(method) ?? [];
  const transaction = db.transaction(String(store), WRITES.has(method) ? "readwrite" : "readonly");
  const done = doneOf(transaction);
  const source = transaction.objectStore(String(store));
  const target = viaIndex ? source.index(String(args.shift())) : source;
  const call = Reflect.get(target, viaIndex ?? method) as Method;
  const result = await wrap(call.apply(target, args));
  if (WRITES.has(method)) await done;
  return result;
}

function property(target: object, name: string | symbol): unknown {
  if (target instanceof IDBTransaction) {
    if (name === "done") return doneOf(target);
    if (name === "store") return wrap(target.objectStore(target.objectStoreNames[0] ?? ""));
  }
  if (target instanceof IDBDatabase && typeof name === "string" && (SHORT.has(name) || INDEXED.test(name)))
    return (...args: unknown[]) => short(target, name, args);
  const value: unknown = Reflect.get(target, name, target);
  return typeof value === "function"
    ? (...args: unknown[]) => wrap((value as Method).apply(target, args))
    : wrap(value);
}

function wrap(value: unknown): unknown {
  if (value instanceof IDBRequest) return promised(value);
  if (value instanceof IDBTransaction) void doneOf(value);
  if (!WRAPPED.some((kind) => value instanceof kind)) return value;
  return new Proxy(value as object, { get: property, set: Reflect.set });
}

export function openDB(name: string, version: number | undefined, callbacks: OpenCallbacks = {}): Promise<unknown> {
  const { upgrade, blocking, terminated } = callbacks;
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = ({ oldVersion, newVersion }) => upgrade?.(wrap(request.result), oldVersion, newVersion);
  const opened = promised(request);
  request.addEventListener("success", () => {
    const { result: db } = request;
    db.addEventListener("versionchange", (event) => blocking?.(event.oldVersion, event.newVersion, event));
    db.addEventListener("close", () => terminated?.());
  });
  return opened;
}

export async function deleteDB(name: string): Promise<void> {
  await promised(indexedDB.deleteDatabase(name));
}
