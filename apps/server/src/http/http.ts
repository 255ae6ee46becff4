import { randomUUID } from "node:crypto";
import fastify, { LogController, type FastifyInstance, type FastifyRequest, type FastifyServerOptions } from "fastify";
import { stdTimeFunctions } from "pino";
import type { Registry } from "prom-client";
import { API_PREFIX, answer, openApi, type Api } from "../api/api.ts";
import type { AskerOf } from "../api/api-asker.ts";
import { addOauthRoutes } from "../api/oauth-routes.ts";
import { addAccountRoutes } from "../api/account-routes.ts";
import { addContactEndpoints } from "../api/contact-routes.ts";
import { addEventLoggingRoutes } from "../api/event-logging-routes.ts";
import { addGroupRoutes } from "../api/group-routes.ts";
import { addUserRoutes } from "../api/user-routes.ts";
import { serveDocument } from "../api/document-routes.ts";
import { addReportRoutes } from "../api/report-routes.ts";
import { problemOf } from "../api/problem-of.ts";
import { openWhoAsks } from "../api/who-asks.ts";
import type { CallLimits } from "../tokens/call-limits.ts";
import type { TrustProxy } from "../config.ts";
import type { Announce } from "../desk/news.ts";
import type { ModuleKey } from "../modules/module-key.ts";
import { SCIM_PREFIX, sendScimError, serveScim } from "../scim/scim-server.ts";
import { ScimError } from "../scim/scim-error.ts";
import type { SignIn } from "../sign-in/sign-in.ts";
import { isDatabaseAway, type Database } from "../store/database.ts";
import { serveAuth } from "./auth-routes.ts";
import { errorForLog } from "./error-for-log.ts";
import { addAvailabilityRoutes } from "./availability-routes.ts";
import { addBoardRoutes } from "./board-routes.ts";
import { addCompanySignInRoutes } from "./company-sign-in-routes.ts";
import { addConsoleRoutes } from "./console-routes.ts";
import { serveDownloads } from "./download-routes.ts";
import { serveHealth } from "./health.ts";
import { countRequests } from "./metrics.ts";
import { addOpenRoutes } from "./open-routes.ts";
import { serveAuthorization } from "./oauth-page-routes.ts";
import { addReplyRoutes } from "./reply-routes.ts";
import { addSecondFactorRoutes } from "./second-factor-routes.ts";
import { addTokenRoutes } from "./token-routes.ts";
import { addReportPageRoutes } from "./report-routes.ts";
import { isFromOwnPage } from "./origin.ts";
import { limitRequests, type RateLimit } from "../limits/rate-limit.ts";
import type { Programs } from "./programs.ts";
import { addLogoRoutes } from "./logo-routes.ts";
import { serveModuleApps } from "./module-app-routes.ts";
import { servePreview } from "./preview-page.ts";
import { routesOf, sendRefusal, type Routes } from "./route.ts";
import { securityHeaders } from "./security-headers.ts";
import { serveWebPages } from "./web-pages.ts";

/** What HTTP needs of the house. */
export interface HttpParts {
  readonly db: Database;
  readonly signIn: SignIn;
  /** Who a token of the web API stands for. */
  readonly askerOf: AskerOf;
  readonly callLimits: CallLimits;
  readonly announce: Announce;
  readonly clock: () => number;
  /** The origin people open, without a slash at the end. */
  readonly publicUrl: string;
  readonly trustProxy: TrustProxy;
  /** The desktop module's programs, and the key by which the server signs what it says to them [M7]. */
  readonly programs: Programs;
  readonly moduleKey: ModuleKey;
  /** The folder of the built web pages. */
  readonly webFolder: string;
  readonly metrics: Registry;
  readonly metricsToken?: string | undefined;
  readonly isStopping: () => boolean;
  /** A pino level, or false for silence. */
  readonly logLevel: string | false;
  /** Where log lines go; standard output by default. */
  readonly logTo?: { write(line: string): void };
  /** Generous by default: it is there to stop floods, not people. */
  readonly rateLimit?: RateLimit;
}

/** The HTTP side of the house, not listening yet. */
export interface Http {
  readonly app: FastifyInstance;
  /** Registers further calls of the protocol, before `listen`. */
  readonly routes: Routes;
  /** The same for calls of the web API. */
  readonly api: Api;
}

const BODY_BYTES = 64 * 1024;
const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Builds the HTTP server: calls of the protocol, sign-in, health, and the web pages. */
export function buildHttp(parts: HttpParts): Http {
  const app = fastify({
    logger: loggerOf(parts.logLevel, parts.logTo),
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    trustProxy: trustOf(parts.trustProxy),
    bodyLimit: BODY_BYTES,
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: ({ url = "/" }) => (isApi(url.replace(/^\/+/, "/")) || /^\/+oauth2\//i.test(url) ? tidyPath(url) : url),
    // Addresses that cannot be decoded, or hold too much: nothing is there.
    frameworkErrors: (_error, request, reply) =>
      void (isApi(request.url)
        ? answer(request, reply, problemOf({ reason: "notFound" }))
        : sendRefusal(reply.headers(securityHeaders(parts.publicUrl)), { reason: "notFound" })),
    forceCloseConnections: "idle",
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
  });
  // JSON only: a form of another site cannot send it unasked.
  app.removeContentTypeParser("text/plain");
  const routes = routesOf(app, { personOf: parts.signIn.personOf, clock: parts.clock });

  guard(app, parts);
  answerErrors(app);
  countRequests(app, parts.metrics);
  serveHealth(app, { ...parts, metricsToken: parts.metricsToken });
  addOpenRoutes(routes, parts);
  addConsoleRoutes(routes, parts);
  addLogoRoutes(app, { db: parts.db, personOf: parts.signIn.personOf, clock: parts.clock });
  addAvailabilityRoutes(routes, parts);
  addReplyRoutes(routes, parts);
  addSecondFactorRoutes(routes, parts.db, parts.announce);
  addTokenRoutes(routes, parts);
  addReportPageRoutes(app, routes, { db: parts.db, personOf: parts.signIn.personOf, clock: parts.clock });
  addCompanySignInRoutes(routes, parts);
  const whoAsks = openWhoAsks(parts);
  const api = openApi(app, { ...parts, whoAsks });
  addAccountRoutes(api, { ...parts, whoAsks });
  addUserRoutes(api, parts);
  addGroupRoutes(api, parts);
  addOauthRoutes(api, parts);
  serveAuthorization(app);
  addContactEndpoints(api, parts);
  addEventLoggingRoutes(api, parts);
  serveScim(app, parts);
  serveDocument(app, parts);
  addReportRoutes(api, parts);
  addBoardRoutes(routes, parts);
  serveAuth(app, parts.signIn, parts.publicUrl);
  serveDownloads(app, parts);
  serveModuleApps(app, parts);
  servePreview(app, parts, serveWebPages(app, parts.webFolder));
  return { app, routes, api };
}

/** What every request meets first: headers, the flood limit, the origin check [X6, X7, X8]. */
function guard(app: FastifyInstance, { publicUrl, rateLimit, clock }: HttpParts): void {
  const headers = securityHeaders(publicUrl);
  const take = limitRequests(rateLimit ?? { burst: 1_000, perSecond: 100 });
  app.addHook("onRequest", async (request, reply) => {
    void reply.headers(headers).header("x-request-id", request.id);
    const path = request.url.split("?", 1)[0] ?? "";
    if (path === "/healthz" || path === "/readyz" || path === "/metrics") return;
    if (path.startsWith("/api/")) void reply.header("cache-control", "no-store");
    const retryAfterSeconds = take(request.ip, clock());
    if (retryAfterSeconds > 0) {
      const refusal = { reason: "tooManyTries", retryAfterSeconds } as const;
      if (isScim(path)) return await sendScimError(request, reply, new ScimError(429, "Too many requests."));
      return isApi(path) ? await answer(request, reply, problemOf(refusal)) : await sendRefusal(reply, refusal);
    }
    // No browser adds a token by itself, so nothing is asked for behind anybody's back.
    if (isApi(path) || isScim(path)) return;
    if (CHANGING.has(request.method) && !isFromOwnPage(provenanceOf(request), publicUrl)) {
      request.log.warn({ origin: request.headers.origin }, "refused a change asked for by another site's page");
      return await sendRefusal(reply, { reason: "notAllowed" });
    }
  });
  app.addHook("onResponse", async (request, reply) => {
    if (!request.url.startsWith("/api/")) return;
    const fields = {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: reply.elapsedTime,
    };
    if (CHANGING.has(request.method)) request.log.info(fields, "request");
    else request.log.debug(fields, "request");
  });
}

/** Whether an address belongs to the web API, which takes its paths in any case [W1]. */
function isApi(url: string): boolean {
  return `${url.slice(0, API_PREFIX.length + 1).toLowerCase()}/`.startsWith(`${API_PREFIX}/`);
}

function isScim(path: string): boolean {
  return `${path}/`.startsWith(`${SCIM_PREFIX}/`);
}

/** In small letters, without the doubled and last slashes of carelessly joined addresses. */
function tidyPath(url: string): string {
  const [path = ""] = url.split("?", 1);
  return (
    path
      .replace(/\/{2,}/g, "/")
      .replace(/\/$/, "")
      .toLowerCase() + url.slice(path.length)
  );
}

/** What a request says of where it comes from; also for WebSockets' first request. */
export function provenanceOf(request: Pick<FastifyRequest, "headers" | "host">) {
  const { origin, cookie } = request.headers;
  const site = request.headers["sec-fetch-site"];
  return {
    origin,
    secFetchSite: typeof site === "string" ? site : undefined,
    host: request.host,
    hasCookie: cookie !== undefined,
  };
}

function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler(async (_request, reply) => await sendRefusal(reply, { reason: "notFound" }));
  app.setErrorHandler(async (error, request, reply) => {
    const status = statusOf(error);
    if (status >= 400 && status < 500) {
      const problem = status === 413 ? "tooLong" : "malformed";
      return await sendRefusal(reply, { reason: "invalid", field: "body", problem }, status);
    }
    if (isDatabaseAway(error)) {
      request.log.warn({ err: error }, "the database does not answer");
      return await sendRefusal(reply, { reason: "unavailable" }, 503);
    }
    // Whoever asked learns the request's id and nothing of our insides.
    request.log.error({ err: error }, "a request failed");
    return await sendRefusal(reply, { reason: "unavailable" }, 500);
  });
}

function statusOf(error: unknown): number {
  return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : 500;
}

// Fastify takes a function where a number of hops is meant: the nearest proxy is hop 0.
function trustOf(trust: TrustProxy): NonNullable<FastifyServerOptions["trustProxy"]> {
  return typeof trust === "number" ? (_address: string, hop: number) => hop < trust : trust;
}

function loggerOf(level: string | false, stream: HttpParts["logTo"]) {
  if (level === false || level === "silent") return false;
  return {
    level,
    timestamp: stdTimeFunctions.isoTime,
    ...(stream === undefined ? {} : { stream }),
    serializers: {
      err: errorForLog,
      // No address of a page: it may hold a session code [X11].
      req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url }),
    },
  };
}
