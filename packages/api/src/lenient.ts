import * as z from "zod";

/** What an address or a form says several times under one name: a list where one is asked for, else the last of them. */
export class Repeated {
  readonly values: readonly string[];
  constructor(values: readonly string[]) {
    this.values = values;
  }
}

/**
 * Brings what a client sent nearer to what a schema takes, as real clients need it [W1]: names in any case, `True` and `1`
 * for true, enumerations in any case, numbers as text, lists with commas, objects written as JSON, and null for left out.
 * Half characters and those no database keeps are replaced in text. What it does not understand it leaves as it was, for the
 * schema to refuse.
 */
export function lenient(schema: z.core.$ZodType, given: unknown): unknown {
  const { def } = schema as z.ZodType;
  const kind = def as z.core.$ZodTypes["_zod"]["def"];
  switch (kind.type) {
    case "optional":
    case "default":
    case "prefault":
      if (given === null) return undefined;
      return given === "" && !takesEmptyText(kind.innerType) ? undefined : lenient(kind.innerType, given);
    case "nullable":
      return given === null ? null : lenient(kind.innerType, given);
    case "readonly":
    case "nonoptional":
    case "catch":
      return lenient(kind.innerType, given);
    case "pipe":
      return lenient(kind.in, given);
    case "union":
      return (
        kind.options
          .map((one) => [one, lenient(one, given)] as const)
          .find(([one, value]) => z.safeParse(one, value).success)?.[1] ?? single(given)
      );
    case "array":
      return listOf(kind.element, given);
    default:
      return oneOf(kind, single(given));
  }
}

function oneOf(kind: z.core.$ZodTypes["_zod"]["def"], given: unknown): unknown {
  switch (kind.type) {
    case "object":
      return fields(kind.shape, fromJson(given, "{"));
    case "boolean":
      if (/^(true|1)$/i.test(wordOf(given))) return true;
      return /^(false|0)$/i.test(wordOf(given)) ? false : given;
    case "number":
      return typeof given === "string" && given.trim() !== "" ? Number(given) : given;
    case "string":
      return isPlain(given) ? String(given).replace(/[\0\p{Cs}]/gu, "\ufffd") : given;
    case "enum":
      return among(Object.values(kind.entries), given);
    case "literal":
      return among(kind.values, given);
    default:
      return given;
  }
}

function fields(shape: Readonly<Record<string, z.core.$ZodType>>, given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const byName = new Map<string, unknown>(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const read = Object.entries(shape).map(([name, schema]) => {
    const value = Object.hasOwn(given, name)
      ? (given as Record<string, unknown>)[name]
      : byName.get(name.toLowerCase());
    return [name, value === undefined ? undefined : lenient(schema, value)] as const;
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

function listOf(element: z.core.$ZodType, given: unknown): unknown {
  const list = given instanceof Repeated ? given.values : fromJson(given, "[");
  if (Array.isArray(list)) return list.map((one: unknown) => lenient(element, one));
  if (!isPlain(list) || list === "") return list;
  return String(list)
    .split(",")
    .map((one) => lenient(element, one.trim()));
}

function fromJson(given: unknown, opening: "{" | "["): unknown {
  if (typeof given !== "string" || !given.trimStart().startsWith(opening)) return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

function single(given: unknown): unknown {
  return given instanceof Repeated ? given.values.at(-1) : given;
}

function among(words: readonly unknown[], given: unknown): unknown {
  const word = wordOf(given);
  return words.find((one) => wordOf(one) === word) ?? given;
}

function wordOf(given: unknown): string {
  return isPlain(given) ? String(given).trim().toLowerCase() : "";
}

function isPlain(given: unknown): given is string | number | boolean {
  return typeof given === "string" || typeof given === "number" || typeof given === "boolean";
}

function takesEmptyText(schema: z.core.$ZodType): boolean {
  return z.safeParse(schema, "").success;
}
