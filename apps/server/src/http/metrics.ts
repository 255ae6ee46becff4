import type { FastifyInstance } from "fastify";
import { Histogram, type Registry } from "prom-client";

/** Measures how long answers take, by route and status. */
export function countRequests(app: FastifyInstance, registry: Registry): void {
  const seconds = new Histogram({
    name: "beckon_http_request_seconds",
    help: "How long HTTP requests took to answer.",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  app.addHook("onResponse", async (request, reply) => {
    const { method } = request;
    // The route's pattern, never the address: that would make a new series for each.
    const route = request.routeOptions.url ?? "none";
    seconds.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
}
