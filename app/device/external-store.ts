/** A value outside React that components follow through useSyncExternalStore. */
export interface ExternalStore<T> {
  readonly get: () => T;
  readonly set: (next: T) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Makes a store; `onFirst` runs when the first component subscribes and may answer what to undo when the last one leaves. */
export function externalStore<T>(initial: T, onFirst?: () => () => void): ExternalStore<T> {
  let value = initial;
  let end: (() => void) | undefined;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) end = onFirst?.();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) end?.();
      };
    },
  };
}
