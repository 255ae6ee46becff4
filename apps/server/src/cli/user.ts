import { ROLES } from "@beckon/domain/permissions.ts";
import { email, line, role } from "@beckon/protocol/words.ts";
import { createPerson, resetPassword } from "../people/people.ts";
import { resetSecondFactor } from "../sign-in/second-factor-policy.ts";
import { NotDone, WrongUsage, type Command } from "./command.ts";
import { notDone, passwordOf, PASSWORD_HELP, PASSWORD_OPTIONS, required } from "./given.ts";

/** `user create`: makes a person without an invitation. */
export const userCreate: Command = {
  help: `beckon user create --name NAME --email ADDRESS [options]

Makes a person who can sign in at once.

  --name NAME           their name
  --email ADDRESS       their e-mail address, to sign in with
  --role ROLE           ${ROLES.join(", ")}; expert by default
  --company ID          the company's id; needed when there are several
${PASSWORD_HELP}`,
  options: {
    name: { type: "string" },
    email: { type: "string" },
    role: { type: "string" },
    company: { type: "string" },
    ...PASSWORD_OPTIONS,
  },
  words: 0,
  migrates: true,
  async run(given, { db, announce, now }) {
    const name = required(given, "name", line(100, 1));
    const address = required(given, "email", email);
    const as = given.options["role"] === undefined ? "expert" : required(given, "role", role);
    const { password, madeUp } = await passwordOf(given);
    const companies = await db.selectFrom("companies").select(["id", "name"]).orderBy("created_at").execute();
    const wanted = given.options["company"];
    if (companies.length === 0) throw new NotDone("There is no company yet: run setup first.");
    if (wanted === undefined && companies.length > 1) {
      const list = companies.map((each) => `  ${each.id}  ${each.name}`).join("\n");
      throw new WrongUsage(`There are several companies, say which one with --company:\n${list}`);
    }
    const company = wanted === undefined ? companies[0] : companies.find((each) => each.id === wanted);
    if (company === undefined) throw new NotDone(`There is no company ${String(wanted)}.`);
    const house = { kind: "house", companyId: company.id } as const;
    const made = await createPerson(db, announce, house, { name, email: address, role: as, password }, now);
    if (!made.ok) throw notDone(made.refusal);
    return {
      says: [`${name} (${as}) can sign in as ${address}.`, ...(madeUp ? [`The password is ${password}`] : [])].join(
        "\n",
      ),
      json: { ...made.value, companyId: company.id, ...(madeUp ? { password } : {}) },
    };
  },
};

/** `user reset-password`: gives a person a new password and ends their sign-ins. */
export const userResetPassword: Command = {
  help: `beckon user reset-password --email ADDRESS [options]

Gives a person a new password and ends their sign-ins everywhere.

  --email ADDRESS       whose
${PASSWORD_HELP}`,
  options: { email: { type: "string" }, ...PASSWORD_OPTIONS },
  words: 0,
  migrates: true,
  async run(given, { db, announce, now }) {
    const address = required(given, "email", email);
    const { password, madeUp } = await passwordOf(given);
    const reset = await resetPassword(db, announce, address, password, now);
    if (!reset.ok) throw notDone(reset.refusal, { notFound: `Nobody signs in as ${address}.` });
    return {
      says: madeUp ? `The password of ${address} is ${password}` : `${address} has a new password.`,
      json: { personId: reset.value.personId, email: address, ...(madeUp ? { password } : {}) },
    };
  },
};

/** `user reset-second-factor`: for whoever lost their phone and their recovery codes, also the only administrator. */
export const userResetSecondFactor: Command = {
  help: `beckon user reset-second-factor --email ADDRESS [options]

Takes authenticator app, recovery codes and passkeys from a person who lost them, and ends their sign-ins everywhere.
They sign in with their password then, and are told of it.

  --email ADDRESS       whose`,
  options: { email: { type: "string" } },
  words: 0,
  migrates: true,
  async run(given, { db, announce, now }) {
    const address = required(given, "email", email);
    const found = await db
      .selectFrom("people")
      .select(["id", "company_id"])
      .where("email", "=", address.toLowerCase())
      .executeTakeFirst();
    if (found === undefined) throw new NotDone(`Nobody signs in as ${address}.`);
    await resetSecondFactor(db, announce, { kind: "house", companyId: found.company_id }, found.id, now);
    return {
      says: `${address} signs in with the password alone now.`,
      json: { personId: found.id, email: address },
    };
  },
};
