import { done, refused } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { Database } from "../store/database.ts";
import { createScriptToken, knownScopes, listScriptTokens, revokeScriptToken } from "../tokens/script-tokens.ts";
import type { Routes } from "./route.ts";

/** The console's calls for tokens of the web API [W4]. */
export function addTokenRoutes(routes: Routes, { db }: { db: Database }): void {
  routes.person(CALLS.listTokens, async (_asked, person) => done({ tokens: await listScriptTokens(db, person) }));
  routes.person(CALLS.createToken, async ({ body: { level, name, scopes }, now }, person) => {
    const known = knownScopes(scopes);
    if (known.length !== new Set(scopes).size)
      return refused({ reason: "invalid", field: "scopes", problem: "unknown" });
    return await createScriptToken(db, person, { level, name, scopes: known }, now);
  });
  routes.person(CALLS.revokeToken, ({ param, now }, person) => revokeScriptToken(db, person, param("id"), now));
}
