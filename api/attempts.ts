/** Lets through so many attempts in any stretch of time; the rest have to wait. Times are milliseconds since 1970. */
export function createAttempts(options: { readonly most: number; readonly withinMs: number }) {
  let recent: number[] = [];
  return {
    /** Counts an attempt and answers 0, or refuses it and answers in how many milliseconds the next one may come. */
    take(now: number): number {
      recent = recent.filter((at) => now - at < options.withinMs);
      const [oldest] = recent;
      if (recent.length >= options.most && oldest !== undefined) return oldest + options.withinMs - now;
      recent.push(now);
      return 0;
    },
  };
}
