import { ApiProblem } from "./problem.ts";

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

/** Throws `too-many-requests` where a try has to wait. */
export function requireTurn(waitMs: number): void {
  if (waitMs === 0) return;
  throw new ApiProblem("too-many-requests", {}, { "Retry-After": String(Math.ceil(waitMs / 1_000)) });
}

/** Names that were heard of lately and are counted apart; the eldest is forgotten first. */
const MOST_NAMES = 10_000;

/** Like `createAttempts`, for each name by itself. */
export function createAttemptsByName(options: { readonly most: number; readonly withinMs: number }) {
  const byName = new Map<string, ReturnType<typeof createAttempts>>();
  return {
    take(name: string, now: number): number {
      const attempts = byName.get(name) ?? createAttempts(options);
      byName.delete(name);
      byName.set(name, attempts);
      const [eldest] = byName.keys();
      if (byName.size > MOST_NAMES && eldest !== undefined) byName.delete(eldest);
      return attempts.take(now);
    },
  };
}
