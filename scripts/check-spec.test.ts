import { expect, it } from "vitest";
import { findSpecFaults } from "./check-spec.ts";

const spec = "- **C1** One state.\n- **C2** New.\n- **R6** (later) Input in order.\n";
const name = (rule: string) => `it(\n  "[${rule}] something", () => {});`;

function faults(source: string, text = spec): string[] {
  return findSpecFaults(text, new Map([["a.test.ts", source]]));
}

it("is content when every due rule is cited and no other", () => {
  expect(faults(`it.runIf(x)("[C1][C2] both", () => {});`)).toEqual([]);
});

it("finds a rule that no test's name cites, also when a comment does", () => {
  expect(faults(`${name("C1")} // see [C2]\nexpect("[C2]");`)).toEqual(["SPEC.md: no test cites [C2] in its name"]);
});

it("finds a citation of nothing, of a later rule, and a number used twice", () => {
  expect(faults(name("C1") + name("C2") + name("C9"))).toEqual(["a.test.ts: cites C9, which is not in SPEC.md"]);
  expect(faults(name("C1") + name("C2") + name("R6"))).toEqual(["a.test.ts: cites R6, which SPEC.md marks (later)"]);
  expect(faults(name("C1") + name("C2"), `${spec}- **C1** Again.\n`)).toEqual(["SPEC.md: C1 is there twice"]);
});
