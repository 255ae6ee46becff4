import { email, line } from "@beckon/protocol/words.ts";
import { moduleUrl } from "../modules/module-row.ts";
import { makeCompany } from "../people/company.ts";
import { isSetupNeeded } from "../store/installation.ts";
import { NotDone, type Command } from "./command.ts";
import { notDone, passwordOf, PASSWORD_HELP, PASSWORD_OPTIONS, required } from "./given.ts";

/** `setup`: makes the company, as the set-up page does. */
export const setup: Command = {
  help: `beckon setup --company NAME --name NAME --email ADDRESS [options]

Makes the company, its administrator, a first group and a first module. Only while nobody administers this installation.

  --company NAME        the company's name; the module's address is made from it
  --name NAME           the administrator's name
  --email ADDRESS       their e-mail address, to sign in with
${PASSWORD_HELP}
  --another             makes a further company on an installation that has one; the two see nothing of each other`,
  options: {
    company: { type: "string" },
    name: { type: "string" },
    email: { type: "string" },
    another: { type: "boolean" },
    ...PASSWORD_OPTIONS,
  },
  words: 0,
  migrates: true,
  async run(given, { db, publicUrl, now }) {
    const company = required(given, "company", line(100, 1));
    const name = required(given, "name", line(100, 1));
    const address = required(given, "email", email);
    const { password, madeUp } = await passwordOf(given);
    if (given.options["another"] !== true && !(await isSetupNeeded(db)))
      throw new NotDone("This installation is set up already. --another makes a further company.");
    const made = await makeCompany(db, { company, name, email: address, password }, now);
    if (!made.ok) throw notDone(made.refusal);
    const { administrator, groupId, moduleId, slug } = made.value;
    const link = moduleUrl(publicUrl, slug);
    return {
      says: [
        `${company} is set up. Sign in as ${address} at ${publicUrl}/console`,
        ...(madeUp ? [`The password is ${password}`] : []),
        `Customers get help at ${link}`,
      ].join("\n"),
      json: {
        companyId: administrator.companyId,
        personId: administrator.personId,
        email: address,
        groupId,
        moduleId,
        moduleUrl: link,
        ...(madeUp ? { password } : {}),
      },
    };
  },
};
