import type { Scope } from "@beckon/api/scopes.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { secretHashOf } from "../desk/secret-hash.ts";
import { writeAudit } from "../people/audit.ts";
import type { Database, Queryable } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import { knownScopes } from "./script-tokens.ts";
import { drawSecret } from "./token-text.ts";

/** An app that people may let act for them [W5]. Instants are milliseconds since 1970. */
export interface App {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly redirectUris: string[];
  readonly scopes: Scope[];
  /** Whether it keeps a secret; one that does not must prove itself by PKCE. */
  readonly confidential: boolean;
  readonly createdById: string;
  readonly createdAt: number;
  /** How many times people allowed it what still holds. */
  readonly allowed: number;
}

/** What somebody wishes an app to be. */
export interface WantedApp {
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly Scope[];
  readonly confidential: boolean;
}

const MOST_APPS = 100;

/** Registers an app of the asker's company; `clientSecret` is told this once, and null for an app that keeps none. */
export async function createApp(
  db: Database,
  scope: PersonScope,
  { name, redirectUris, scopes, confidential }: WantedApp,
  now: number,
): Promise<Outcome<{ app: App; clientSecret: string | null }>> {
  if (!may(scope.role, "token/manage")) return refused({ reason: "notAllowed" });
  if (scopes.length === 0) return refused({ reason: "invalid", field: "scopes", problem: "required" });
  if (redirectUris.length === 0) return refused({ reason: "invalid", field: "redirectUris", problem: "required" });
  if (!redirectUris.every(isSafeAddress))
    return refused({ reason: "invalid", field: "redirectUris", problem: "notAccepted" });
  const clientSecret = confidential ? drawSecret(40) : null;
  return await db.transaction().execute(async (trx) => {
    if ((await listOf(trx, scope)).length >= MOST_APPS)
      return refused({ reason: "invalid", field: "name", problem: "tooMany" });
    const { id } = await trx
      .insertInto("oauth_apps")
      .values({
        company_id: scope.companyId,
        client_id: drawSecret(24),
        secret_hash: clientSecret === null ? null : secretHashOf(clientSecret),
        name,
        redirect_uris: [...redirectUris],
        scopes: [...scopes],
        created_by_id: scope.personId,
        created_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const details = { name, scopes: scopes.join(", ") };
    await writeAudit(trx, scope, { act: "app/created", subject: id, details }, now);
    const app = (await listOf(trx, scope)).find((each) => each.id === id);
    if (app === undefined) throw new Error("An app that was just made is not there.");
    return done({ app, clientSecret });
  });
}

/** The apps of the asker's company, newest first. */
export async function listApps(db: Queryable, scope: PersonScope): Promise<Outcome<{ apps: App[] }>> {
  return may(scope.role, "token/manage") ? done({ apps: await listOf(db, scope) }) : refused({ reason: "notAllowed" });
}

/** Deletes an app; all that people allowed it ends at once, on every server. */
export async function deleteApp(
  db: Database,
  scope: PersonScope,
  id: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  if (!may(scope.role, "token/manage")) return refused({ reason: "notAllowed" });
  return await db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom("oauth_apps")
      .where("id", "=", id)
      .where("company_id", "=", scope.companyId)
      .returning("name")
      .executeTakeFirst();
    if (row === undefined) return refused({ reason: "notFound" });
    await writeAudit(trx, scope, { act: "app/deleted", subject: id, details: { name: row.name } }, now);
    return done({});
  });
}

async function listOf(db: Queryable, { companyId }: PersonScope): Promise<App[]> {
  const rows = await db
    .selectFrom("oauth_apps")
    .selectAll("oauth_apps")
    .select((eb) =>
      eb
        .selectFrom("oauth_grants")
        .whereRef("oauth_grants.app_id", "=", "oauth_apps.id")
        .select((inner) => inner.fn.countAll<number>().as("count"))
        .as("allowed"),
    )
    .where("company_id", "=", companyId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    clientId: row.client_id,
    name: row.name,
    redirectUris: row.redirect_uris,
    scopes: knownScopes(row.scopes),
    confidential: row.secret_hash !== null,
    createdById: row.created_by_id,
    createdAt: row.created_at,
    allowed: Number(row.allowed),
  }));
}

/**
 * Whether codes may go to an address: over TLS, to the person's own computer, or to a program by a scheme of its own that
 * bears a domain's name (RFC 8252).
 */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address) || /[#\s\p{Cc}]/u.test(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  if (protocol === "https:") return true;
  if (protocol === "http:") return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(protocol);
}
