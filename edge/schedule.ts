/** How a dial moves by time: from `afterMs` on, counted from its start, so many visitors of a hundred get the newer release. */
export interface Step {
  readonly afterMs: number;
  readonly percent: number;
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a line such as `10% 30m 50% 2h 100%`: ten per cent at once, half of all after thirty minutes, everybody two hours
 * later. Throws a RangeError that says how a line is written.
 */
export function parseSchedule(line: string): Step[] {
  const wrong = () => new RangeError(`write a schedule as percentages with times between them: 10% 30m 50% 2h 100%`);
  const words = line.trim().split(/\s+/);
  if (words.length % 2 === 0) throw wrong();
  const steps: Step[] = [];
  let afterMs = 0;
  for (const [index, word] of words.entries()) {
    if (index % 2 === 1) {
      const [, amount, unit = ""] = /^(\d{1,5})([smhd])$/.exec(word) ?? [];
      if (amount === undefined) throw wrong();
      afterMs += Number(amount) * (UNITS[unit] ?? 0);
    } else {
      const [, percent] = /^(\d{1,3})%$/.exec(word) ?? [];
      if (percent === undefined || Number(percent) > 100) throw wrong();
      steps.push({ afterMs, percent: Number(percent) });
    }
  }
  return steps;
}

/** Where the dial stands so long after its start. */
export function percentAt(steps: readonly Step[], elapsedMs: number): number {
  return steps.findLast(({ afterMs }) => afterMs <= elapsedMs)?.percent ?? steps[0]?.percent ?? 0;
}
