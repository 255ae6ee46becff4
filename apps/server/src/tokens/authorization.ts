import { scopesIn, type Scope } from "@beckon/api/scopes.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { secretHashOf } from "../desk/secret-hash.ts";
import { writeAudit } from "../people/audit.ts";
import type { Database } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import { knownScopes } from "./script-tokens.ts";
import { drawSecret } from "./token-text.ts";

/** What an app asks a person for, as it stands in the address it sent them to (RFC 6749 and 7636). */
export interface AuthorizationRequest {
  readonly response_type?: string | undefined;
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly state?: string | undefined;
  readonly scope?: string | undefined;
  readonly code_challenge?: string | undefined;
  readonly code_challenge_method?: string | undefined;
}

/** What the person is to be asked; or where to send them back to at once, since the app asked wrongly. */
export type Authorization =
  | { readonly is: "ask"; readonly name: string; readonly scopes: Scope[]; readonly to: string }
  | { readonly is: "back"; readonly url: string };

/** How long a code is good for. */
export const CODE_MS = 2 * 60_000;

/** Reads what an app asks a person for. Refused without sending anybody anywhere when app or address are not known [W5]. */
export async function readAuthorization(
  db: Database,
  scope: PersonScope,
  request: AuthorizationRequest,
): Promise<Outcome<Authorization>> {
  const found = await check(db, scope, request);
  if (!found.ok) return found;
  const { app, problem, scopes } = found.value;
  if (problem !== undefined) return done({ is: "back", url: backTo(request, { error: problem }) });
  return done({ is: "ask", name: app.name, scopes, to: placeOf(request.redirect_uri) });
}

/** Keeps what the person said; gives where to send them, with a code when they allowed it. */
export async function decideAuthorization(
  db: Database,
  scope: PersonScope,
  request: AuthorizationRequest,
  allow: boolean,
  now: number,
): Promise<Outcome<{ url: string }>> {
  const found = await check(db, scope, request);
  if (!found.ok) return found;
  const { app, problem, scopes } = found.value;
  const error = problem ?? (allow ? undefined : "access_denied");
  if (error !== undefined) return done({ url: backTo(request, { error }) });
  const code = drawSecret(40);
  await db.transaction().execute(async (trx) => {
    const { id } = await trx
      .insertInto("oauth_grants")
      .values({ app_id: app.id, person_id: scope.personId, scopes, created_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    await trx
      .insertInto("oauth_codes")
      .values({
        code_hash: secretHashOf(code),
        grant_id: id,
        redirect_uri: request.redirect_uri,
        challenge: request.code_challenge ?? null,
        expires_at: now + CODE_MS,
      })
      .execute();
    const details = { name: app.name, scopes: scopes.join(", ") };
    await writeAudit(trx, scope, { act: "app/allowed", subject: app.id, details }, now);
  });
  return done({ url: backTo(request, { code }) });
}

async function check(db: Database, scope: PersonScope, request: AuthorizationRequest) {
  const app = await db
    .selectFrom("oauth_apps")
    .selectAll()
    .where("client_id", "=", request.client_id)
    .where("company_id", "=", scope.companyId)
    .executeTakeFirst();
  if (app === undefined) return refused({ reason: "notFound" as const });
  // Word for word: anything less would let codes go where nobody registered.
  if (!app.redirect_uris.includes(request.redirect_uri))
    return refused({ reason: "invalid" as const, field: "redirect_uri", problem: "notAccepted" as const });
  const asked = scopesIn(request.scope ?? "");
  const offered = knownScopes(app.scopes);
  const scopes = (request.scope ?? "").trim() === "" ? offered : offered.filter((one) => asked.scopes.includes(one));
  return done({ app, scopes, problem: problemOf(request, app.secret_hash !== null, scopes) });
}

function problemOf(request: AuthorizationRequest, confidential: boolean, scopes: readonly Scope[]) {
  const { code_challenge: challenge, code_challenge_method: method } = request;
  if (request.response_type !== "code") return "unsupported_response_type";
  if (challenge === undefined ? !confidential || method !== undefined : method !== "S256") return "invalid_request";
  if (challenge !== undefined && !/^[\w-]{43}$/.test(challenge)) return "invalid_request";
  return scopes.length === 0 ? "invalid_scope" : undefined;
}

function backTo({ redirect_uri, state }: AuthorizationRequest, answer: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...answer, ...(state === undefined ? {} : { state }) });
  return `${redirect_uri}${redirect_uri.includes("?") ? "&" : "?"}${query.toString()}`;
}

function placeOf(address: string): string {
  const { host, protocol } = new URL(address);
  return host === "" ? protocol.slice(0, -1) : host;
}
