import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type * as z from "zod";
import type { Endpoint } from "@beckon/api/endpoint.ts";
import { lenient } from "@beckon/api/lenient.ts";
import { done } from "@beckon/domain/refusal.ts";
import { issueWords } from "./issue-words.ts";
import type { ApiProblem } from "./problem-of.ts";
import { readForm } from "./read-form.ts";

const BODY_BYTES = 64 * 1024;
const UNREADABLE = Symbol("neither JSON nor a form");

/** What a request says, parsed; or what is wrong with it. */
export type Read<E extends Endpoint> =
  | { readonly params: z.output<E["params"]>; readonly query: z.output<E["query"]>; readonly body: z.output<E["body"]> }
  | ApiProblem;

/** Reads a request as leniently as real clients need it [W1]. */
export async function readRequest<E extends Endpoint>(endpoint: E, request: FastifyRequest): Promise<Read<E>> {
  const { query: address, body: sent } = request;
  if (sent === UNREADABLE && Object.keys(endpoint.body.shape).length > 0) {
    const description = "The request could not be read: send JSON or a form.";
    return { name: "invalid_request", status: 400, description };
  }
  const params = parse(endpoint.params, request.params);
  if (!params.ok) return { name: "not_found", status: 404, description: "There is no such thing here." };
  const asked = readForm(Object.entries(address as object).flatMap(([name, said]) => saidUnder(name, said)));
  const carried = endpoint.method === "GET" ? await bodyOfGet(request) : {};
  const query = parse(endpoint.query, { ...without(carried, asked), ...asked });
  if (!query.ok) return query.problem;
  const body = parse(endpoint.body, sent === UNREADABLE ? {} : (sent ?? {}));
  if (!body.ok) return body.problem;
  return { params: params.value, query: query.value, body: body.value } as Read<E>;
}

function saidUnder(name: string, said: unknown): (readonly [string, string])[] {
  return [said].flat().map((one) => [name, String(one)] as const);
}

/** What a GET carries as its body are further filters; what the address says, in whatever case, goes first. */
function without(carried: object, asked: object): object {
  const names = new Set(Object.keys(asked).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(carried).filter(([name]) => !names.has(name.toLowerCase())));
}

function parse(schema: z.ZodObject, given: unknown) {
  const read = lenient(schema, given);
  const parsed = schema.safeParse(read);
  if (parsed.success) return done(parsed.data);
  const [issue] = parsed.error.issues;
  const field = issue?.path.map(String).join(".") || "The request";
  const description = `${field}: ${issue ? issueWords(issue, read) : "does not have the form it needs"}.`;
  return { ok: false as const, problem: { name: "invalid_request", status: 400, description } as const };
}

/**
 * JSON or a form, whatever the content type says: clients are not careful with it. What is neither matters only to a call that
 * reads its body, and only to who may make it.
 */
export function takeAnyBody(scope: FastifyInstance): void {
  // What is no content type at all would be refused before anybody looks at the body.
  scope.addHook("onRequest", async ({ headers }) => {
    if (headers["content-type"] !== undefined) headers["content-type"] = "application/octet-stream";
  });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "string", bodyLimit: BODY_BYTES }, (_request, text, take) =>
    take(null, readText(String(text))),
  );
}

function readText(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed === "" || trimmed === "null") return {};
  if (/^[[{"]/.test(trimmed)) {
    try {
      return JSON.parse(trimmed);
    } catch {
      return UNREADABLE;
    }
  }
  return /^[\w.%+[\]-]+=/.test(trimmed) ? readForm(new URLSearchParams(trimmed)) : UNREADABLE;
}

async function bodyOfGet(request: FastifyRequest): Promise<object> {
  const { headers } = request.raw;
  if (!headers["transfer-encoding"] && Number(headers["content-length"] ?? 0) === 0) return {};
  const read = fromText(readText(await textOf(request.raw)));
  return typeof read === "object" && read !== null && !Array.isArray(read) ? read : {};
}

/** JSON that was written as JSON once more. */
function fromText(read: unknown): unknown {
  return typeof read === "string" ? readText(read) : read;
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > BODY_BYTES) throw Object.assign(new Error("too long"), { statusCode: 413 });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
