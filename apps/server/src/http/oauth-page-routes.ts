import type { FastifyInstance } from "fastify";
import { API_PREFIX } from "../api/api.ts";

/**
 * Sends people whom an app sends to `/oauth2/authorize` on to the console's page that asks them [W5]. What the app asks for goes
 * behind the `#`, packed so that nothing on the way rewrites a letter: the page reads it, and no server sees it again.
 */
export function serveAuthorization(app: FastifyInstance): void {
  for (const url of ["/oauth2/authorize", `${API_PREFIX}/oauth2/authorize`])
    app.get(url, async (request, reply) => {
      const asked = request.url.split("?").slice(1).join("?");
      return await reply.redirect(`/console/authorize#request=${Buffer.from(asked).toString("base64url")}`, 302);
    });
}
