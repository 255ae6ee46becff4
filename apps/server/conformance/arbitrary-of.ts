import fc, { type Arbitrary } from "fast-check";
import type { Schema } from "@beckon/api/open-api.ts";

/** Ids that are somebody's, to be asked for: one's own, and others'. */
export interface KnownIds {
  readonly groups: readonly string[];
  readonly users: readonly string[];
  readonly codes: readonly string[];
  /** Of whatever kind else. */
  readonly others: readonly string[];
}

/** Any text at all: with NUL, halves of characters, controls, and what databases and templates take for their own. */
export const wildText: Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom("\0", "\ud800", "'; drop table cases; --", "%", "_", "\\", "${x}", "__proto__", "toString", "NaN"),
  fc.constantFrom(
    "-1",
    "1e999",
    "9999999999999999999",
    "2024-13-45T99:99:99Z",
    "+275760-09-13T00:00:00Z",
    "0000-01-01",
  ),
  fc.string({ unit: "grapheme", minLength: 60, maxLength: 5_000 }),
);

/** Any JSON at all. */
export const wildJson: Arbitrary<unknown> = fc.oneof(fc.jsonValue({ maxDepth: 4 }), wildText);

/**
 * What a schema of the document describes; now and then a part of it is something else.
 * @param name of the field, by which some texts are ids.
 */
export function arbitraryOf(
  schema: Schema,
  name: string,
  ids: KnownIds,
  named: (name: string) => Schema,
): Arbitrary<unknown> {
  return fc.oneof({ arbitrary: fitting(schema, name, ids, named), weight: 24 }, { arbitrary: wildJson, weight: 1 });
}

function fitting(schema: Schema, name: string, ids: KnownIds, named: (name: string) => Schema): Arbitrary<unknown> {
  const inner = (part: unknown, of = name) => arbitraryOf(part as Schema, of, ids, named);
  if (schema.$ref !== undefined)
    return fitting(named(schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)), name, ids, named);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) {
    const words: unknown[] = schema.enum.flatMap((one): unknown[] =>
      typeof one === "string" ? [one, one.toUpperCase()] : [one],
    );
    return fc.constantFrom(...words);
  }
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fc.oneof(...either.map((one) => inner(one)));
  switch (schema.type) {
    case "object": {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([field, part]) => [field, inner(part, field)] as [string, Arbitrary<unknown>],
      );
      const needed = new Set(schema.required);
      // A few of those that may be left out: among many, one that is wrong would be in every request.
      return fc
        .subarray(
          fields.filter(([field]) => !needed.has(field)),
          { maxLength: Math.min(4, fields.length - needed.size) },
        )
        .chain((some) => fc.record(Object.fromEntries([...fields.filter(([field]) => needed.has(field)), ...some])));
    }
    case "array":
      return fc.array(inner(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 2 });
    case "boolean":
      return fc.constantFrom(true, false, "True", "1", 0);
    case "integer":
    case "number":
      return fc.oneof(fc.integer(), fc.integer({ min: -3, max: 3 }), fc.double());
    default:
      return textOf(schema, name, ids);
  }
}

function textOf({ pattern = "", format, maxLength = 200 }: Schema, name: string, ids: KnownIds): Arbitrary<string> {
  if (pattern.startsWith("^g") || name === "groupid")
    return fc.constantFrom(...ids.groups, "g0", "g99999999999999999999");
  if (pattern.startsWith("^u") || name.endsWith("userid")) return fc.constantFrom(...ids.users, "u0", "u2147483648");
  if (/code$|^offset$/.test(name)) return fc.constantFrom(...ids.codes, "s000000000", "s1");
  if (/(^|_)id$|deviceid|module/.test(name))
    return fc.constantFrom(...ids.others, ...ids.groups, ...ids.users, "c1", "d1", "0");
  if (format === "date-time" || /date$|_until$/i.test(name))
    return fc.oneof(
      fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
      fc.constantFrom("2024-04-16", "2030-01-01T00:00:00Z"),
    );
  if (/email/i.test(name)) return fc.oneof(fc.emailAddress(), fc.constant("eve@example.com"));
  return fc.oneof(
    { arbitrary: fc.string({ unit: "grapheme", maxLength: 30 }), weight: 5 },
    {
      arbitrary: fc.constantFrom(maxLength, maxLength + 1).map((length) => "é".repeat(Math.min(length, 5_000))),
      weight: 1,
    },
    { arbitrary: wildText, weight: 2 },
  );
}
