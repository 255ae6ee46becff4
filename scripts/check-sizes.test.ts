import { expect, it } from "vitest";
import { findSizeFaults } from "./check-sizes.ts";

const ofLines = (...sizes: number[]) => new Map(sizes.map((lines, index) => [`${index}.ts`, "x\n".repeat(lines)]));

it("finds a file that is too long and a median that is too high", () => {
  expect(findSizeFaults(ofLines(10, 20, 500))).toEqual([]);
  expect(findSizeFaults(ofLines(10, 20, 501))).toEqual([expect.stringContaining("2.ts: 501 lines")]);
  expect(findSizeFaults(ofLines(10, 91, 95))).toEqual(["The median file has 91 lines, more than 90"]);
});
