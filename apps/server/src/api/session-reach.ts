import type { Scope } from "@beckon/api/scopes.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import type { ApiAsker } from "./api-asker.ts";

/**
 * Through whose eyes a token's call looks for cases: all of the company for a company's token that may do `all`, else those that
 * are its person's [W2].
 */
export function reachOf({ level, scope, scopes }: ApiAsker, all: Scope): PersonScope {
  return level === "company" && scopes.has(all) ? scope : { ...scope, reach: "own" };
}
