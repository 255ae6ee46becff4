import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type * as z from "zod";
import type { Endpoint } from "@beckon/api/endpoint.ts";
import { lenient } from "@beckon/api/lenient.ts";
import { done } from "@beckon/domain/refusal.ts";
import type { ApiProblem } from "./problem-of.ts";

const BODY_BYTES = 64 * 1024;

/** What a request says, parsed; or what is wrong with it. */
export type Read<E extends Endpoint> =
  | { readonly params: z.output<E["params"]>; readonly query: z.output<E["query"]>; readonly body: z.output<E["body"]> }
  | ApiProblem;

/** Reads a request as leniently as real clients need it [W1]. */
export async function readRequest<E extends Endpoint>(endpoint: E, request: FastifyRequest): Promise<Read<E>> {
  // What a GET carries as its body are further filters; the address goes first.
  const carried = endpoint.method === "GET" ? await bodyOfGet(request) : {};
  const params = parse(endpoint.params, request.params);
  if (!params.ok) return { name: "not_found", status: 404, description: "There is no such thing here." };
  const query = parse(endpoint.query, { ...carried, ...(request.query as object) });
  if (!query.ok) return query.problem;
  const body = parse(endpoint.body, request.body ?? {});
  if (!body.ok) return body.problem;
  return { params: params.value, query: query.value, body: body.value } as Read<E>;
}

function parse(schema: z.ZodObject, given: unknown) {
  const parsed = schema.safeParse(lenient(schema, given));
  if (parsed.success) return done(parsed.data);
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join(".") || "The request";
  const description = `${field}: ${issue?.message ?? "does not have the form it needs"}.`;
  return { ok: false as const, problem: { name: "invalid_request", status: 400, description } as const };
}

/** JSON or a form, whatever the content type says: clients are not careful with it. */
export function takeAnyBody(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "string", bodyLimit: BODY_BYTES }, (_request, text, take) => {
    const read = readText(String(text));
    if (read === undefined) take(Object.assign(new Error("unreadable"), { statusCode: 400 }));
    else take(null, read);
  });
}

function readText(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed === "") return {};
  if (/^[[{"]/.test(trimmed)) {
    try {
      return JSON.parse(trimmed);
    } catch {
      return undefined;
    }
  }
  return trimmed.includes("=") ? Object.fromEntries(new URLSearchParams(trimmed)) : undefined;
}

async function bodyOfGet(request: FastifyRequest): Promise<object> {
  const { headers } = request.raw;
  if (!headers["transfer-encoding"] && Number(headers["content-length"] ?? 0) === 0) return {};
  const read = readText(await textOf(request.raw));
  return typeof read === "object" && read !== null && !Array.isArray(read) ? read : {};
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
