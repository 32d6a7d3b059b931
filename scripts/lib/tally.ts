import { stripVTControlCharacters } from "node:util";

/** What a part of the suite came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** One line per skipped test: its title and the reason. */
  readonly skipped: readonly string[];
  /** One line per test that passed when it was tried again: its title and what went wrong first. */
  readonly flaky: readonly string[];
}

/** More of them in one run than this are no accident. */
const MOST_FLAKY = 3;

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
    skipped: tallies.flatMap((tally) => tally.skipped),
    flaky: tallies.flatMap((tally) => tally.flaky),
  };
}

/** The closing line of a run. */
export function closingLine(tally: Tally): string {
  const skipped = tally.skipped.length > 0 ? `, ${tally.skipped.length} skipped` : "";
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Vitest's JSON report; a file that could not be loaded has no tests and counts as one failure. */
export function tallyVitest(report: VitestReport): Tally {
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const skipped = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => ["skipped", "pending", "todo", "disabled"].includes(test.status))
    .map((test) => test.fullName);
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped, flaky: [] };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly status: "expected" | "unexpected" | "flaky" | "skipped";
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

export interface PlaywrightReport extends PlaywrightSuite {
  readonly errors: readonly unknown[];
}

/**
 * Playwright's JSON report; an error outside any test counts as one failure. What passed when it was tried again has passed,
 * and is named; beyond a few, all of them have failed.
 */
export function tallyPlaywright(report: PlaywrightReport): Tally {
  const specs = (suite: PlaywrightSuite): NonNullable<PlaywrightSuite["specs"]> => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specs),
  ];
  const tests = specs(report).flatMap((spec) => spec.tests.map((test) => ({ title: spec.title, ...test })));
  const reasonOf = (test: (typeof tests)[number]) =>
    test.annotations.find(({ type }) => type === "skip")?.description ?? "no reason given";
  const firstErrorOf = (test: (typeof tests)[number]) => {
    const message = test.results.find(({ error }) => error)?.error?.message ?? "no error given";
    return stripVTControlCharacters(message).split("\n", 1)[0];
  };
  const count = (wanted: (typeof tests)[number]["status"]) => tests.filter(({ status }) => status === wanted).length;
  const tooFlaky = count("flaky") > MOST_FLAKY ? count("flaky") : 0;
  return {
    passed: count("expected") + count("flaky") - tooFlaky,
    failed: count("unexpected") + tooFlaky + report.errors.length,
    skipped: tests.filter(({ status }) => status === "skipped").map((test) => `${test.title}: ${reasonOf(test)}`),
    flaky: tests.filter(({ status }) => status === "flaky").map((test) => `${test.title}: ${firstErrorOf(test)}`),
  };
}
