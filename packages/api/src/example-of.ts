import type { Schema } from "./open-api.ts";

/**
 * An example of what a schema describes, made of the examples its parts carry; what carries none is left out where it may
 * be, and stands for itself in words where it may not.
 */
export function exampleOf(schema: Schema, named: (name: string) => Schema | undefined): unknown {
  const { $ref, examples, type } = schema;
  if (examples?.[0] !== undefined) return examples[0];
  if (schema["example"] !== undefined) return schema["example"];
  if ($ref !== undefined) {
    const part = named($ref.slice($ref.lastIndexOf("/") + 1));
    return part === undefined ? undefined : exampleOf(part, named);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.[0] !== undefined) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const choice = schema.anyOf?.find((one) => (one as Schema).type === "object") ?? (schema.anyOf ?? schema.oneOf)?.[0];
  if (choice !== undefined) return exampleOf(choice as Schema, named);
  if (type === "object") {
    const found = Object.entries(schema.properties ?? {}).map(
      ([name, part]) => [name, exampleOf(part as Schema, named), schema.required?.includes(name) ?? false] as const,
    );
    return Object.fromEntries(
      found.flatMap(([name, value, needed]) => (value === undefined ? (needed ? [[name, "…"]] : []) : [[name, value]])),
    );
  }
  if (type === "array") {
    const one = exampleOf((schema.items ?? {}) as Schema, named);
    return one === undefined ? [] : [one];
  }
  if (type === "boolean") return true;
  return type === "integer" || type === "number" ? (schema.minimum ?? 1) : undefined;
}
