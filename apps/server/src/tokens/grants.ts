import { createHash } from "node:crypto";
import { secretHashOf } from "../desk/secret-hash.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { writeAudit } from "../people/audit.ts";
import type { Scope } from "@beckon/api/scopes.ts";
import type { Database, Queryable } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import { knownScopes } from "./script-tokens.ts";
import { drawSecret } from "./token-text.ts";

/** The app that asks for tokens, known by its id and, when it keeps one, its secret. */
export interface Client {
  readonly appId: string;
  readonly companyId: string;
  readonly name: string;
}

/** What an app gets: an access token for an hour, and what to get the next one with. */
export interface Issued {
  readonly access_token: string;
  readonly token_type: "bearer";
  readonly expires_in: number;
  readonly refresh_token: string;
}

/** What a person allowed an app. Instants are milliseconds since 1970. */
export interface Grant {
  readonly id: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

export const ACCESS_MS = 60 * 60_000;
const REFRESH_MS = 90 * 24 * 60 * 60_000;
/** So long after it was exchanged a refresh token may come once more: the answer may have been lost. */
const FORGIVEN_MS = 10_000;
/** So long an access token that ran out is still known for what it was. */
const REMEMBERED_MS = 30 * 24 * 60 * 60_000;

/** The app with this id and secret; undefined when there is none, or the secret is wrong or missing. */
export async function clientOf(db: Database, clientId: string, secret?: string): Promise<Client | undefined> {
  const row = await db.selectFrom("oauth_apps").selectAll().where("client_id", "=", clientId).executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.secret_hash !== null && (secret === undefined || secretHashOf(secret) !== row.secret_hash)) return undefined;
  return { appId: row.id, companyId: row.company_id, name: row.name };
}

/** Exchanges a code for tokens, once; used again, it ends all that came of it. Undefined when it is not good. */
export async function exchangeCode(
  db: Database,
  client: Client,
  given: { code: string; redirectUri: string | undefined; verifier: string | undefined },
  now: number,
): Promise<Issued | undefined> {
  return await db.transaction().execute(async (trx) => {
    const code = await trx
      .selectFrom("oauth_codes")
      .innerJoin("oauth_grants", "oauth_grants.id", "oauth_codes.grant_id")
      .where("code_hash", "=", secretHashOf(given.code))
      .where("app_id", "=", client.appId)
      .selectAll("oauth_codes")
      .forUpdate()
      .executeTakeFirst();
    if (code === undefined) return undefined;
    if (code.used_at !== null) {
      await endMisused(trx, client, code.grant_id, now);
      return undefined;
    }
    if (code.expires_at <= now || given.redirectUri !== code.redirect_uri) return undefined;
    if (code.challenge !== challengeOf(given.verifier)) return undefined;
    await trx.updateTable("oauth_codes").set({ used_at: now }).where("code_hash", "=", code.code_hash).execute();
    return await issue(trx, code.grant_id, now);
  });
}

/**
 * Exchanges a refresh token for new tokens; it is worth nothing from then on. Coming again it ends all that came of the same
 * consent, except once within a few seconds. Undefined when it is not good.
 */
export async function refresh(db: Database, client: Client, token: string, now: number): Promise<Issued | undefined> {
  return await db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom("oauth_tokens")
      .innerJoin("oauth_grants", "oauth_grants.id", "oauth_tokens.grant_id")
      .where("token_hash", "=", secretHashOf(token))
      .where("kind", "=", "refresh")
      .where("app_id", "=", client.appId)
      .selectAll("oauth_tokens")
      .forUpdate()
      .executeTakeFirst();
    if (found === undefined || found.expires_at <= now) return undefined;
    const lost = found.replaced === 1 && now - (found.replaced_at ?? now) <= FORGIVEN_MS;
    if (found.replaced > 0 && !lost) {
      await endMisused(trx, client, found.grant_id, now);
      return undefined;
    }
    await trx
      .updateTable("oauth_tokens")
      .set({ replaced: found.replaced + 1, replaced_at: found.replaced_at ?? now })
      .where("token_hash", "=", found.token_hash)
      .execute();
    return await issue(trx, found.grant_id, now);
  });
}

/** Ends all that came of the same consent as this access or refresh token; of an unknown one nothing. */
export async function revokeGrantOf(db: Database, token: string, now: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom("oauth_tokens")
      .innerJoin("oauth_grants", "oauth_grants.id", "oauth_tokens.grant_id")
      .innerJoin("oauth_apps", "oauth_apps.id", "oauth_grants.app_id")
      .where("token_hash", "=", secretHashOf(token))
      .select(["oauth_grants.id", "oauth_grants.app_id", "oauth_apps.company_id", "oauth_apps.name"])
      .executeTakeFirst();
    if (found === undefined) return;
    const { numDeletedRows } = await trx.deleteFrom("oauth_grants").where("id", "=", found.id).executeTakeFirst();
    if (numDeletedRows === 0n) return;
    const house = { kind: "house", companyId: found.company_id } as const;
    const entry = { act: "app/revoked", subject: found.app_id, details: { name: found.name } } as const;
    await writeAudit(trx, house, entry, now);
  });
}

/** What the asker allowed apps, newest first. */
export async function listGrants(db: Queryable, scope: PersonScope): Promise<Grant[]> {
  const rows = await db
    .selectFrom("oauth_grants")
    .innerJoin("oauth_apps", "oauth_apps.id", "oauth_grants.app_id")
    .where("person_id", "=", scope.personId)
    .selectAll("oauth_grants")
    .select("oauth_apps.name")
    .orderBy("oauth_grants.created_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: knownScopes(row.scopes),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

/** Takes back what the asker allowed an app: its tokens are worth nothing at once. */
export async function revokeGrant(
  db: Database,
  scope: PersonScope,
  id: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  return await db.transaction().execute(async (trx) => {
    const found = (await listGrants(trx, scope)).find((each) => each.id === id);
    if (found === undefined) return refused({ reason: "notFound" });
    const row = await trx.deleteFrom("oauth_grants").where("id", "=", id).returning("app_id").executeTakeFirst();
    if (row === undefined) return refused({ reason: "notFound" });
    const entry = { act: "app/revoked", subject: row.app_id, details: { name: found.name } } as const;
    await writeAudit(trx, scope, entry, now);
    return done({});
  });
}

/** Forgets tokens that ran out long ago, and consents of which nothing is left. */
export async function forgetOldGrants(db: Database, now: number): Promise<void> {
  await db
    .deleteFrom("oauth_tokens")
    .where((eb) =>
      eb.or([
        eb.and([eb("kind", "=", "refresh"), eb("expires_at", "<=", now)]),
        eb("expires_at", "<=", now - REMEMBERED_MS),
      ]),
    )
    .execute();
  await db
    .deleteFrom("oauth_grants")
    .where((eb) =>
      eb.not(
        eb.or([
          eb.exists(eb.selectFrom("oauth_tokens").select("kind").whereRef("grant_id", "=", "oauth_grants.id")),
          eb.exists(
            eb
              .selectFrom("oauth_codes")
              .select("code_hash")
              .whereRef("grant_id", "=", "oauth_grants.id")
              .where("expires_at", ">", now),
          ),
        ]),
      ),
    )
    .execute();
}

async function issue(trx: Queryable, grantId: string, now: number): Promise<Issued> {
  const access = `oa-${drawSecret(40)}`;
  const next = `or-${drawSecret(40)}`;
  await trx
    .insertInto("oauth_tokens")
    .values([
      { token_hash: secretHashOf(access), grant_id: grantId, kind: "access", expires_at: now + ACCESS_MS },
      { token_hash: secretHashOf(next), grant_id: grantId, kind: "refresh", expires_at: now + REFRESH_MS },
    ])
    .execute();
  return { access_token: access, token_type: "bearer", expires_in: ACCESS_MS / 1000, refresh_token: next };
}

async function endMisused(trx: Queryable, { appId, companyId, name }: Client, grantId: string, now: number) {
  await trx.deleteFrom("oauth_grants").where("id", "=", grantId).execute();
  const entry = { act: "app/misused", subject: appId, details: { name } } as const;
  await writeAudit(trx, { kind: "house", companyId }, entry, now);
}

function challengeOf(verifier: string | undefined): string | null {
  return verifier === undefined ? null : createHash("sha256").update(verifier).digest("base64url");
}
