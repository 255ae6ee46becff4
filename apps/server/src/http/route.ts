import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod/mini";
import type { Refusal, Outcome, FieldProblem } from "@beckon/domain/refusal.ts";
import type { Call } from "@beckon/protocol/call.ts";
import { REFUSAL_STATUS, type Answer, type Body, type Query } from "@beckon/protocol/calls.ts";
import type { SignedIn } from "../sign-in/sign-in.ts";

/** What the handler of a call is given: everything already parsed. */
export interface Asked<C> {
  readonly query: Query<C>;
  readonly body: Body<C>;
  /** A parameter of the path, checked for form; a missing one is a mistake in the path and throws. */
  param(name: string): string;
  readonly headers: Headers;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly reply: FastifyReply;
}

type AnyCall = Call<z.ZodMiniType, z.ZodMiniType, z.ZodMiniType>;
/** Calls of the console are made by somebody signed in; all others by anybody. */
type Handler<C extends AnyCall> = (
  asked: Asked<C>,
  person: SignedIn,
) => Outcome<Answer<C>> | Promise<Outcome<Answer<C>>>;
type OpenHandler<C extends AnyCall> = (asked: Asked<C>) => Outcome<Answer<C>> | Promise<Outcome<Answer<C>>>;

/** What routes need of the house. */
export interface RouteParts {
  readonly personOf: (headers: Headers) => Promise<SignedIn | undefined>;
  readonly clock: () => number;
}

/** Registers calls; made by `routesOf`. */
export interface Routes {
  /** A call of the console: answers `notSignedIn` before anything is parsed when nobody is signed in. */
  person<C extends AnyCall>(call: C, handler: Handler<C>): void;
  /** A call anybody may make. */
  anybody<C extends AnyCall>(call: C, handler: OpenHandler<C>): void;
}

const paramForm = /^[\w-]{1,64}$/;

/** Turns calls of the protocol into routes: parse, find out who asks, answer the outcome [X8]. */
export function routesOf(app: FastifyInstance, { personOf, clock }: RouteParts): Routes {
  function add<C extends AnyCall>(
    call: C,
    act: (request: FastifyRequest, reply: FastifyReply) => Promise<Outcome<unknown>>,
  ) {
    app.route({
      method: call.method,
      url: call.path,
      handler: async (request, reply) => {
        const outcome = await act(request, reply);
        if (!outcome.ok) return await sendRefusal(reply, outcome.refusal);
        // Only what the protocol names leaves the house.
        return await reply.send(call.answer.parse(outcome.value));
      },
    });
  }

  function parse<C extends AnyCall>(call: C, request: FastifyRequest, reply: FastifyReply): Outcome<Asked<C>> {
    const params = z.record(z.string(), z.string()).parse(request.params ?? {});
    if (!Object.values(params).every((value) => paramForm.test(value)))
      return { ok: false, refusal: { reason: "notFound" } };
    const query = call.query.safeParse(request.query ?? {});
    if (!query.success) return { ok: false, refusal: refusalOf(query.error, request.query) };
    const body = call.body.safeParse(request.body ?? {});
    if (!body.success) return { ok: false, refusal: refusalOf(body.error, request.body) };
    const param = (name: string) => {
      const value = params[name];
      if (value === undefined) throw new Error(`${call.path} has no parameter ${name}`);
      return value;
    };
    return {
      ok: true,
      value: {
        query: query.data as Query<C>,
        body: body.data as Body<C>,
        param,
        headers: headersOf(request),
        now: clock(),
        reply,
      },
    };
  }

  return {
    person: (call, handler) =>
      add(call, async (request, reply) => {
        const person = await personOf(headersOf(request));
        if (person === undefined) return { ok: false, refusal: { reason: "notSignedIn" } };
        const asked = parse(call, request, reply);
        return asked.ok ? await handler(asked.value, person) : asked;
      }),
    anybody: (call, handler) =>
      add(call, async (request, reply) => {
        const asked = parse(call, request, reply);
        return asked.ok ? await handler(asked.value) : asked;
      }),
  };
}

/** Answers a refusal with its status. */
export async function sendRefusal(reply: FastifyReply, refusal: Refusal, status?: number): Promise<FastifyReply> {
  if (refusal.reason === "tooManyTries") void reply.header("retry-after", String(refusal.retryAfterSeconds));
  return await reply.code(status ?? REFUSAL_STATUS[refusal.reason]).send({ refusal });
}

/** A request's headers as the web platform has them. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  return headers;
}

function refusalOf(error: z.core.$ZodError, given: unknown): Refusal {
  const issue = error.issues[0];
  const path = issue?.path ?? [];
  const field = path.length === 0 ? "body" : path.map(String).join(".");
  return { reason: "invalid", field, problem: issue === undefined ? "malformed" : problemOf(issue, at(given, path)) };
}

function problemOf(issue: z.core.$ZodIssue, value: unknown): FieldProblem {
  if (value === undefined || value === "") return "required";
  switch (issue.code) {
    case "too_small":
      return "tooShort";
    case "too_big":
      return "tooLong";
    case "invalid_value":
      return "notAccepted";
    default:
      return "malformed";
  }
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<PropertyKey, unknown>)[step];
  }
  return here;
}
