import { verdictOf } from "../lib/verdict.ts";
import type { Outcome } from "./buyer.ts";
import { RULES, type Rule } from "./judge.ts";
import type { RehearsalReport } from "./run.ts";

const MOST_EXAMPLES = 5;

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const count = <Item>(items: readonly Item[], one: (item: Item) => boolean) => items.filter(one).length;

/** The report in lines; the books come first: how fast a shop is that sold something twice is of no interest. */
export function reportLines({ findings, evidence, facts, loop }: RehearsalReport): string[] {
  const { records, charges, books } = evidence;
  const outcomes: Outcome[] = ["ordered", "sold-out", "price-changed", "refused", "unanswered"];
  const times = records.filter(({ orderMs }) => orderMs > 0).map(({ orderMs }) => orderMs);
  const ms = (share: number) => `${Math.round(percentile(times, share))} ms`;
  const retried = count(records, ({ tries }) => tries > 1);
  const pressedTwice = count(records, ({ plan }) => plan.twice);
  return [
    verdictOf(books.violations),
    findings.length === 0
      ? "HONEST: nothing oversold, lost, doubled, charged twice or charged above what was shown"
      : `DISHONEST: ${findings.length} findings`,
    ...findingLines(findings),
    ...facts,
    outcomes.map((outcome) => `${outcome} ${count(records, (record) => record.outcome === outcome)}`).join(", "),
    `${books.orders.length} orders in the books, ${charges === null ? "charges not looked at" : `${charges.length} charges at the acquirer`}`,
    `faults: ${retried} buyers had to ask again, ${pressedTwice} pressed twice`,
    `a definite answer to an order after ${ms(0.5)} (median), ${ms(0.99)} (p99), ${ms(1)} (longest), own thinking of retries included`,
    `${loop.seconds.toFixed(1)} s, the latest visitor was sent ${Math.round(loop.latestStart)} ms late`,
  ];
}

function findingLines(findings: RehearsalReport["findings"]): string[] {
  const byRule = Map.groupBy(findings, ({ rule }) => rule);
  return [...byRule].flatMap(([rule, found]: [Rule, typeof findings]) => [
    `  ${rule} (${RULES[rule]}): ${found.length}`,
    ...found.slice(0, MOST_EXAMPLES).map(({ subject }) => `    ${subject}`),
    ...(found.length > MOST_EXAMPLES ? [`    and ${found.length - MOST_EXAMPLES} more`] : []),
  ]);
}
