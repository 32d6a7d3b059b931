import { HEADER } from "../../protocol/headers.ts";
import type { Answer } from "../lib/wire.ts";

/** How long a page may still show the prices of before, in ms; an answer of the API may not at all (P1). */
const GRACE_MS = { page: 1_000, price: 0 } as const;

/** Which price version was public when: the yardstick for what may still be shown. */
export interface PriceClock {
  published(version: number): void;
  /** The version that had been published this many ms before now. */
  versionBefore(ms: number): number;
}

export function priceClock(now: () => number = () => performance.now()): PriceClock {
  const publications: { readonly at: number; readonly version: number }[] = [];
  return {
    published(version) {
      publications.push({ at: now(), version });
    },
    versionBefore(ms) {
      const known = publications.filter(({ at }) => at <= now() - ms);
      return Math.max(0, ...known.map(({ version }) => version));
    },
  };
}

/** Reads something priced and notes a lie when it is of a version that had been replaced before the question was asked. */
export async function readPrice(
  clock: PriceClock,
  kind: keyof typeof GRACE_MS,
  ask: () => Promise<Answer | null>,
  lies: string[],
): Promise<Answer | null> {
  const least = clock.versionBefore(GRACE_MS[kind]);
  const answer = await ask();
  if (answer?.status !== 200) return null;
  const version = Number(answer.headers[HEADER.priceVersion.toLowerCase()] ?? Number.NaN);
  if (Number.isNaN(version)) lies.push(`a priced ${kind} named no price version`);
  else if (version < least) lies.push(`a ${kind} was of price version ${version} when ${least} had been published`);
  return answer;
}
