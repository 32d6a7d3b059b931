export interface Slots {
  /** True when the work may begin; false while it is under way already or too much is. `now` in milliseconds. */
  readonly take: (name: string, now: number) => boolean;
  readonly release: (name: string) => void;
}

/** Lets at most so many things be under way at once; one that is never released is taken for done after a while. */
export function createSlots(most: number, longestMs: number): Slots {
  const taken = new Map<string, number>();
  return {
    take(name, now) {
      for (const [other, since] of taken) if (now - since >= longestMs) taken.delete(other);
      if (taken.has(name) || taken.size >= most) return false;
      taken.set(name, now);
      return true;
    },
    release(name) {
      taken.delete(name);
    },
  };
}
