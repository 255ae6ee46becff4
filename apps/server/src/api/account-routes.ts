import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { done, refused } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { readAccount } from "../people/account.ts";
import { changePerson } from "../people/people.ts";
import type { Database } from "../store/database.ts";
import type { Api } from "./api.ts";
import { languageOf } from "./language-of.ts";
import type { WhoAsks } from "./who-asks.ts";

/** What the calls on the token's own account need of the house. */
export interface AccountParts {
  readonly db: Database;
  readonly announce: Announce;
  readonly whoAsks: WhoAsks;
}

/** Whether a token is valid, whose it is, and what they are called. */
export function addAccountRoutes(api: Api, { db, announce, whoAsks }: AccountParts): void {
  api.open(ENDPOINTS.ping, async ({ request, reply }) => {
    const found = await whoAsks(request, reply);
    if ("name" in found && found.status === 429) return found;
    return done({ token_valid: !("name" in found) });
  });

  api.on(ENDPOINTS.readAccount, async ({ asker }) => {
    const found = await readAccount(db, asker.scope);
    if (!found.ok) return found;
    const { id, email, name, company, emailVerified, language } = found.value;
    return done({
      userid: id,
      email,
      name,
      company_name: company,
      email_validated: emailVerified,
      email_language: language ?? "auto",
    });
  });

  api.on(ENDPOINTS.changeAccount, async ({ asker: { scope }, body, now }) => {
    const { name, email_language: language, email, password } = body;
    const own = await readAccount(db, scope);
    if (!own.ok) return own;
    if (password !== undefined) return refused({ reason: "invalid", field: "password", problem: "notAccepted" });
    if (email !== undefined && email.trim().toLowerCase() !== own.value.email)
      return refused({ reason: "invalid", field: "email", problem: "notAccepted" });
    const changed = await changePerson(
      db,
      announce,
      scope,
      scope.personId,
      { name, language: languageOf(language) },
      now,
    );
    return changed.ok ? done(undefined) : changed;
  });
}
