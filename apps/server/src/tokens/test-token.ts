import type { Scope } from "@beckon/api/scopes.ts";
import type { Database } from "../store/database.ts";
import { keepScriptToken } from "./script-tokens.ts";

/** Makes a token for tests: `whose` is a person's id, a company's, or `company` for the one that was made first. */
export async function tokenFor(db: Database, whose: string, scopes: readonly Scope[], now: number): Promise<string> {
  const people = await db.selectFrom("people").selectAll().orderBy("created_at").orderBy("id").execute();
  const person = people.find(({ id, company_id, role }) =>
    whose.startsWith("u") ? id === whose : role === "administrator" && (whose === "company" || company_id === whose),
  );
  if (person === undefined) throw new Error(`There is no ${whose} to make a token for.`);
  const level = whose.startsWith("u") ? "person" : "company";
  const wanted = { level, name: "Test", scopes, personId: person.id } as const;
  const kept = await keepScriptToken(db, { kind: "house", companyId: person.company_id }, wanted, now);
  if (!kept.ok) throw new Error(kept.refusal.reason);
  return kept.value.token;
}
