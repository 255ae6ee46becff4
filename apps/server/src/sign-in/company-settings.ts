import { hkdfSync } from "node:crypto";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Body } from "@beckon/protocol/calls.ts";
import type {
  COMPANY_SIGN_IN_CALLS,
  CompanySignInRecord,
  CompanySignInSettings,
} from "@beckon/protocol/company-sign-in.ts";
import { writeAudit } from "../people/audit.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import type { CompanySignInRow } from "../store/company-sign-in-tables.ts";
import { openBytes, sealBytes } from "../store/sealed-bytes.ts";
import { groupsOf, type PersonScope } from "../store/scope.ts";

/** A company's provider as sign-ins use it; `secret`: null for a client that has none. */
export interface CompanyProvider extends CompanySignInSettings {
  readonly companyId: string;
  readonly version: number;
  readonly secret: string | null;
}

/** What settings are kept with. */
export interface SettingsParts {
  readonly db: Database;
  /** The installation's secret, of which the key for clients' secrets is made. */
  readonly secret: string;
  readonly publicUrl: string;
}

type Change = Body<(typeof COMPANY_SIGN_IN_CALLS)["changeCompanySignIn"]>;

/** What the company's administrators set; the client's secret is not among it. */
export async function readCompanySignIn(
  { db, publicUrl }: SettingsParts,
  scope: PersonScope,
): Promise<Outcome<CompanySignInRecord>> {
  if (!may(scope.role, "company/manageSignIn")) return refused({ reason: "notAllowed" });
  const found = await findRow(db, scope.companyId);
  return done({
    settings: found === undefined ? null : settingsOf(found),
    version: found?.version ?? 0,
    hasSecret: found !== undefined && found.sealed_secret !== null,
    redirectUri: redirectUriOf(publicUrl, scope.companyId),
  });
}

/** Sets the provider; a domain belongs to one company, and to none while another has people with addresses there. */
export async function changeCompanySignIn(
  parts: SettingsParts,
  scope: PersonScope,
  { settings, secret, version }: Change,
  now: number,
): Promise<Outcome<CompanySignInRecord>> {
  if (!may(scope.role, "company/manageSignIn")) return refused({ reason: "notAllowed" });
  const { companyId } = scope;
  if (settings.roleClaim === "" && settings.defaultRole === null)
    return refused({ reason: "invalid", field: "defaultRole", problem: "required" });
  try {
    const outcome = await parts.db.transaction().execute(async (trx): Promise<Outcome<null>> => {
      // One after the other for a company, also when there is no row yet.
      await trx.selectFrom("companies").select("id").where("id", "=", companyId).forUpdate().execute();
      const before = await findRow(trx, companyId);
      if ((before?.version ?? 0) !== version) return refused({ reason: "changedMeanwhile", byId: null, at: now });
      const groups = await groupsOf(trx, scope).select("groups.id").execute();
      const known = new Set(groups.map((group) => group.id));
      if (!settings.groupIds.every((groupId) => known.has(groupId)))
        return refused({ reason: "invalid", field: "groupIds", problem: "unknown" });
      const domains = [...new Set(settings.domains)];
      const taken = await findTakenDomain(trx, companyId, domains);
      if (taken) return refused({ reason: "invalid", field: "domains", problem: "taken" });

      const row = rowOf(settings);
      const sealed =
        secret === null
          ? (before?.sealed_secret ?? null)
          : secret === ""
            ? null
            : seal(parts.secret, companyId, secret);
      const next = { ...row, sealed_secret: sealed, version: version + 1 };
      await trx
        .insertInto("company_sign_in")
        .values({ company_id: companyId, ...next })
        .onConflict((conflict) => conflict.column("company_id").doUpdateSet(next))
        .execute();
      await trx.deleteFrom("company_domains").where("company_id", "=", companyId).execute();
      await trx
        .insertInto("company_domains")
        .values(domains.map((domain) => ({ domain, company_id: companyId })))
        .execute();
      const { on, issuer, only, makesPeople, trustsAddresses } = settings;
      const details = {
        on,
        issuer,
        clientId: settings.clientId,
        domains: domains.join(", "),
        only,
        makesPeople,
        trustsAddresses,
        newSecret: secret !== null,
      };
      await writeAudit(trx, scope, { act: "companySignIn/changed", subject: companyId, details }, now);
      return done(null);
    });
    return outcome.ok ? await readCompanySignIn(parts, scope) : outcome;
  } catch (error) {
    if (isTaken(error, "company_sign_in_slug_key"))
      return refused({ reason: "invalid", field: "slug", problem: "taken" });
    if (isTaken(error, "company_domains_pkey"))
      return refused({ reason: "invalid", field: "domains", problem: "taken" });
    throw error;
  }
}

/** Takes the provider away; people have their passwords, and find back by their addresses when one is set again. */
export async function removeCompanySignIn(
  { db }: SettingsParts,
  scope: PersonScope,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  if (!may(scope.role, "company/manageSignIn")) return refused({ reason: "notAllowed" });
  return await db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom("company_sign_in")
      .where("company_id", "=", scope.companyId)
      .returning("issuer")
      .executeTakeFirst();
    if (gone === undefined) return refused({ reason: "notFound" });
    await trx
      .deleteFrom("credentials")
      .where("provider", "like", `${providerPrefix(scope.companyId)}%`)
      .execute();
    const details = { issuer: gone.issuer };
    await writeAudit(trx, scope, { act: "companySignIn/removed", subject: scope.companyId, details }, now);
    return done({});
  });
}

/** A company's provider with its secret opened; undefined when none was set. Throws `NotAuthentic` when the secret was sealed elsewhere. */
export async function readProvider(
  { db, secret }: SettingsParts,
  companyId: string,
): Promise<CompanyProvider | undefined> {
  const row = await findRow(db, companyId);
  if (row === undefined) return undefined;
  const { sealed_secret: sealed, version } = row;
  const opened = sealed === null ? null : openBytes(keyOf(secret), sealed, aboutOf(companyId)).toString("utf8");
  return { ...settingsOf(row), companyId, version, secret: opened };
}

/** The company whose provider is on for these addresses, or at this address of its own. */
export async function findCompany(
  db: Queryable,
  by: { domain: string } | { slug: string },
): Promise<string | undefined> {
  const on = db.selectFrom("company_sign_in").where("is_on", "=", true);
  const row =
    "slug" in by
      ? await on.select("company_id").where("slug", "=", by.slug).executeTakeFirst()
      : await on
          .innerJoin("company_domains", "company_domains.company_id", "company_sign_in.company_id")
          .select("company_sign_in.company_id")
          .where("domain", "=", by.domain)
          .executeTakeFirst();
  return row?.company_id;
}

/** Whether a company lets people in by its provider only. */
export async function isCompanySignInOnly(db: Queryable, companyId: string): Promise<boolean> {
  const row = await db
    .selectFrom("company_sign_in")
    .select("company_id")
    .where("company_id", "=", companyId)
    .where("is_on", "=", true)
    .where("is_only", "=", true)
    .executeTakeFirst();
  return row !== undefined;
}

/** What a provider sends people of this company back to; each company has its own, so that no answer ends up at another. */
export function redirectUriOf(publicUrl: string, companyId: string): string {
  return `${publicUrl}/api/auth/company/callback/${companyId}`;
}

/** How credentials name an issuer of a company; with its subject there it is one person. */
export function providerName(companyId: string, issuer: string): string {
  return providerPrefix(companyId) + issuer;
}

function providerPrefix(companyId: string): string {
  return `company:${companyId}:`;
}

async function findRow(db: Queryable, companyId: string) {
  const row = await db.selectFrom("company_sign_in").selectAll().where("company_id", "=", companyId).executeTakeFirst();
  if (row === undefined) return undefined;
  const domains = await db
    .selectFrom("company_domains")
    .select("domain")
    .where("company_id", "=", companyId)
    .orderBy("domain")
    .execute();
  return { ...row, domains: domains.map(({ domain }) => domain) };
}

/** Whether another company has one of these domains, or people with addresses there. */
async function findTakenDomain(trx: Queryable, companyId: string, domains: string[]): Promise<boolean> {
  const claimed = await trx
    .selectFrom("company_domains")
    .select("domain")
    .where("domain", "in", domains)
    .where("company_id", "<>", companyId)
    .executeTakeFirst();
  if (claimed !== undefined) return true;
  const lived = await trx
    .selectFrom("people")
    .select("id")
    .where("company_id", "<>", companyId)
    .where((eb) => eb(eb.fn<string>("split_part", ["email", eb.val("@"), eb.lit(2)]), "in", domains))
    .limit(1)
    .executeTakeFirst();
  return lived !== undefined;
}

function rowOf(settings: CompanySignInSettings) {
  return {
    is_on: settings.on,
    slug: settings.slug,
    issuer: settings.issuer,
    client_id: settings.clientId,
    scopes: ["openid", ...settings.scopes.split(/\s+/).filter((one) => one !== "" && one !== "openid")].join(" "),
    trusts_addresses: settings.trustsAddresses,
    role_claim: settings.roleClaim,
    role_values: JSON.stringify(settings.roleValues),
    default_role: settings.defaultRole,
    group_ids: [...new Set(settings.groupIds)],
    makes_people: settings.makesPeople,
    is_only: settings.only,
  };
}

function settingsOf(row: CompanySignInRow & { domains: string[] }): CompanySignInSettings {
  return {
    on: row.is_on,
    slug: row.slug,
    issuer: row.issuer,
    clientId: row.client_id,
    scopes: row.scopes,
    domains: row.domains,
    trustsAddresses: row.trusts_addresses,
    roleClaim: row.role_claim,
    roleValues: row.role_values,
    defaultRole: row.default_role,
    groupIds: row.group_ids,
    makesPeople: row.makes_people,
    only: row.is_only,
  };
}

function seal(secret: string, companyId: string, value: string): Buffer {
  return sealBytes(keyOf(secret), Buffer.from(value, "utf8"), aboutOf(companyId));
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "beckon company sign-in 1", 32));
}

function aboutOf(companyId: string): string {
  return `the client secret of ${companyId}`;
}
