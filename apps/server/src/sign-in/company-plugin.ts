import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { arrive, type WayParts } from "./company-way.ts";

/** The path at which the sign-in library takes people back from their company's provider. */
export const COMPANY_CALLBACK = "/company/callback/:companyId";

/** A plugin of the sign-in library: whoever comes back from their company's provider, and is let in, is signed in by the library's own means. */
export function companySignInPlugin(parts: WayParts) {
  return {
    id: "company-sign-in",
    endpoints: {
      companyCallback: createAuthEndpoint(COMPANY_CALLBACK, { method: "GET", requireRequest: true }, async (ctx) => {
        const url = new URL(ctx.request.url);
        const came = await arrive(parts, ctx.params.companyId, url, ctx.request.headers.get("cookie") ?? "");
        ctx.setHeader("set-cookie", came.cookie);
        if (came.personId !== undefined) {
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(came.personId);
          if (user === null) throw ctx.redirect("/console/sign-in?problem=unknownPerson");
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
        }
        throw ctx.redirect(came.path);
      }),
    },
  } satisfies BetterAuthPlugin;
}
