import { describe, expect, it } from "vitest";
import { addTallies, closingLine, tallyPlaywright, tallyVitest } from "./tally.ts";

describe("the closing line of a test run", () => {
  it("adds up all parts and names the skipped only where there are some", () => {
    const none = addTallies([
      { passed: 1, failed: 0, skipped: [] },
      { passed: 41, failed: 2, skipped: [] },
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
    expect(tally).toEqual({ passed: 3, failed: 2, skipped: ["waits"] });
  });

  it("counts flaky browser tests and errors outside tests as failures and keeps the reason of a skip", () => {
    const report = {
      errors: [{}],
      suites: [
        {
          specs: [
            { title: "buys", tests: [{ status: "expected" as const, annotations: [] }] },
            { title: "wobbles", tests: [{ status: "flaky" as const, annotations: [] }] },
          ],
          suites: [
            {
              specs: [
                {
                  title: "syncs",
                  tests: [{ status: "skipped" as const, annotations: [{ type: "skip", description: "no API" }] }],
                },
              ],
            },
          ],
        },
      ],
    };
    expect(tallyPlaywright(report)).toEqual({ passed: 1, failed: 2, skipped: ["syncs: no API"] });
  });
});
