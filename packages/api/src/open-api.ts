import * as z from "zod";
import type { Endpoint } from "./endpoint.ts";
import { exampleOf } from "./example-of.ts";
import { problem } from "./problem.ts";
import { SCOPES, type Scope } from "./scopes.ts";
import { INTRODUCTION, SCOPE_MEANINGS } from "./open-api-words.ts";

/** A JSON Schema (2020-12) as the document carries it. */
export type Schema = z.core.JSONSchema.JSONSchema;

/** One call in the document. */
export interface Operation {
  operationId: string;
  tags: [string];
  summary: string;
  description?: string;
  /** Any one of these will do; empty: no token is asked for. */
  security: Readonly<Record<string, readonly string[]>>[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Readonly<Record<string, Content>> };
  responses: Readonly<Record<string, Answer | Reference>>;
}

/** A part of the path or of the query. */
export interface Parameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  description?: string;
  schema: Schema;
  style?: "form";
  explode?: boolean;
}

/** What an answer says. */
export interface Answer {
  description: string;
  headers?: Readonly<Record<string, { description: string; required?: boolean; schema: Schema }>>;
  content?: Readonly<Record<string, Content>>;
}
type Reference = { $ref: string };
type Content = { schema: Schema; example?: unknown };
type Method = "get" | "post" | "put" | "delete";

/** The OpenAPI 3.1 document of the web API. */
export interface OpenApi {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
  components: {
    schemas: Readonly<Record<string, Schema>>;
    responses: Readonly<Record<string, Answer>>;
    securitySchemes: Readonly<Record<string, unknown>>;
  };
}

type Shapes = Map<string, Schema>;
const SCHEMAS = "#/components/schemas/";

/**
 * Makes the web API's document from the schemas that its requests are parsed with and its answers are made by [W11].
 * @param publicUrl the origin people open, without a slash at the end.
 */
export function openApiOf(endpoints: Readonly<Record<string, Endpoint>>, publicUrl: string): OpenApi {
  const shapes: Shapes = new Map();
  const failed = content(shapes, problem, "output");
  const paths: Record<string, Partial<Record<Method, Operation>>> = {};
  // Answers first: theirs are the plain names.
  for (const { answer, status, stream } of Object.values(endpoints))
    if (status === 200) written(shapes, stream ?? answer, "output");
  for (const [name, endpoint] of Object.entries(endpoints))
    (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase() as Method] = operationOf(shapes, name, endpoint);
  return {
    openapi: "3.1.0",
    info: {
      title: "Beckon’s web API",
      version: "1",
      description: INTRODUCTION,
      license: { name: "Apache 2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags: [...new Set(Object.values(endpoints).map((one) => one.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries([...shapes].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      responses: { Failed: { description: "Why it failed.", content: { "application/json": failed } } },
      securitySchemes: securitySchemes(publicUrl),
    },
  };
}

function operationOf(shapes: Shapes, operationId: string, endpoint: Endpoint): Operation {
  const { tag, summary, description, params, query, body, method, open, scopes } = endpoint;
  const parameters = [...parametersOf(shapes, params, "path"), ...parametersOf(shapes, query, "query")];
  const hasBody = method !== "GET" && Object.keys(body.shape).length > 0;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description === "" ? {} : { description }),
    security: open ? [] : securityOf(scopes),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(hasBody ? { requestBody: requestBody(shapes, body) } : {}),
    responses: {
      [String(endpoint.status)]: answerOf(shapes, endpoint),
      default: { $ref: "#/components/responses/Failed" },
    },
  };
}

function securityOf(scopes: readonly Scope[]): Operation["security"] {
  if (scopes.length === 0) return [{ bearer: [] }, { oauth2: [] }];
  return scopes.flatMap((scope) => [{ bearer: [scope] }, { oauth2: [scope] }]);
}

function parametersOf(shapes: Shapes, object: z.ZodObject, place: "path" | "query"): Parameter[] {
  const { properties = {}, required = [] } = written(shapes, object, "input");
  return Object.entries(properties as Record<string, Schema>).map(([name, given]) => {
    const { description, ...schema } = given;
    const list = schema.type === "array";
    return {
      name,
      in: place,
      required: place === "path" || required.includes(name),
      ...(description === undefined ? {} : { description }),
      // Lists are written with commas.
      ...(list ? { style: "form" as const, explode: false } : {}),
      schema,
    };
  });
}

function requestBody(shapes: Shapes, body: z.ZodObject): NonNullable<Operation["requestBody"]> {
  const sent = content(shapes, body, "input");
  return {
    required: !body.safeParse({}).success,
    content: { "application/json": sent, "application/x-www-form-urlencoded": { schema: sent.schema } },
  };
}

function answerOf(shapes: Shapes, { status, answer, stream }: Endpoint): Answer {
  if (status === 204) return { description: "Done; there is nothing to say." };
  if (stream !== null) {
    const { $ref = "" } = written(shapes, stream, "output");
    const description = `Events, as they come; the data of each is a ${$ref.slice(SCHEMAS.length)}.`;
    return { description, content: { "text/event-stream": { schema: { type: "string" } } } };
  }
  return { description: "Done.", content: { "application/json": content(shapes, answer, "output") } };
}

function content(shapes: Shapes, type: z.ZodType, io: "input" | "output"): Content {
  const schema = written(shapes, type, io);
  return { schema, example: exampleOf(schema, (name) => shapes.get(name)) };
}

/** Writes a schema, its named parts among the document's. */
function written(shapes: Shapes, type: z.ZodType, io: "input" | "output"): Schema {
  const {
    $schema: _,
    $defs = {},
    ...schema
  } = z.toJSONSchema(type, { io, unrepresentable: "any", override: openObjects });
  const names = namesOf(shapes, $defs, io);
  for (const [name, part] of Object.entries($defs)) shapes.set(names.get(name) ?? name, refsTo(part, SCHEMAS, names));
  return refsTo(schema as Schema, SCHEMAS, names);
}

/** A request's part that reads differently than in answers, or has such a part, gets a name of its own. */
function namesOf(shapes: Shapes, parts: Readonly<Record<string, Schema>>, io: "input" | "output"): Map<string, string> {
  const names = new Map<string, string>();
  if (io === "output") return names;
  const renamed = () =>
    Object.entries(parts).filter(([name, part]) => {
      const known = shapes.get(name);
      return known !== undefined && !names.has(name) && !equal(known, refsTo(part, SCHEMAS, names));
    });
  for (let found = renamed(); found.length > 0; found = renamed())
    for (const [name] of found) names.set(name, `${name}Request`);
  return names;
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What is added to an answer one day breaks no client that checks it today. */
function openObjects({ jsonSchema }: { jsonSchema: Schema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

function refsTo<T>(part: T, place: string, names: ReadonlyMap<string, string> = new Map()): T {
  const text = JSON.stringify(part).replace(
    /"\$ref":"#\/\$defs\/([^"]+)"/g,
    (_all, name: string) => `"$ref":"${place}${names.get(name) ?? name}"`,
  );
  return JSON.parse(text) as T;
}

function securitySchemes(publicUrl: string) {
  const scopes = Object.fromEntries(SCOPES.map((name) => [name, SCOPE_MEANINGS[name]]));
  const authorizationCode = {
    authorizationUrl: `${publicUrl}/oauth2/authorize`,
    tokenUrl: `${publicUrl}/api/v1/oauth2/token`,
    refreshUrl: `${publicUrl}/api/v1/oauth2/token`,
    scopes,
  };
  return {
    bearer: {
      type: "http",
      scheme: "bearer",
      description: "A script token, made in the console under Settings, Web API.",
    },
    oauth2: { type: "oauth2", description: "For apps that act for people.", flows: { authorizationCode } },
  };
}
