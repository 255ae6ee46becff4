import type { FastifyInstance } from "fastify";
import { CALLS } from "@beckon/protocol/calls.ts";
import { LOGO_BYTES } from "@beckon/protocol/modules.ts";
import { readLogo, uploadLogo } from "../modules/logos.ts";
import type { Database } from "../store/database.ts";
import { routesOf, sendRefusal, type RouteParts } from "./route.ts";

/** Takes pictures for modules, and serves them as pictures and nothing else [M11]: in a corner of its own, since here bodies are bytes. */
export function addLogoRoutes(app: FastifyInstance, parts: RouteParts & { readonly db: Database }): void {
  void app.register((corner, _options, ready) => {
    corner.addContentTypeParser(
      "application/octet-stream",
      { parseAs: "buffer", bodyLimit: LOGO_BYTES },
      (_request, body, done) => done(null, body),
    );
    routesOf(corner, parts).person(CALLS.uploadLogo, ({ body, now }, person) =>
      uploadLogo(parts.db, person, body, now),
    );
    corner.get<{ Params: { id: string } }>("/api/customer/logos/:id", async (request, reply) => {
      const image = /^[\w-]{22}$/.test(request.params.id) ? await readLogo(parts.db, request.params.id) : undefined;
      if (image === undefined) return await sendRefusal(reply, { reason: "notFound" });
      return await reply
        .header("cache-control", "public, max-age=31536000, immutable")
        .header("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
        .type("image/webp")
        .send(image);
    });
    ready();
  });
}
