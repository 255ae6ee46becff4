import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "oxfmt";
import { ENDPOINTS } from "../packages/api/src/endpoints.ts";
import { openApiOf, type OpenApi, type Operation, type Schema } from "../packages/api/src/open-api.ts";

const root = join(import.meta.dirname, "..");
const NOTE = "// Made from the OpenAPI document by `node scripts/make-client.ts`; changes go into packages/api.\n";

/** The generated files of the typed client, by their paths in the project [W11]. */
export async function clientFilesOf(document: OpenApi): Promise<Record<string, string>> {
  const shapes = Object.entries(document.components.schemas).map(
    ([name, schema]) => `${note(schema.description)}export type ${name} = ${typeOf(schema)};\n`,
  );
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      isStream(operation) ? [] : [{ path, method: method.toUpperCase(), operation }],
    ),
  );
  const calls = operations.map(({ operation }) => callOf(operation));
  const used = Object.keys(document.components.schemas).filter((name) => calls.some((one) => mentions(one, name)));
  const addresses = operations.map(
    ({ path, method, operation }) =>
      `  ${operation.operationId}: [${JSON.stringify(method)}, ${JSON.stringify(path)}],\n`,
  );
  const files = {
    "packages/client/src/shapes.ts": `${NOTE}\n/** The shapes of what the web API is asked and answers. */\n\n${shapes.join("\n")}`,
    "packages/client/src/calls.ts":
      `${NOTE}\nimport type { ${used.join(", ")} } from "./shapes.ts";\n\n` +
      `/** Every call of the web API: what it is asked, all in one object, and what it answers. */\nexport interface Calls {\n${calls.join("\n")}}\n\n` +
      `/** How each call is addressed. */\nexport const ADDRESSES: Readonly<Record<keyof Calls, readonly [method: string, path: string]>> = {\n${addresses.join("")}};\n`,
  };
  const formatted = Object.entries(files).map(
    async ([path, text]) => [path, (await format(path, text, { printWidth: 120 })).code] as const,
  );
  return Object.fromEntries(await Promise.all(formatted));
}

function callOf({ operationId, summary, parameters = [], requestBody, responses }: Operation): string {
  const body = requestBody?.content["application/json"]?.schema ?? {};
  const properties: Record<string, Schema> = { ...(body.properties as Record<string, Schema> | undefined) };
  const required = new Set(body.required);
  for (const { name, schema, description, required: needed } of parameters) {
    properties[name] = description === undefined ? schema : { ...schema, description };
    if (needed) required.add(name);
  }
  const asks = typeOf({ type: "object", properties, required: [...required] });
  const answered = Object.values(responses)[0];
  const content = answered !== undefined && "content" in answered ? answered.content?.["application/json"] : undefined;
  const answers = content === undefined ? "void" : typeOf(content.schema);
  const asked = Object.keys(properties).length === 0 ? "" : `asked${required.size === 0 ? "?" : ""}: ${asks}`;
  return `${note(`${summary}.`)}${operationId}(${asked}): Promise<${answers}>;\n`;
}

/** Writes a JSON Schema as a type of TypeScript. */
export function typeOf(schema: Schema): string {
  const { $ref, type } = schema;
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf("/") + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  const either = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (either !== undefined) return [...new Set(either.map(typeOf))].join(" | ");
  if (schema.allOf !== undefined) return (schema.allOf as Schema[]).map(typeOf).join(" & ");
  if (type === "array") return `(${typeOf((schema.items ?? {}) as Schema)})[]`;
  if (type === "object") return objectOf(schema);
  if (type === "integer") return "number";
  return type === "string" || type === "number" || type === "boolean" || type === "null" ? type : "unknown";
}

function objectOf({ properties, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries((properties ?? {}) as Record<string, Schema>).map(
    ([name, part]) =>
      `${note(part.description)}${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required.includes(name) ? "" : "?"}: ${typeOf(part)};`,
  );
  if (fields.length > 0) return `{\n${fields.join("\n")}\n}`;
  const others = typeof additionalProperties === "object" ? typeOf(additionalProperties) : "unknown";
  return `Record<string, ${others}>`;
}

function isStream({ responses }: Operation): boolean {
  return Object.values(responses).some((one) => "content" in one && one.content?.["text/event-stream"] !== undefined);
}

function note(text: string | undefined): string {
  return text === undefined ? "" : `/** ${text.replaceAll("*/", "*∕").replaceAll("\n", " ")} */\n`;
}

function mentions(code: string, name: string): boolean {
  return new RegExp(`(?<![\\w"])${name}(?![\\w"?:(])`).test(code.replace(/\/\*\*.*\*\//g, ""));
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(await clientFilesOf(openApiOf(ENDPOINTS, "https://help.example.com"))))
    writeFileSync(join(root, path), text);
}
