import type { FastifyInstance } from "fastify";
import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { openApiOf } from "@beckon/api/open-api.ts";
import { API_PREFIX } from "./api.ts";

/** Serves the web API's OpenAPI document to anybody who asks [W11]. */
export function serveDocument(app: FastifyInstance, { publicUrl }: { publicUrl: string }): void {
  const document = JSON.stringify(openApiOf(ENDPOINTS, publicUrl), null, 2);
  app.get(`${API_PREFIX}/openapi.json`, async (_request, reply) =>
    reply.header("cache-control", "no-cache").type("application/json; charset=utf-8").send(document),
  );
}
