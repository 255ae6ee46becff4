import { randomBytes, randomUUID } from "node:crypto";
import { makeCompany } from "../src/people/company.ts";
import { openDatabase } from "../src/store/database.ts";
import { invite, openHouse, PASSWORD, setUp, signIn, type Caller } from "./house.ts";
import { Wire, type Anything } from "./wire.ts";

const browser = { browser: "Firefox", system: "Windows 11", language: "de", screen: "1920 × 1080", channel: "web" };
/** What a computer tells by the desktop module. */
export const desktop = { ...browser, browser: "QuickSupport 1.0", system: "Debian 13", channel: "desktop" };

/** 32 random bytes, as browsers and computers make them. */
export const aSecret = () => randomBytes(32).toString("base64url");
/** An address nobody has. */
export const newEmail = () => `${randomUUID()}@example.net`;

/** A house for tests of contacts: Ada sees all of it, Ben (expert) and Sue (supervisor) a second group only, Eve is of another company. */
export async function openContactHouse() {
  const house = await openHouse();
  const open = openDatabase(house.databaseUrl);
  const admin = await setUp(house);
  const fields = { name: "optional", email: "optional", description: "optional" };
  await open.pool.query("UPDATE modules SET settings = settings || $1", [JSON.stringify({ fields })]);
  const secondGroup: string = (await admin.call("POST", "/api/console/groups", { name: "Second" })).body.id;
  const groupIds = [secondGroup];
  const ben = await invite(house, admin, { email: "ben@example.com", name: "Ben", groupIds });
  const sue = await invite(house, admin, { email: "sue@example.com", name: "Sue", role: "supervisor", groupIds });
  const about = { company: "Other", name: "Eve", email: "eve@example.org", password: PASSWORD };
  await makeCompany(open.db, about, Date.now());
  const stranger = await signIn(house.url, "eve@example.org");

  return {
    house,
    open,
    admin,
    ben,
    sue,
    stranger,
    secondGroup,
    /** A customer opens the module on a device and leaves again; gives the case's id. */
    async asksForHelp(more: Anything = {}): Promise<string> {
      const wire = await Wire.open(house.url, "customer");
      const reply = await wire.ask({
        type: "customer/open",
        slug: admin.slug,
        secret: aSecret(),
        customerName: "",
        customerEmail: "",
        description: "",
        disclaimerAccepted: true,
        device: browser,
        ...more,
      });
      if (!reply.ok) throw new Error(JSON.stringify(reply));
      await wire.ask({ type: "customer/leave" });
      wire.close();
      return reply.value.caseId;
    },
    /** Somebody claims a code from a browser. */
    async joins(code: string, known: object, customerName = ""): Promise<void> {
      const wire = await Wire.open(house.url, "customer");
      const join = { type: "customer/join", code, secret: aSecret(), customerName, device: browser, known };
      const reply = await wire.ask(join);
      if (!reply.ok) throw new Error(JSON.stringify(reply));
      wire.close();
    },
    /** A case made by hand. */
    async makes(by: Caller, more: Anything): Promise<string> {
      const facts = { groupId: admin.groupId, customerName: "", customerEmail: "", description: "" };
      const made = await by.call("POST", "/api/console/cases", { ...facts, requestId: randomUUID(), ...more });
      if (made.status !== 200) throw new Error(JSON.stringify(made));
      return made.body.caseId;
    },
    /** What one act of the administrator on a case answers. */
    async acts(caseId: string, request: Anything): Promise<Anything> {
      const wire = await Wire.open(house.url, "console", { cookie: admin.cookie });
      const reply = await wire.ask({ caseId, ...request });
      wire.close();
      return reply;
    },
    async contactOf(caseId: string): Promise<string | null> {
      const query = open.db.selectFrom("cases").select("contact_id").where("id", "=", caseId);
      return (await query.executeTakeFirstOrThrow()).contact_id;
    },
    async codeOf(caseId: string): Promise<string> {
      return (await open.db.selectFrom("cases").select("code").where("id", "=", caseId).executeTakeFirstOrThrow()).code;
    },
    async read(contactId: string | null | undefined, by: Caller = admin) {
      return await by.call("GET", `/api/console/contacts/${contactId}`);
    },
    async list(by: Caller, query = ""): Promise<Anything[]> {
      return (await by.call("GET", `/api/console/contacts${query}`)).body.contacts;
    },
    async close() {
      Wire.closeAll();
      await open.close();
      await house.stop();
    },
  };
}

export type ContactHouse = Awaited<ReturnType<typeof openContactHouse>>;
