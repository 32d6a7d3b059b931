import { describe, expect, it } from "vitest";
import { addTallies, closingLine, tallyPlaywright, tallyVitest } from "./tally.ts";

describe("the closing line of a test run", () => {
  it("adds up all parts and names the skipped only where there are some", () => {
    const none = addTallies([
      { passed: 1, failed: 0, skipped: [], flaky: [] },
      { passed: 41, failed: 2, skipped: [], flaky: [] },
    ]);
    expect(closingLine(none)).toBe("42 passed, 2 failed");
    expect(closingLine({ ...none, skipped: ["a: no sync here"] })).toBe("42 passed, 2 failed, 1 skipped");
  });

  it("counts a unit test file that could not be loaded as a failure", () => {
    const tally = tallyVitest({
      numPassedTests: 3,
      numFailedTests: 1,
      numFailedTestSuites: 2,
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "failed", assertionResults: [{ status: "failed", fullName: "adds" }] },
        { status: "passed", assertionResults: [{ status: "pending", fullName: "waits" }] },
      ],
    });
    expect(tally).toEqual({ passed: 3, failed: 2, skipped: ["waits"], flaky: [] });
  });

  const test = (title: string, status: "expected" | "unexpected" | "flaky" | "skipped", reason?: string) => ({
    title,
    tests: [
      {
        status,
        annotations: reason ? [{ type: "skip", description: reason }] : [],
        results: status === "flaky" ? [{ error: { message: "\u001b[31mError\u001b[39m: late\n  at page" } }, {}] : [{}],
      },
    ],
  });

  it("counts errors outside tests as failures and keeps the reason of a skip", () => {
    const report = {
      errors: [{}],
      suites: [
        { specs: [test("buys", "expected")], suites: [{ specs: [test("syncs", "skipped", "no API")] }] },
        { specs: [test("pays", "unexpected")] },
      ],
    };
    expect(tallyPlaywright(report)).toEqual({ passed: 1, failed: 2, skipped: ["syncs: no API"], flaky: [] });
  });

  it("names what passed when it was tried again, and takes more than three of them for failures", () => {
    const reportOf = (flaky: number) => ({
      errors: [],
      specs: [
        test("buys", "expected"),
        ...Array.from({ length: flaky }, (_, index) => test(`wobbles ${index}`, "flaky")),
      ],
    });
    expect(tallyPlaywright(reportOf(1))).toEqual({
      passed: 2,
      failed: 0,
      skipped: [],
      flaky: ["wobbles 0: Error: late"],
    });
    expect(tallyPlaywright(reportOf(3))).toMatchObject({ passed: 4, failed: 0 });
    expect(tallyPlaywright(reportOf(4))).toMatchObject({ passed: 1, failed: 4 });
  });
});
