import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply } from "fastify";
import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { openApiOf } from "@beckon/api/open-api.ts";
import { API_PREFIX } from "./api.ts";
import { docsPage } from "./docs/docs-page.ts";
import { guidePage } from "./docs/guide-page.ts";
import { PAGES } from "./docs/page.ts";

const project = join(import.meta.dirname, "../../../..");
const read = (path: string) => readFileSync(join(project, path), "utf8");

/** Serves the web API's OpenAPI document, and the pages made of it and about it, to anybody who asks [W11]. */
export function serveDocument(app: FastifyInstance, { publicUrl }: { publicUrl: string }): void {
  const document = openApiOf(ENDPOINTS, publicUrl);
  const pages: [string, string, () => string][] = [
    [`${API_PREFIX}/openapi.json`, "application/json", () => JSON.stringify(document, null, 2)],
    [PAGES.calls.address, "text/html", () => docsPage(document)],
    [PAGES.start.address, "text/html", () => guidePage("start", read("docs/web-api.md"), publicUrl)],
    [PAGES.moving.address, "text/html", () => guidePage("moving", read("docs/moving-from-teamviewer.md"), publicUrl)],
    [
      `${API_PREFIX}/docs.css`,
      "text/css",
      () => read("apps/web/src/ui/tokens.css") + read("apps/server/src/api/docs/docs.css"),
    ],
  ];
  for (const [address, type, make] of pages) {
    let made: string | undefined;
    app.get(address, async (_request, reply): Promise<FastifyReply> => {
      made ??= make();
      return await reply.header("cache-control", "no-cache").type(`${type}; charset=utf-8`).send(made);
    });
  }
}
