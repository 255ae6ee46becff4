import { attributeOf, isObject, type Json } from "./json.ts";
import { ScimError } from "./scim-error.ts";

/** A filter of RFC 7644, section 3.4.2.2. */
export type Filter =
  | { readonly is: "and" | "or"; readonly left: Filter; readonly right: Filter }
  | { readonly is: "not"; readonly of: Filter }
  | { readonly is: "present"; readonly path: readonly string[] }
  | { readonly is: "has"; readonly path: readonly string[]; readonly within: Filter }
  | { readonly is: Comparison; readonly path: readonly string[]; readonly value: unknown };

const COMPARISONS = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"] as const;
type Comparison = (typeof COMPARISONS)[number];

const MOST_CHARACTERS = 4000;
const DEEPEST = 30;
const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/y;
const EXACT = new Set(["id", "externalid"]);

/** Reads a filter; one that cannot be read is refused as `invalidFilter`. */
export function parseFilter(text: string): Filter {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at]?.toLowerCase();
  const next = () => tokens[at++] ?? fail("it ends too early");
  const expect = (token: string) => (next() === token ? undefined : fail(`${token} is missing`));

  function either(depth: number): Filter {
    let left = both(depth);
    while (peek() === "or") {
      at += 1;
      left = { is: "or", left, right: both(depth) };
    }
    return left;
  }
  function both(depth: number): Filter {
    let left = one(depth);
    while (peek() === "and") {
      at += 1;
      left = { is: "and", left, right: one(depth) };
    }
    return left;
  }
  function one(depth: number): Filter {
    if (depth > DEEPEST) fail("it is too deep");
    if (peek() === "not") {
      at += 1;
      expect("(");
      const of = either(depth + 1);
      expect(")");
      return { is: "not", of };
    }
    if (peek() === "(") {
      at += 1;
      const within = either(depth + 1);
      expect(")");
      return within;
    }
    const path = pathOf(next());
    if (peek() === "[") {
      at += 1;
      const within = either(depth + 1);
      expect("]");
      return { is: "has", path, within };
    }
    const operator = next().toLowerCase();
    if (operator === "pr") return { is: "present", path };
    const is = COMPARISONS.find((each) => each === operator) ?? fail(`${operator} is no operator`);
    return { is, path, value: valueOf(next()) };
  }

  const filter = either(0);
  if (at < tokens.length) fail(`${tokens[at]} is too much`);
  return filter;
}

/** Whether a resource, or one element of it, is what a filter asks for. */
export function matches(filter: Filter, object: unknown): boolean {
  switch (filter.is) {
    case "and":
      return matches(filter.left, object) && matches(filter.right, object);
    case "or":
      return matches(filter.left, object) || matches(filter.right, object);
    case "not":
      return !matches(filter.of, object);
    case "present":
      return valuesAt(object, filter.path).some((value) => value !== undefined && value !== null && value !== "");
    case "has":
      return valuesAt(object, filter.path).some((value) => matches(filter.within, value));
    case "ne":
      return !matches({ ...filter, is: "eq" }, object);
    default: {
      const { is, path, value } = filter;
      const isExact = EXACT.has(path.at(-1)?.toLowerCase() ?? "");
      return valuesAt(object, path).some((found) => compare(is, plainOf(found), value, isExact));
    }
  }
}

/** The steps of an attribute's path, without the name of its schema. */
export function pathOf(text: string): string[] {
  const name = text.replace(
    /^urn:ietf:params:scim:schemas:(?:core:2\.0:(?:User|Group)|extension:[^:]+:2\.0:[^:]+):/i,
    "",
  );
  const steps = name.split(".");
  if (steps.length > 3 || !steps.every((step) => /^[$A-Za-z][\w$-]*$/.test(step))) fail(`${text} is no attribute`);
  return steps;
}

function valuesAt(object: unknown, path: readonly string[]): unknown[] {
  let here: unknown[] = [object];
  for (const step of path)
    here = here.flatMap((each) => {
      if (isObject(each)) return [attributeOf(each, step)].flat(1);
      // An element that is no object is its own value.
      return step.toLowerCase() === "value" ? [each] : [];
    });
  return here;
}

function plainOf(value: unknown): unknown {
  return isObject(value) ? attributeOf(value, "value") : value;
}

function compare(is: Exclude<Comparison, "ne">, found: unknown, asked: unknown, isExact: boolean): boolean {
  if (found === undefined || found === null) return is === "eq" && asked === null;
  if (typeof found === "number" && typeof asked === "number") return is in ORDER && ORDER[is as Ordered](found, asked);
  const [a, b] = [found, asked].map((each) =>
    isExact ? String(each as string) : String(each as string).toLowerCase(),
  );
  if (a === undefined || b === undefined) return false;
  if (is === "co") return a.includes(b);
  if (is === "sw") return a.startsWith(b);
  if (is === "ew") return a.endsWith(b);
  return ORDER[is](a, b);
}

type Ordered = "eq" | "gt" | "ge" | "lt" | "le";
const ORDER: Record<Ordered, <T extends string | number>(a: T, b: T) => boolean> = {
  eq: (a, b) => a === b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
};

function tokensOf(text: string): string[] {
  if (text.length > MOST_CHARACTERS) fail("it is too long");
  const tokens: string[] = [];
  const trimmed = text.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(trimmed)?.[0].trim();
    if (found === undefined) fail(`${trimmed.slice(from, from + 20)} cannot be read`);
    tokens.push(found);
  }
  return tokens;
}

function valueOf(token: string): unknown {
  try {
    return JSON.parse(/^(true|false|null)$/i.test(token) ? token.toLowerCase() : token) as Json;
  } catch {
    return fail(`${token} is no value`);
  }
}

function fail(why: string): never {
  throw new ScimError(400, `The filter cannot be read: ${why}.`, "invalidFilter");
}
