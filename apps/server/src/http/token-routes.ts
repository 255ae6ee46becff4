import { done, refused } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { Database } from "../store/database.ts";
import { createScriptToken, knownScopes, listScriptTokens, revokeScriptToken } from "../tokens/script-tokens.ts";
import { createApp, deleteApp, listApps } from "../tokens/apps.ts";
import { decideAuthorization, readAuthorization } from "../tokens/authorization.ts";
import { listGrants, revokeGrant } from "../tokens/grants.ts";
import type { Routes } from "./route.ts";

/** The console's calls for tokens of the web API, and for apps that ask for them [W4, W5]. */
export function addTokenRoutes(routes: Routes, { db }: { db: Database }): void {
  routes.person(CALLS.listTokens, async (_asked, person) => done({ tokens: await listScriptTokens(db, person) }));
  routes.person(CALLS.createToken, async ({ body: { level, name, scopes }, now }, person) => {
    const known = knownScopes(scopes);
    if (known.length !== new Set(scopes).size)
      return refused({ reason: "invalid", field: "scopes", problem: "unknown" });
    return await createScriptToken(db, person, { level, name, scopes: known }, now);
  });
  routes.person(CALLS.listApps, (_asked, person) => listApps(db, person));
  routes.person(CALLS.createApp, async ({ body, now }, person) => {
    const known = knownScopes(body.scopes);
    if (known.length !== new Set(body.scopes).size)
      return refused({ reason: "invalid", field: "scopes", problem: "unknown" });
    return await createApp(db, person, { ...body, scopes: known }, now);
  });
  routes.person(CALLS.deleteApp, ({ param, now }, person) => deleteApp(db, person, param("id"), now));
  routes.person(CALLS.listGrants, async (_asked, person) => done({ grants: await listGrants(db, person) }));
  routes.person(CALLS.revokeGrant, ({ param, now }, person) => revokeGrant(db, person, param("id"), now));
  routes.person(CALLS.readAuthorization, ({ body }, person) => readAuthorization(db, person, body));
  routes.person(CALLS.decideAuthorization, ({ body: { allow, ...request }, now }, person) =>
    decideAuthorization(db, person, request, allow, now),
  );
  routes.person(CALLS.revokeToken, ({ param, now }, person) => revokeScriptToken(db, person, param("id"), now));
}
