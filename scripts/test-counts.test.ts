import { expect, it } from "vitest";
import { countPlaywright, countVitest } from "./test-counts.ts";

it("counts a test file that could not be run as a failure", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{ status: "passed" }, { status: "failed" }] },
    { status: "passed", assertionResults: [{ status: "passed" }] },
  ];
  expect(countVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 });
});

it("counts stories, and an error outside of them", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 2 });
});

it("counts a missing report as a failure", () => {
  expect(countVitest(undefined)).toEqual({ passed: 0, failed: 1 });
  expect(countPlaywright(undefined)).toEqual({ passed: 0, failed: 1 });
});
