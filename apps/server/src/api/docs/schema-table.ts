import type { Parameter, Schema } from "@beckon/api/open-api.ts";
import { html, type Html } from "./html.ts";
import { markdown } from "./markdown.ts";

/**
 * The fields of an object, each with its type and what it means; those inside fields below them.
 * @param needed the word for those that are never left out: by whoever asks, or by the answer.
 */
export function fieldsOf(schema: Schema, needed: "required" | "always", depth = 0): Html | undefined {
  const entries = Object.entries(schema.properties ?? {}) as [string, Schema][];
  if (entries.length === 0) return undefined;
  const rows = entries.map(([name, part]) =>
    rowOf(name, part, schema.required?.includes(name) ? needed : undefined, needed, depth),
  );
  return html`<dl class="fields">${rows}</dl>`;
}

/** The parameters of a call. */
export function parametersTable(parameters: readonly Parameter[]): Html {
  const rows = parameters.map(({ name, schema, required, description }) =>
    rowOf(
      name,
      description === undefined ? schema : { ...schema, description },
      required ? "required" : undefined,
      "required",
      0,
    ),
  );
  return html`<dl class="fields">${rows}</dl>`;
}

function rowOf(
  name: string,
  part: Schema,
  mark: string | undefined,
  needed: "required" | "always",
  depth: number,
): Html {
  const inner = depth < 3 ? fieldsOf(innerOf(part), needed, depth + 1) : undefined;
  return html`<div>
    <dt><code>${name}</code>${mark !== undefined && html` <span class="${mark}">${mark}</span>`}</dt>
    <dd>
      <p class="type">${typeOf(part)}</p>
      ${part.description !== undefined && markdown(part.description)} ${inner}
    </dd>
  </div>`;
}

/** The object whose fields are worth showing: the part itself, what a list holds, or the object among its alternatives. */
function innerOf(part: Schema): Schema {
  const inList = part.type === "array" ? (part.items as Schema | undefined) : undefined;
  if (inList !== undefined) return inList;
  return (part.anyOf?.find((one) => (one as Schema).type === "object") as Schema | undefined) ?? part;
}

/** A type in words, with its limits; a part with a name is linked to. */
export function typeOf(part: Schema): Html {
  if (part.$ref !== undefined) {
    const name = part.$ref.slice(part.$ref.lastIndexOf("/") + 1);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (part.const !== undefined) return html`always <code>${JSON.stringify(part.const)}</code>`;
  if (part.enum !== undefined)
    return html`${part.enum.map((one, index) => html`${index > 0 && ", "}<code>${String(one)}</code>`)}`;
  const either = (part.anyOf ?? part.oneOf) as Schema[] | undefined;
  if (either !== undefined) return html`${either.map((one, index) => html`${index > 0 && " or "}${typeOf(one)}`)}`;
  if (part.type === "array") return html`list of ${typeOf((part.items ?? {}) as Schema)}`;
  const said = [nameOf(part), ...limitsOf(part)].join(", ");
  const [example] = part.examples ?? [];
  if (part.default !== undefined && typeof part.default !== "object")
    return html`${said}, <code>${JSON.stringify(part.default)}</code> when left out`;
  return typeof example === "string" ? html`${said}, such as <code>${example}</code>` : html`${said}`;
}

function nameOf({ type, format }: Schema): string {
  if (type === "string")
    return { "date-time": "time", email: "e-mail address", uri: "address" }[format ?? ""] ?? "text";
  if (type === "integer") return "whole number";
  return typeof type === "string" ? type : "anything";
}

function limitsOf({ minLength = 0, maxLength, minimum, maximum, type }: Schema): string[] {
  const atLeast =
    minLength > 0 && maxLength !== undefined ? `${minLength} to ` : maxLength === undefined ? "" : "up to ";
  const length = maxLength === undefined ? [] : [`${atLeast}${maxLength.toLocaleString("en")} characters`];
  if (type !== "integer" && type !== "number") return length;
  const real = (limit: unknown) => (typeof limit === "number" && Math.abs(limit) < 1e15 ? limit : undefined);
  const [low, high] = [real(minimum), real(maximum)];
  if (low !== undefined && high !== undefined) return [`${low} to ${high}`];
  return low === undefined ? [] : [`at least ${low}`];
}
