import { timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Registry } from "prom-client";
import { pingDatabase, type Database } from "../store/database.ts";

/** What the operator's addresses need of the house. */
export interface HealthParts {
  readonly db: Database;
  readonly metrics: Registry;
  /** Lets others than this computer read the metrics, as `Authorization: Bearer …`. */
  readonly metricsToken: string | undefined;
  /** Whether the server is going away and wants no new work. */
  readonly isStopping: () => boolean;
}

const PATIENCE_MS = 3_000;

/** `/healthz`: the process runs. `/readyz`: it can work, else 503. `/metrics`: Prometheus, for this computer or a token [X16]. */
export function serveHealth(app: FastifyInstance, { db, metrics, metricsToken, isStopping }: HealthParts): void {
  app.get("/healthz", async () => ({ status: "up" }));

  app.get("/readyz", async (request, reply) => {
    if (isStopping()) return await reply.code(503).send({ status: "stopping" });
    try {
      await withPatience(pingDatabase(db));
      return await reply.send({ status: "ready" });
    } catch (error) {
      request.log.warn({ err: error }, "not ready: the database does not answer");
      return await reply.code(503).send({ status: "database away" });
    }
  });

  app.get("/metrics", async (request, reply) => {
    if (!mayReadMetrics(request, metricsToken)) return await reply.code(404).type("text/plain").send("Not found\n");
    return await reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  const { authorization } = request.headers;
  if (token !== undefined && authorization !== undefined) {
    const given = Buffer.from(authorization);
    const right = Buffer.from(`Bearer ${token}`);
    return given.length === right.length && timingSafeEqual(given, right);
  }
  // A proxy on this computer makes everybody look local.
  const forwarded = ["x-forwarded-for", "forwarded", "x-real-ip"].some((name) => request.headers[name] !== undefined);
  return !forwarded && isLoopback(request.socket.remoteAddress ?? "");
}

function isLoopback(address: string): boolean {
  const bare = address.replace(/^::ffff:/i, "");
  return isIP(bare) === 4 ? bare.startsWith("127.") : bare === "::1";
}
