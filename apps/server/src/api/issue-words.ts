import type * as z from "zod";

/** What is wrong with a field of a request, in words for people: what it must be, never how it is checked. */
export function issueWords(issue: z.core.$ZodIssue, given: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return at(given, issue.path) === undefined
        ? "is missing"
        : `must be ${KINDS[issue.expected] ?? "something else"}`;
    case "too_big":
      return `is more than ${String(issue.maximum)}${UNITS[issue.origin] ?? ""}`;
    case "too_small":
      return `is less than ${String(issue.minimum)}${UNITS[issue.origin] ?? ""}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "custom":
      return issue.message ?? MALFORMED;
    default:
      return MALFORMED;
  }
}

const MALFORMED = "does not have the form it needs";
const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};
const UNITS: Readonly<Record<string, string>> = { string: " characters", array: " entries" };

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (here, step) =>
      typeof here === "object" && here !== null ? (here as Readonly<Record<PropertyKey, unknown>>)[step] : undefined,
    value,
  );
}
