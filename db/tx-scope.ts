import { AsyncLocalStorage } from "node:async_hooks";

const inside = new AsyncLocalStorage<true>();

/** Throws inside a transaction's body: a nested one would wait for the writer that its caller holds. */
export function refuseNested(): void {
  if (inside.getStore()) throw new Error("a transaction was begun inside another one: pass its db along instead");
}

/** Binds a body to its caller's async context, because the writer may run it from another caller's. */
export function bindBody<A, T>(body: (argument: A) => Promise<T>): (argument: A) => Promise<T> {
  const inCallerContext = AsyncLocalStorage.snapshot();
  return (argument) => inCallerContext(() => inside.run(true, () => body(argument)));
}
