import type { FastifyInstance, FastifyReply } from "fastify";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { openApiOf, type Schema } from "@beckon/api/open-api.ts";
import { API_PREFIX } from "../src/api/api.ts";

/** What answers of the web API were found not to fit its document. */
export interface AnswersFit {
  readonly faults: readonly string[];
  /** Throws when one did not fit. */
  assert(): void;
}

/**
 * Compares every answer of the web API with its document [W11], failures too, and exactly: a field that the document does
 * not name is a fault here. An answer that does not fit becomes a 500 that says so.
 */
export function watchAnswers(app: FastifyInstance): AnswersFit {
  const faults: string[] = [];
  app.addHook("onSend", async (request, reply, payload) => {
    const { method, routeOptions } = request;
    const url = routeOptions.url ?? "";
    if (!url.startsWith(`${API_PREFIX}/`) || /\/(openapi\.json|docs(\.css|\/\w+)?|oauth2\/authorize)$/.test(url))
      return payload;
    const fault = faultOf(`${method === "HEAD" ? "GET" : method} ${url}`, reply, payload);
    if (fault === undefined) return payload;
    const said = `${method} ${url} answered ${reply.statusCode}, which does not fit the document: ${fault}`;
    console.error(said);
    faults.push(said);
    const problem = { error: "internal_error", error_description: said, error_code: 500, error_signature: request.id };
    void reply.code(500).type("application/json").removeHeader("content-length");
    return JSON.stringify(problem);
  });
  return {
    faults,
    assert() {
      if (faults.length > 0) throw new Error(faults.join("\n"));
    },
  };
}

/** Why an answer is not as documented; nothing when it is. */
export function faultOf(call: string, reply: Pick<FastifyReply, "statusCode" | "getHeader">, payload: unknown) {
  const { answers, failure } = (loaded ??= load());
  const { statusCode } = reply;
  const type = String(reply.getHeader("content-type") ?? "").split(";", 1)[0] ?? "";
  const answer = answers.get(`${call} ${statusCode}`);
  if (statusCode < 400 && answer === undefined) return "there is no such answer";
  const empty = payload === undefined || payload === null || payload === "";
  if (answer !== undefined) {
    const missing = answer.headers.find((name) => reply.getHeader(name) === undefined);
    if (missing !== undefined) return `the header ${missing} is missing`;
    if (answer.types.size === 0) return empty ? undefined : "it has a body";
    if (!answer.types.has(type)) return `it is ${type}`;
  }
  const check = answer === undefined ? failure : answer.types.get(type);
  if (check === undefined) return undefined;
  if (type !== "application/json") return `it is ${type}`;
  const text = Buffer.isBuffer(payload) ? payload.toString() : payload;
  if (typeof text !== "string") return "it is no text";
  if (check(JSON.parse(text))) return undefined;
  const [first] = check.errors ?? [];
  return `${first?.instancePath || "it"} ${first?.message ?? ""} ${JSON.stringify(first?.params)} in ${text.slice(0, 2000)}`;
}

/** `types`: by content type, how its text is checked; none for one that is no JSON. */
type DocumentedAnswer = { types: Map<string, ValidateFunction | undefined>; headers: string[] };
let loaded: { answers: Map<string, DocumentedAnswer>; failure: ValidateFunction } | undefined;

function load() {
  const document = openApiOf(ENDPOINTS, "https://help.example.com");
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  formats.default(ajv);
  ajv.addSchema({ $id: "document", components: { schemas: closed(document.components.schemas) } });
  const compile = (schema: Schema) => ajv.compile(JSON.parse(inDocument(closed(schema))) as object);
  const answers = new Map<string, DocumentedAnswer>();
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { responses }] of Object.entries(methods))
      for (const [status, answer] of Object.entries(responses)) {
        if ("$ref" in answer) continue;
        const url = `${API_PREFIX}${path.toLowerCase().replace(/\{(\w+)\}/g, ":$1")}`;
        const types = Object.entries(answer.content ?? {}).map(
          ([type, { schema }]) => [type, type === "application/json" ? compile(schema) : undefined] as const,
        );
        const headers = Object.entries(answer.headers ?? {}).filter(([, { required }]) => required === true);
        const documented = { types: new Map(types), headers: headers.map(([name]) => name) };
        answers.set(`${method.toUpperCase()} ${url} ${status}`, documented);
      }
  return { answers, failure: compile({ $ref: "#/components/schemas/Error" }) };
}

function inDocument(schema: unknown): string {
  return JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/');
}

/** The schema with nothing allowed beside what it names. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  const isObject = parts["type"] === "object" && "properties" in parts && !("additionalProperties" in parts);
  return isObject ? { ...parts, additionalProperties: false } : parts;
}
