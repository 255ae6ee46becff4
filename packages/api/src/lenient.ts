import * as z from "zod";

/**
 * Brings what a client sent nearer to what a schema takes, as real clients need it [W1]: names in any case, `True` and `1`
 * for true, enumerations in any case, numbers as text, lists with commas, objects written as JSON, and null for left out.
 * What it does not understand it leaves as it was, for the schema to refuse.
 */
export function lenient(schema: z.core.$ZodType, given: unknown): unknown {
  const { def } = schema as z.ZodType;
  const kind = def as z.core.$ZodTypes["_zod"]["def"];
  switch (kind.type) {
    case "optional":
    case "default":
      if (given === null) return undefined;
      return given === "" && !takesEmptyText(kind.innerType) ? undefined : lenient(kind.innerType, given);
    case "nullable":
      return given === null ? null : lenient(kind.innerType, given);
    case "pipe":
      return lenient(kind.in, given);
    case "object":
      return fields(kind.shape, fromJson(given, "{"));
    case "array": {
      const list = fromJson(given, "[");
      if (Array.isArray(list)) return list.map((one) => lenient(kind.element, one));
      return typeof list === "string" && list !== ""
        ? list.split(",").map((one) => lenient(kind.element, one.trim()))
        : list;
    }
    case "boolean":
      if (/^(true|1)$/i.test(String(given))) return true;
      return /^(false|0)$/i.test(String(given)) ? false : given;
    case "number":
      return typeof given === "string" && given.trim() !== "" ? Number(given) : given;
    case "string":
      if (Array.isArray(given)) return given.map(String).join(",");
      return typeof given === "number" || typeof given === "boolean" ? String(given) : given;
    case "enum": {
      const word = String(given).toLowerCase();
      return Object.values(kind.entries).find((one) => String(one).toLowerCase() === word) ?? given;
    }
    case "union":
      return (
        kind.options
          .map((one) => [one, lenient(one, given)] as const)
          .find(([one, value]) => z.safeParse(one, value).success)?.[1] ?? given
      );
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

function fromJson(given: unknown, opening: "{" | "["): unknown {
  if (typeof given !== "string" || !given.trimStart().startsWith(opening)) return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

function takesEmptyText(schema: z.core.$ZodType): boolean {
  return z.safeParse(schema, "").success;
}
