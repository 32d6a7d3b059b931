/** One figure of a benchmark: a ratio of two measurements of the same run, and its limit where one is promised. */
export interface Ratio {
  readonly name: string;
  readonly value: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** The two measurements in their own units, for the reader. */
  readonly detail: string;
}

export function isWithin({ value, atMost, atLeast }: Ratio): boolean {
  return value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY);
}

export function ratioLine(ratio: Ratio): string {
  const limits = [
    ratio.atMost === undefined ? null : `limit ${ratio.atMost}`,
    ratio.atLeast === undefined ? null : `at least ${ratio.atLeast}`,
    isWithin(ratio) ? null : "PAST ITS LIMIT",
  ].filter((part) => part !== null);
  const bound = limits.length > 0 ? `  [${limits.join(", ")}]` : "";
  return `${ratio.name}: ${ratio.value.toFixed(3)}${bound}\n    ${ratio.detail}`;
}

/** Prints the figures; false when one is past its limit. */
export function report(title: string, ratios: readonly Ratio[]): boolean {
  console.log(`\n${title}`);
  for (const ratio of ratios) console.log(`  ${ratioLine(ratio)}`);
  return ratios.every(isWithin);
}
