import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type * as z from "zod";
import type { Endpoint } from "@beckon/api/endpoint.ts";
import type { Problem } from "@beckon/api/problem.ts";
import type { Outcome } from "@beckon/domain/refusal.ts";
import { isDatabaseAway } from "../store/database.ts";
import type { ApiAsker } from "./api-asker.ts";
import { problemOf, type ApiProblem } from "./problem-of.ts";
import { readRequest, takeAnyBody, type Read } from "./read-request.ts";
import type { WhoAsks } from "./who-asks.ts";

export const API_PREFIX = "/api/v1";

/** What the handler of an API call is given: everything already parsed. */
export interface ApiAsked<E extends Endpoint> {
  readonly params: z.output<E["params"]>;
  readonly query: z.output<E["query"]>;
  readonly body: z.output<E["body"]>;
  readonly asker: ApiAsker;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What happened, or why it did not in the API's own words. */
type Answered<E extends Endpoint> = Outcome<z.input<E["answer"]>> | ApiProblem;
type Handler<E extends Endpoint> = (asked: ApiAsked<E>) => Answered<E> | Promise<Answered<E>>;
type OpenHandler<E extends Endpoint> = (asked: Omit<ApiAsked<E>, "asker">) => Answered<E> | Promise<Answered<E>>;

/** Registers calls of the web API; made by `openApi`. */
export interface Api {
  /** A call that needs a valid token, with one of the endpoint's scopes [W2]. */
  on<E extends Endpoint>(endpoint: E, handler: Handler<E>): void;
  /** A call anybody may make. */
  open<E extends Endpoint>(endpoint: E, handler: OpenHandler<E>): void;
}

/** What the web API needs of the house. */
export interface ApiParts {
  readonly whoAsks: WhoAsks;
  readonly clock: () => number;
}

/**
 * Opens the web API below `/api/v1`: a border of its own, with lenient reading [W1] and errors in its own shape [W3].
 * Calls are registered on what it gives, before `listen`.
 */
export function openApi(app: FastifyInstance, { whoAsks, clock }: ApiParts): Api {
  const waiting: ((scope: FastifyInstance) => void)[] = [];
  void app.register(
    async (scope) => {
      takeAnyBody(scope);
      // A route rather than a handler of what has none: the pages' own takes every address that is left.
      scope.all("/*", async (request, reply) =>
        answer(request, reply, { name: "not_found", status: 404, description: "There is no such call." }),
      );
      scope.setErrorHandler(async (error, request, reply) => answer(request, reply, problemOfError(error, request)));
      for (const add of waiting) add(scope);
    },
    { prefix: API_PREFIX },
  );

  async function mayAsk(
    request: FastifyRequest,
    reply: FastifyReply,
    endpoint: Endpoint,
  ): Promise<ApiAsker | ApiProblem> {
    const found = await whoAsks(request, reply);
    if ("name" in found) return found;
    if (endpoint.scopes.length > 0 && !endpoint.scopes.some((one) => found.scopes.has(one))) {
      const description = `The token lacks the permission ${endpoint.scopes.join(" or ")}.`;
      return { name: "invalid_permission", status: 403, description };
    }
    return found;
  }

  function add<E extends Endpoint>(
    endpoint: E,
    act: (request: FastifyRequest, reply: FastifyReply, read: () => Promise<Read<E>>) => Promise<Answered<E>>,
  ): void {
    waiting.push((scope) =>
      scope.route({
        method: endpoint.method,
        url: endpoint.path.toLowerCase().replace(/\{(\w+)\}/g, ":$1"),
        handler: async (request, reply) => {
          const read = async () => await readRequest(endpoint, request);
          const outcome = await act(request, reply, read);
          if ("name" in outcome) return await answer(request, reply, outcome);
          if (!outcome.ok) return await answer(request, reply, problemOf(outcome.refusal));
          // Its answer is on its way already.
          if (endpoint.stream !== null) return reply;
          if (endpoint.status === 204) return await reply.code(204).send();
          // Only what the document names leaves the house.
          return await reply.code(endpoint.status).send(endpoint.answer.parse(outcome.value));
        },
      }),
    );
  }

  return {
    on: (endpoint, handler) =>
      add(endpoint, async (request, reply, read) => {
        const asker = await mayAsk(request, reply, endpoint);
        if ("name" in asker) return asker;
        const asked = await read();
        return "name" in asked ? asked : await handler({ ...asked, asker, now: clock(), request, reply });
      }),
    open: (endpoint, handler) =>
      add(endpoint, async (request, reply, read) => {
        const asked = await read();
        return "name" in asked ? asked : await handler({ ...asked, now: clock(), request, reply });
      }),
  };
}

/** Answers a failed call in the API's shape; its signature is the request's id, which stands in the log [W3]. */
export async function answer(request: FastifyRequest, reply: FastifyReply, failed: ApiProblem): Promise<FastifyReply> {
  const { name, status, description, retryAfterSeconds } = failed;
  request.log.info({ error: name, status, signature: request.id }, "refused a call of the web API");
  if (status === 401) void reply.header("www-authenticate", `Bearer error="${name}"`);
  if (retryAfterSeconds !== undefined) void reply.header("retry-after", String(retryAfterSeconds));
  const body: Problem = {
    error: name,
    error_description: description,
    error_code: status,
    error_signature: request.id,
  };
  return await reply.code(status).send(body);
}

function problemOfError(error: unknown, request: FastifyRequest): ApiProblem {
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    const tooLong = status === 413;
    const description = tooLong ? "The request is too long." : "The request could not be read: send JSON or a form.";
    return { name: "invalid_request", status: tooLong ? 413 : 400, description };
  }
  if (isDatabaseAway(error)) {
    request.log.warn({ err: error }, "the database does not answer");
    return { name: "internal_error", status: 503, description: "Not available now: try again in a moment." };
  }
  // Whoever asked learns the request's id and nothing of our insides.
  request.log.error({ err: error }, "a call of the web API failed");
  return {
    name: "internal_error",
    status: 500,
    description: "Something went wrong here; the signature is in our log.",
  };
}
