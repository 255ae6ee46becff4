import { SCOPES, scopesIn } from "@beckon/api/scopes.ts";
import { email, line } from "@beckon/protocol/words.ts";
import type { Database } from "../store/database.ts";
import { dropScriptToken, keepScriptToken, present } from "../tokens/script-tokens.ts";
import { NotDone, WrongUsage, type Command, type Given } from "./command.ts";
import { notDone, required } from "./given.ts";

const SCOPES_HELP = SCOPES.map((one) => `  ${one}`).join("\n");

/** `token create`: makes a token of the web API for a person or a company. */
export const tokenCreate: Command = {
  help: `beckon token create --user EMAIL|--company [NAME] --scopes LIST [options]

Makes a token for the web API and prints it, this once: only its hash is kept. A person's token does what the person may, in
their name. A company's sees and does what an administrator may.

  --user EMAIL          for this person
  --company [NAME]      for the company; by name or id when there are several
  --scopes LIST         what it may do: names with commas between them, Groups.* for all of a kind, or all
  --name NAME           what it is for; people read it in the history of cases ("Command line" unless given)

The permissions:
${SCOPES_HELP}`,
  options: {
    user: { type: "string" },
    company: { type: "string" },
    scopes: { type: "string" },
    name: { type: "string" },
  },
  bare: ["company"],
  words: 0,
  migrates: true,
  async run(given, { db, now }) {
    const { scopes, unknown } = scopesIn(required(given, "scopes", line(2_000, 1)));
    if (unknown.length > 0)
      throw new WrongUsage(`There is no permission ${unknown.join(", ")}. There are:\n${SCOPES_HELP}`);
    if (scopes.length === 0) throw new WrongUsage(`--scopes names no permission. There are:\n${SCOPES_HELP}`);
    const name = given.options["name"] === undefined ? "Command line" : required(given, "name", line(100, 1));
    const { level, personId, companyId, ofWhom } = await ownerIn(db, given);
    const house = { kind: "house", companyId } as const;
    const kept = await keepScriptToken(db, house, { level, personId, name, scopes }, now);
    if (!kept.ok) throw notDone(kept.refusal);
    const { token, made } = kept.value;
    return {
      says: `The token of ${ofWhom}, for ${scopes.length} permissions. It is shown this once:\n${token}`,
      json: { token, id: made.id, level, scopes, name, personId, companyId },
    };
  },
};

/** `token list`: tells which tokens there are. */
export const tokenList: Command = {
  help: `beckon token list [--user EMAIL|--company [NAME]]

Tells which tokens there are, all of them or those of one person or company, newest first.

  --user EMAIL          those of this person
  --company [NAME]      those of the company; by name or id when there are several`,
  options: { user: { type: "string" }, company: { type: "string" } },
  bare: ["company"],
  words: 0,
  migrates: true,
  async run(given, { db }) {
    let query = db
      .selectFrom("script_tokens")
      .innerJoin("people", "people.id", "script_tokens.person_id")
      .innerJoin("companies", "companies.id", "script_tokens.company_id")
      .selectAll("script_tokens")
      .select(["people.email", "companies.name as company"])
      .orderBy("script_tokens.created_at", "desc")
      .orderBy("script_tokens.id", "desc");
    if (given.options["user"] !== undefined || given.options["company"] !== undefined) {
      const { level, personId, companyId } = await ownerIn(db, given);
      query = query.where("script_tokens.company_id", "=", companyId).where("level", "=", level);
      if (level === "person") query = query.where("person_id", "=", personId);
    }
    const tokens = (await query.execute()).map((row) => ({
      ...present(row),
      email: row.email,
      companyId: row.company_id,
      company: row.company,
    }));
    const lines = tokens.map(({ id, hint, level, email: whose, company, name, lastUsedAt }) =>
      [
        `${id}  ${hint}-…  ${level === "person" ? whose : company}  ${name}`,
        lastUsedAt === null ? "never used" : `last used ${new Date(lastUsedAt).toISOString()}`,
      ].join("  "),
    );
    return { says: lines.length === 0 ? "There are no tokens." : lines.join("\n"), json: { tokens } };
  },
};

/** `token revoke ID`: ends a token at once. */
export const tokenRevoke: Command = {
  help: `beckon token revoke ID

Ends a token at once, on every server. \`token list\` tells the ids.`,
  options: {},
  words: 1,
  migrates: true,
  async run(given, { db, now }) {
    const id = given.words[0] ?? "";
    const row = await db.selectFrom("script_tokens").select("company_id").where("id", "=", id).executeTakeFirst();
    if (row === undefined) throw new NotDone(`There is no token ${id}.`);
    const dropped = await dropScriptToken(db, { kind: "house", companyId: row.company_id }, id, now);
    if (!dropped.ok) throw notDone(dropped.refusal);
    return { says: `The token ${id} is revoked.`, json: { id } };
  },
};

interface Owner {
  readonly level: "person" | "company";
  readonly personId: string;
  readonly companyId: string;
  readonly ofWhom: string;
}

async function ownerIn(db: Database, given: Given): Promise<Owner> {
  const { user, company } = given.options;
  if ((user === undefined) === (company === undefined))
    throw new WrongUsage("Say whose token it is: either --user EMAIL or --company.");
  return user === undefined
    ? await companyNamed(db, String(company))
    : await personAt(db, required(given, "user", email));
}

async function personAt(db: Database, address: string): Promise<Owner> {
  const person = await db.selectFrom("people").selectAll().where("email", "=", address).executeTakeFirst();
  if (person === undefined) throw new NotDone(`Nobody signs in as ${address}.`);
  if (person.disabled_at !== null) throw new NotDone(`${address} is disabled.`);
  return { level: "person", personId: person.id, companyId: person.company_id, ofWhom: address };
}

async function companyNamed(db: Database, wanted: string): Promise<Owner> {
  const companies = await db.selectFrom("companies").select(["id", "name"]).orderBy("created_at").execute();
  if (companies.length === 0) throw new NotDone("There is no company yet: run setup first.");
  const list = companies.map((each) => `  ${each.id}  ${each.name}`).join("\n");
  if (wanted === "" && companies.length > 1)
    throw new WrongUsage(`There are several companies, say which one with --company NAME:\n${list}`);
  const named = companies.filter(
    ({ id, name }) => wanted === "" || id === wanted || name.toLowerCase() === wanted.toLowerCase(),
  );
  if (named.length > 1)
    throw new WrongUsage(`Several companies are called ${wanted}, say which one by its id:\n${list}`);
  const [company] = named;
  if (company === undefined) throw new NotDone(`There is no company ${wanted}. There are:\n${list}`);
  const administrator = await db
    .selectFrom("people")
    .select("id")
    .where("company_id", "=", company.id)
    .where("role", "=", "administrator")
    .where("disabled_at", "is", null)
    .orderBy("created_at")
    .orderBy("id")
    .executeTakeFirst();
  if (administrator === undefined) throw new NotDone(`${company.name} has no administrator.`);
  return { level: "company", personId: administrator.id, companyId: company.id, ofWhom: company.name };
}
