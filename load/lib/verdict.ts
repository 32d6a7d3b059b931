import type { Violation } from "../../db/queries/ledger.ts";

const SHOWN = 20;

/** The auditor's verdict in words: one line, and one more for each contradiction. */
export function verdictOf(violations: readonly Violation[]): string {
  if (violations.length === 0) return "The books are honest.";
  const lines = violations.slice(0, SHOWN).map(({ rule, subject }) => `  ${rule}: ${subject}`);
  const rest = violations.length > SHOWN ? [`  and ${violations.length - SHOWN} more`] : [];
  return [`The books contradict themselves ${violations.length} times.`, ...lines, ...rest].join("\n");
}
