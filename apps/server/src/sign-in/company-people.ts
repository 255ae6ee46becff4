import type { Role } from "@beckon/domain/permissions.ts";
import type { CompanySignInProblem } from "@beckon/protocol/company-sign-in.ts";
import type { Announce } from "../desk/news.ts";
import { writeAudit, type AuditActor } from "../people/audit.ts";
import { shareGroups } from "../people/invitations.ts";
import { changePerson, insertPerson } from "../people/people.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import { emailIn, isVerified, nameIn, roleIn, type Claims } from "./company-claims.ts";
import { providerName, type CompanyProvider } from "./company-settings.ts";

/** What follows when somebody comes with these claims: who it is, or why they may not come in [I2]. */
export type Entry =
  | {
      readonly is: "known";
      readonly personId: string;
      readonly name: string;
      readonly email: string;
      readonly role: Role;
      readonly roleBefore: Role;
      /** Whether the provider's account is new to this person. */
      readonly isFirst: boolean;
    }
  | { readonly is: "new"; readonly name: string; readonly email: string; readonly role: Role }
  | { readonly is: "refused"; readonly problem: CompanySignInProblem };

/** Says what would follow, and changes nothing. Only people of the provider's own company are ever found. */
export async function findEntry(db: Queryable, provider: CompanyProvider, claims: Claims): Promise<Entry> {
  const { companyId, roleClaim, defaultRole } = provider;
  const account = accountOf(provider, claims);
  const bound = await db
    .selectFrom("credentials")
    .innerJoin("people", "people.id", "credentials.person_id")
    .where("credentials.provider", "=", account.provider)
    .where("credentials.account", "=", account.account)
    .where("people.company_id", "=", companyId)
    .select(["people.id", "people.name", "people.email", "people.role", "people.disabled_at"])
    .executeTakeFirst();

  const email = bound?.email ?? emailIn(claims);
  if (email === undefined) return refuse("noAddress");
  if (bound === undefined) {
    if (!isVerified(claims, provider)) return refuse("addressNotVerified");
    if (!provider.domains.includes(email.split("@")[1] ?? "")) return refuse("otherDomain");
  }
  const person = bound ?? (await findByAddress(db, companyId, email));
  if (person === "elsewhere") return refuse("unknownPerson");

  if (person === undefined) {
    if (!provider.makesPeople) return refuse("unknownPerson");
    const role = roleClaim === "" ? defaultRole : roleIn(claims, provider);
    return role === null ? refuse("noRole") : { is: "new", name: nameIn(claims, email), email, role };
  }
  if (person.disabled_at !== null) return refuse("disabled");
  if (bound === undefined && (await hasAccount(db, person.id, account.provider))) return refuse("otherAccount");
  const role = roleClaim === "" ? person.role : roleIn(claims, provider);
  if (role === null) return refuse("noRole");
  const { id: personId, name, role: roleBefore } = person;
  return { is: "known", personId, name, email, role, roleBefore, isFirst: bound === undefined };
}

/** Lets somebody in whose claims were checked: finds or makes the person, binds the account to them, and follows their role. */
export async function admit(
  db: Database,
  announce: Announce,
  provider: CompanyProvider,
  claims: Claims,
  now: number,
): Promise<{ ok: true; personId: string } | { ok: false; problem: CompanySignInProblem }> {
  const entry = await admitOnce(db, announce, provider, claims, now);
  if (entry.is === "refused") return { ok: false, problem: entry.problem };
  if (entry.is === "known" && entry.role !== entry.roleBefore) {
    const { companyId } = provider;
    const { personId, name, role } = entry;
    const through = new URL(provider.issuer).host;
    const scope: PersonScope = { kind: "person", companyId, personId, name, role: "administrator", through };
    // Refused for the last administrator, who stays one [P3].
    await changePerson(db, announce, scope, personId, { role }, now);
  }
  return { ok: true, personId: entry.personId };
}

type Admitted = Exclude<Entry, { is: "new" }>;

async function admitOnce(
  db: Database,
  announce: Announce,
  provider: CompanyProvider,
  claims: Claims,
  now: number,
): Promise<Admitted> {
  const { companyId } = provider;
  const house: AuditActor = { kind: "house", companyId };
  const work = () =>
    db.transaction().execute(async (trx): Promise<Admitted> => {
      // One after the other for a company, so that each sees whole what the one before it made.
      await trx
        .selectFrom("company_sign_in")
        .select("version")
        .where("company_id", "=", companyId)
        .forUpdate()
        .execute();
      const entry = await findEntry(trx, provider, claims);
      if (entry.is === "refused" || (entry.is === "known" && !entry.isFirst)) return entry;
      let personId: string;
      if (entry.is === "new") {
        personId = await insertPerson(trx, companyId, entry, undefined);
        const invited = trx.deleteFrom("invitations").where("company_id", "=", companyId);
        await invited.where("email", "=", entry.email).execute();
        await shareGroups(trx, companyId, personId, provider.groupIds);
        const details = { role: entry.role, provider: new URL(provider.issuer).host };
        await writeAudit(trx, house, { act: "person/created", subject: personId, details }, now);
      } else personId = entry.personId;
      await trx
        .insertInto("credentials")
        .values({ person_id: personId, ...accountOf(provider, claims), password_hash: null })
        .execute();
      const details = { provider: new URL(provider.issuer).host };
      await writeAudit(trx, house, { act: "person/bound", subject: personId, details }, now);
      if (entry.is === "known") return entry;
      return { ...entry, is: "known", personId, roleBefore: entry.role, isFirst: true };
    });
  try {
    return await tellNew(await work());
  } catch (error) {
    // Somebody came in by two windows at once: the second one finds what the first one made.
    if (!isTaken(error, "people_email_key") && !isTaken(error, "credentials_provider_account_key")) throw error;
    return await tellNew(await work());
  }

  async function tellNew(entry: Admitted): Promise<Admitted> {
    if (entry.is === "known" && entry.isFirst) announce({ about: "directory", companyId });
    return entry;
  }
}

async function findByAddress(db: Queryable, companyId: string, email: string) {
  const person = await db
    .selectFrom("people")
    .select(["id", "name", "email", "role", "disabled_at", "company_id"])
    .where("email", "=", email)
    .executeTakeFirst();
  return person !== undefined && person.company_id !== companyId ? "elsewhere" : person;
}

async function hasAccount(db: Queryable, personId: string, provider: string): Promise<boolean> {
  const found = await db
    .selectFrom("credentials")
    .select("id")
    .where("person_id", "=", personId)
    .where("provider", "=", provider)
    .executeTakeFirst();
  return found !== undefined;
}

// The issuer as its token names it, which was compared with the one that was set.
function accountOf({ companyId, issuer }: CompanyProvider, claims: Claims): { provider: string; account: string } {
  const said = claims["iss"];
  return {
    provider: providerName(companyId, typeof said === "string" ? said : issuer),
    account: String(claims["sub"]),
  };
}

function refuse(problem: CompanySignInProblem): Entry {
  return { is: "refused", problem };
}
