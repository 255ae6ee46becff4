import type { FastifyInstance } from "fastify";
import type { Refusal } from "@beckon/domain/refusal.ts";
import type { SignIn } from "../sign-in/sign-in.ts";
import { headersOf, sendRefusal } from "./route.ts";

/** Hands requests below `/api/auth` to sign-in; they have passed the origin check already. */
export function serveAuth(app: FastifyInstance, signIn: SignIn, publicUrl: string): void {
  app.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    handler: async (request, reply) => {
      const headers = headersOf(request);
      // Whatever address the page was opened by, the library knows us by this one; and the client's address only from us.
      if (headers.has("origin")) headers.set("origin", publicUrl);
      headers.set("x-beckon-address", request.ip);
      for (const name of ["content-length", "transfer-encoding", "x-forwarded-host", "x-forwarded-proto"])
        headers.delete(name);
      const body = request.method === "POST" ? { body: JSON.stringify(request.body ?? {}) } : {};
      const asked = new Request(publicUrl + request.url, { method: request.method, headers, ...body });
      const outcome = await signIn.handle(asked, request.ip);
      if (!outcome.ok) return await sendRefusal(reply, outcome.refusal);

      const { status, headers: answered } = outcome.value;
      if (status >= 500) throw new Error(`sign-in answered ${status}`);
      for (const cookie of answered.getSetCookie()) void reply.header("set-cookie", cookie);
      const next = answered.get("location");
      if (next !== null) return await reply.redirect(next, 303);
      const text = await outcome.value.text();
      if (status >= 400) return await sendRefusal(reply, refusalOf(status, text));
      return await reply
        .code(status)
        .type(answered.get("content-type") ?? "application/json")
        .send(text);
    },
  });
}

// The library's answers in our own words, so that pages know one kind of refusal.
function refusalOf(status: number, text: string): Refusal {
  if (status === 401) return { reason: "notSignedIn" };
  if (status === 403) return { reason: "notAllowed" };
  if (status === 404) return { reason: "notFound" };
  if (text.includes('"INVALID_PASSWORD"'))
    return { reason: "invalid", field: "currentPassword", problem: "notAccepted" };
  if (text.includes('"PASSWORD_TOO_SHORT"')) return { reason: "invalid", field: "newPassword", problem: "tooShort" };
  if (text.includes('"PASSWORD_TOO_LONG"')) return { reason: "invalid", field: "newPassword", problem: "tooLong" };
  return { reason: "invalid", field: "body", problem: "malformed" };
}
