import type { FastifyInstance } from "fastify";
import type { SignIn } from "../sign-in/sign-in.ts";
import { headersOf, sendRefusal } from "./route.ts";
import { previewHeaders } from "./security-headers.ts";
import type { SendPage } from "./web-pages.ts";

/**
 * Serves the customer's page as the designer frames it [M2], at the only address that may be framed: by our own pages, and
 * for people who are signed in. For anybody else there is nothing [X7].
 */
export function servePreview(
  app: FastifyInstance,
  { signIn, publicUrl }: { signIn: SignIn; publicUrl: string },
  send: SendPage,
): void {
  const headers = previewHeaders(publicUrl);
  app.get("/console/preview", async (request, reply) => {
    if ((await signIn.personOf(headersOf(request))) === undefined)
      return await sendRefusal(reply, { reason: "notFound" });
    return await send(request, reply.headers(headers), "/preview.html");
  });
}
