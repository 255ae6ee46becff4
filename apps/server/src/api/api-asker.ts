import type { Scope } from "@beckon/api/scopes.ts";
import type { PersonScope } from "../store/scope.ts";

/**
 * Who asks by a token. `scope` is the person it acts as, so that every rule that holds for people holds for tokens; a
 * token of the whole company sees what an administrator sees.
 */
export interface ApiAsker {
  readonly tokenId: string;
  readonly level: "person" | "company";
  readonly scope: PersonScope;
  readonly scopes: ReadonlySet<Scope>;
}

/** What the holder of a bearer token is: an asker, or why not. */
export type AskerOf = (token: string, now: number) => Promise<ApiAsker | "unknown" | "expired">;
