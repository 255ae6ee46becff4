import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, invite, openHouse, setUp, signIn, type Caller, type House } from "../../testing/house.ts";
import { attach } from "../../testing/attacher.ts";
import { Wire, type Anything } from "../../testing/wire.ts";
import { makeCompany } from "../people/company.ts";
import { openDatabase, type OpenDatabase } from "../store/database.ts";
import { lastExpertOf } from "../store/last-expert.ts";

let house: House;
let open: OpenDatabase;
let admin: Awaited<ReturnType<typeof setUp>>;
/** Sees the second group only. */
let ben: Caller & { personId: string };
/** Sees the second group, as a supervisor. */
let sue: Caller & { personId: string };
let stranger: Caller;
let secondGroup: string;

beforeAll(async () => {
  house = await openHouse();
  open = openDatabase(house.databaseUrl);
  admin = await setUp(house);
  const fields = { name: "optional", email: "optional", description: "optional" };
  await open.pool.query("UPDATE modules SET settings = settings || $1", [JSON.stringify({ fields })]);
  secondGroup = (await admin.call("POST", "/api/console/groups", { name: "Second" })).body.id;
  ben = await invite(house, admin, { email: "ben@example.com", name: "Ben", groupIds: [secondGroup] });
  sue = await invite(house, admin, {
    email: "sue@example.com",
    name: "Sue",
    role: "supervisor",
    groupIds: [secondGroup],
  });
  const password = "correct horse battery";
  const about = { company: "Other", name: "Eve", email: "eve@example.org", password };
  await makeCompany(open.db, about, Date.now());
  stranger = await signIn(house.url, "eve@example.org");
});
afterAll(async () => {
  Wire.closeAll();
  await open.close();
  await house.stop();
});

const aSecret = () => randomBytes(32).toString("base64url");
const browser = { browser: "Firefox", system: "Windows 11", language: "de", screen: "1920 × 1080", channel: "web" };
const desktop = { ...browser, browser: "QuickSupport 1.0", system: "Debian 13", channel: "desktop" };

/** A customer opens the module on a device; gives the case's id. */
async function asksForHelp(about: Anything = {}): Promise<string> {
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
    ...about,
  });
  expect(reply).toMatchObject({ ok: true });
  await wire.ask({ type: "customer/leave" });
  wire.close();
  return reply.value.caseId;
}

async function makes(by: Caller, about: Anything): Promise<string> {
  const made = await by.call("POST", "/api/console/cases", {
    groupId: admin.groupId,
    customerName: "",
    customerEmail: "",
    description: "",
    requestId: randomUUID(),
    ...about,
  });
  expect(made.status).toBe(200);
  return made.body.caseId;
}

/** What one act on a case as the administrator answers. */
async function acts(caseId: string, request: Anything, as: Caller = admin): Promise<Anything> {
  const wire = await Wire.open(house.url, "console", { cookie: as.cookie });
  const reply = await wire.ask({ caseId, ...request });
  wire.close();
  return reply;
}

async function contactOf(caseId: string): Promise<string | null> {
  const row = await open.db.selectFrom("cases").select("contact_id").where("id", "=", caseId).executeTakeFirstOrThrow();
  return row.contact_id;
}
const read = async (contactId: string | null | undefined, by: Caller = admin) =>
  await by.call("GET", `/api/console/contacts/${contactId}`);
const list = async (by: Caller, query = ""): Promise<Anything[]> =>
  (await by.call("GET", `/api/console/contacts${query}`)).body.contacts;
const newEmail = () => `${randomUUID()}@example.net`;

describe("becoming a contact", () => {
  it("[K1] one address is one contact, however it is written and whoever makes the case", async () => {
    const email = newEmail();
    const first = await asksForHelp({ customerName: "Maria", customerEmail: email });
    const second = await asksForHelp({ customerEmail: email.toUpperCase() });
    const third = await makes(admin, { customerEmail: email });
    const contactId = await contactOf(first);
    expect([await contactOf(second), await contactOf(third)]).toEqual([contactId, contactId]);
    const { body } = await read(contactId);
    expect(body.contact).toMatchObject({ name: "Maria", email, cases: 3, open: 3, groupId: null });
    expect(body.cases.map(({ id }: Anything) => id).toSorted()).toEqual([first, second, third].toSorted());
  });

  it("[K1] a device is known again without an address, and an address that comes later becomes the contact's", async () => {
    const known = { secret: aSecret() };
    const first = await asksForHelp({ known });
    const second = await asksForHelp({ known });
    expect(await contactOf(second)).toBe(await contactOf(first));
    const email = newEmail();
    const third = await asksForHelp({ known, customerEmail: email, customerName: "Luis" });
    const { body } = await read(await contactOf(third));
    expect(body.contact).toMatchObject({ name: "Luis", email, cases: 3 });
    // From then on the device stands for the address, and another device with the address for the contact.
    const fourth = await asksForHelp({ known });
    const fifth = await asksForHelp({ known: { secret: aSecret() }, customerEmail: email });
    expect([await contactOf(fourth), await contactOf(fifth)]).toEqual([body.contact.id, body.contact.id]);
  });

  it("[K1] the address comes before the device: two people at one computer are two contacts", async () => {
    const known = { secret: aSecret() };
    const [one, two] = [newEmail(), newEmail()];
    const first = await asksForHelp({ known, customerEmail: one });
    const second = await asksForHelp({ known, customerEmail: two });
    const third = await asksForHelp({ known });
    expect(await contactOf(second)).not.toBe(await contactOf(first));
    expect(await contactOf(third)).toBe(await contactOf(second));
  });

  it("[K1][X11] of what a device holds the database keeps a hash only, and nobody is told it", async () => {
    const secret = aSecret();
    const caseId = await asksForHelp({ known: { secret } });
    const { rows } = await open.pool.query("SELECT d::text || c::text AS text FROM devices d, cases c");
    expect(rows.some(({ text }: { text: string }) => text.includes(secret))).toBe(false);
    const hash = (await open.db.selectFrom("cases").select("device_hash").where("id", "=", caseId).execute())[0];
    const told = JSON.stringify((await read(await contactOf(caseId))).body);
    expect(told).not.toContain(secret);
    expect(told).not.toContain(hash?.device_hash);
  });

  it("[K1] two cases with the same new address or device at the same moment make one contact", async () => {
    const email = newEmail();
    const known = { secret: aSecret() };
    const same = await Promise.all([
      ...Array.from({ length: 6 }, () => makes(admin, { customerEmail: email })),
      asksForHelp({ customerEmail: email, known }),
      asksForHelp({ customerEmail: email, known }),
    ]);
    expect(new Set(await Promise.all(same.map(contactOf))).size).toBe(1);
    const nameless = { secret: aSecret() };
    const byDevice = await Promise.all(Array.from({ length: 6 }, () => asksForHelp({ known: nameless })));
    expect(new Set(await Promise.all(byDevice.map(contactOf))).size).toBe(1);
  });

  it("[K1] an address that is added or put right takes the case to its contact", async () => {
    const known = { secret: aSecret() };
    const caseId = await asksForHelp({ known });
    const byDevice = await contactOf(caseId);
    const email = newEmail();
    const edit = async (from: string, to: string) =>
      await acts(caseId, { type: "case/edit", from: { customerEmail: from }, to: { customerEmail: to } });
    expect((await edit("", email)).ok).toBe(true);
    expect(await contactOf(caseId)).toBe(byDevice);
    expect((await read(byDevice)).body.contact.email).toBe(email);
    // It was somebody else's: who is left without a case had nothing but the mistake.
    const right = newEmail();
    const theirs = await contactOf(await makes(admin, { customerEmail: right }));
    await edit(email, right);
    expect(await contactOf(caseId)).toBe(theirs);
    expect((await read(byDevice)).status).toBe(404);
    expect(await contactOf(await asksForHelp({ known }))).toBe(theirs);
  });

  it("[K1][S5] a code that somebody claims from their device becomes theirs, and a case without anything nobody's", async () => {
    const caseId = await makes(admin, {});
    expect(await contactOf(caseId)).toBeNull();
    const { code } = await open.db
      .selectFrom("cases")
      .select("code")
      .where("id", "=", caseId)
      .executeTakeFirstOrThrow();
    const known = { secret: aSecret() };
    const before = await contactOf(await asksForHelp({ known }));
    const wire = await Wire.open(house.url, "customer");
    await wire.ask({
      type: "customer/join",
      code,
      secret: aSecret(),
      customerName: "Nora",
      device: browser,
      known,
    });
    wire.close();
    expect(await contactOf(caseId)).toBe(before);
    expect((await read(before)).body.contact.name).toBe("Nora");
  });

  it("[K1][H3] the address for an answer to a message makes the contact, too", async () => {
    const at = newEmail();
    const known = { secret: aSecret() };
    const before = await contactOf(await asksForHelp({ known }));
    const message = { text: "Call me", reach: { by: "email", at: at.toUpperCase() }, callBack: false, stays: false };
    const caseId = await asksForHelp({ known: { secret: aSecret() }, message });
    expect((await read(await contactOf(caseId))).body.contact.email).toBe(at);
    expect(await contactOf(await asksForHelp({ known, message }))).toBe(await contactOf(caseId));
    expect(await contactOf(await asksForHelp({ known }))).not.toBe(before);
  });

  it("[P4] a group in which somebody is filed is not deleted", async () => {
    const { id } = (await admin.call("POST", "/api/console/groups", { name: "Filed" })).body;
    const facts = { name: "Ida", email: "", note: "", groupId: id };
    const filed = (await admin.call("POST", "/api/console/contacts", facts)).body;
    expect((await admin.call("DELETE", `/api/console/groups/${id}`)).body).toEqual({ refusal: { reason: "inUse" } });
    const path = `/api/console/contacts/${filed.id}`;
    const nowhere = { refusal: { reason: "invalid", field: "groupId", problem: "required" } };
    expect((await admin.call("PATCH", path, { groupId: null })).body).toEqual(nowhere);
    await admin.call("PATCH", path, { groupId: admin.groupId });
    expect((await admin.call("DELETE", `/api/console/groups/${id}`)).status).toBe(200);
  });

  it("[C12] with a contact's last case goes the contact; one that was filed stays", async () => {
    const caseId = await makes(admin, { customerEmail: newEmail() });
    const contactId = await contactOf(caseId);
    const other = await makes(admin, { customerEmail: newEmail() });
    const noted = await contactOf(other);
    await admin.call("PATCH", `/api/console/contacts/${noted}`, { groupId: admin.groupId });
    for (const id of [caseId, other]) expect((await acts(id, { type: "case/delete" })).ok).toBe(true);
    expect((await read(contactId)).status).toBe(404);
    expect((await read(noted)).body.contact.cases).toBe(0);
  });

  it("[K2] the desktop module's computer is kept with what it tells, in the module's group and with its contact", async () => {
    const known = { secret: aSecret(), host: "MARIAS-PC", memory: 8_000_000_000 };
    const email = newEmail();
    const caseId = await asksForHelp({ known, device: desktop, customerEmail: email });
    await asksForHelp({ known, device: { ...desktop, system: "Debian 14" } });
    const { body } = await admin.call("GET", `/api/console/computers?groupId=${admin.groupId}&text=marias`);
    expect(body.computers).toHaveLength(1);
    const contactId = await contactOf(caseId);
    expect(body.computers[0]).toMatchObject({
      host: "MARIAS-PC",
      system: "Debian 14",
      program: "QuickSupport 1.0",
      memory: 8_000_000_000,
      groupId: admin.groupId,
      contactId,
      contactEmail: email,
    });
    expect((await read(contactId)).body.computers).toHaveLength(1);
    expect((await ben.call("GET", "/api/console/computers")).body.computers).toEqual([]);
    expect((await stranger.call("GET", "/api/console/computers")).body.computers).toEqual([]);
  });

  it("[K5] a case made for a contact carries it, also when its customer then comes with a device of their own", async () => {
    const groupId = admin.groupId;
    const made = await admin.call("POST", "/api/console/contacts", { name: "Ida", email: "", note: "", groupId });
    const caseId = await makes(admin, { customerName: "Ida", contactId: made.body.id });
    const { code } = await open.db
      .selectFrom("cases")
      .select("code")
      .where("id", "=", caseId)
      .executeTakeFirstOrThrow();
    const known = { secret: aSecret() };
    const wire = await Wire.open(house.url, "customer");
    await wire.ask({ type: "customer/join", code, secret: aSecret(), customerName: "", device: browser, known });
    wire.close();
    expect(await contactOf(caseId)).toBe(made.body.id);
    expect(await contactOf(await asksForHelp({ known }))).toBe(made.body.id);
  });

  it("[K1] the expert a contact was together with last is found, and only since then", async () => {
    const known = { secret: aSecret() };
    const caseId = await asksForHelp({ known });
    const contactId = (await contactOf(caseId)) ?? "";
    expect(await lastExpertOf(open.db, contactId, 0)).toBeNull();
    const before = Date.now();
    expect((await acts(caseId, { type: "session/join" })).ok).toBe(true);
    const me = (await admin.call("GET", "/api/console/me")).body.personId;
    expect(await lastExpertOf(open.db, contactId, before - 5)).toBe(me);
    expect(await lastExpertOf(open.db, contactId, Date.now() + 60_000)).toBeNull();
  });
});

describe("what one sees of a contact", () => {
  it("[K1][X1] is what one sees of its cases: another group's address and note stay there", async () => {
    const known = { secret: aSecret() };
    const email = newEmail();
    const inFirst = await asksForHelp({ known, customerEmail: email, customerName: "Secret Name" });
    const contactId = await contactOf(inFirst);
    expect((await read(contactId, ben)).status).toBe(404);
    const inSecond = await makes(admin, { groupId: secondGroup, customerName: "Just Maria", contactId });
    await admin.call("PATCH", `/api/console/contacts/${contactId}`, { note: "Owes us money" });
    const { body } = await read(contactId, ben);
    expect(body).toMatchObject({ note: "", otherEmails: [], isWhole: false, mayChange: false });
    expect(body.contact).toMatchObject({ name: "Just Maria", email: "", cases: 1, groupId: null });
    const cardOfCase = body.cases[0];
    expect([body.contact.madeAt, body.contact.lastSeenAt]).toEqual([cardOfCase.createdAt, cardOfCase.createdAt]);
    expect(body.cases.map(({ id }: Anything) => id)).toEqual([inSecond]);
    expect(JSON.stringify(body)).not.toContain(email);
    // Nor can it be found by what is not shown.
    expect(await list(ben, "?text=Secret")).toEqual([]);
    expect(await list(ben, `?text=${email}`)).toEqual([]);
    expect((await list(ben, "?text=just")).map(({ id }) => id)).toEqual([contactId]);
    expect(await list(ben, `?groupId=${admin.groupId}`)).toEqual([]);
    expect((await list(admin, "?text=Secret")).map(({ id }) => id)).toContain(contactId);
    // What is seen in part is not changed, merged, taken along or erased as a whole.
    const path = `/api/console/contacts/${contactId}`;
    const partly = { refusal: { reason: "partlySeen" } };
    expect((await sue.call("PATCH", path, { name: "Mine" })).body).toEqual(partly);
    expect((await sue.call("POST", `${path}/export`)).body).toEqual(partly);
    expect((await sue.call("DELETE", path)).body).toEqual(partly);
    const own = await contactOf(await makes(sue, { groupId: secondGroup, customerEmail: newEmail() }));
    expect((await sue.call("POST", `/api/console/contacts/${own}/merge`, { otherId: contactId })).body).toEqual(partly);
  });

  it("[K1][X1] another company's contact is not found, by any call", async () => {
    const email = newEmail();
    const contactId = await contactOf(await makes(admin, { customerEmail: email }));
    const path = `/api/console/contacts/${contactId}`;
    const groupId = admin.groupId;
    const tried = [
      await stranger.call("GET", path),
      await stranger.call("PATCH", path, { name: "Mine" }),
      await stranger.call("GET", `${path}/merge?otherId=${contactId}x`),
      await stranger.call("POST", `${path}/merge`, { otherId: `${contactId}x` }),
      await stranger.call("POST", `${path}/export`),
      await stranger.call("DELETE", path),
      await stranger.call("POST", "/api/console/contacts", { name: "Mine", email, note: "", groupId }),
    ];
    expect(tried.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404, 404]);
    expect(await list(stranger)).toEqual([]);
    expect((await list(stranger, `?groupId=${groupId}`)).length).toBe(0);
    const own = (await stranger.call("GET", "/api/console/groups")).body.groups[0].id;
    const requestId = randomUUID();
    const facts = { customerName: "", customerEmail: "", description: "", groupId: own, contactId, requestId };
    expect((await stranger.call("POST", "/api/console/cases", facts)).status).toBe(404);
    // The same address is a contact of its own in each company.
    const theirs = await contactOf(await makes(stranger, { groupId: own, customerEmail: email }));
    expect(theirs).not.toBe(contactId);
    expect((await read(theirs)).status).toBe(404);
    const nobody = await call(house.url, "GET", path);
    expect(nobody.status).toBe(401);
  });

  it("[X2] experts neither merge, export nor erase; whoever only reads changes nothing", async () => {
    const [one, two] = await Promise.all(
      [newEmail(), newEmail()].map(async (customerEmail) =>
        contactOf(await makes(ben, { groupId: secondGroup, customerEmail })),
      ),
    );
    const path = `/api/console/contacts/${one}`;
    expect((await ben.call("PATCH", path, { note: "Calls on Mondays" })).status).toBe(200);
    for (const [method, at, body] of [
      ["POST", `${path}/merge`, { otherId: two }],
      ["POST", `${path}/export`, undefined],
      ["DELETE", path, undefined],
    ] as const)
      expect((await ben.call(method, at, body)).body).toEqual({ refusal: { reason: "notAllowed" } });
    const reader = await invite(house, admin, { email: `${randomUUID()}@example.com`, name: "Rea" });
    const members = `/api/console/groups/${secondGroup}/members`;
    await admin.call("PUT", members, { personId: reader.personId, access: "read" });
    expect((await read(one, reader)).body).toMatchObject({ note: "Calls on Mondays", mayChange: false });
    expect((await reader.call("PATCH", path, { name: "X" })).body).toEqual({ refusal: { reason: "notAllowed" } });
  });

  it("[K1] lists come by pages, seen last first, and nothing twice", async () => {
    const { body: fresh } = await admin.call("POST", "/api/console/groups", { name: "Many" });
    const emails = Array.from({ length: 60 }, newEmail);
    for (const customerEmail of emails) await makes(admin, { groupId: fresh.id, customerEmail });
    const first = (await admin.call("GET", `/api/console/contacts?groupId=${fresh.id}`)).body;
    expect([first.contacts.length, first.more]).toEqual([50, true]);
    const before = first.contacts.at(-1).id;
    const second = (await admin.call("GET", `/api/console/contacts?groupId=${fresh.id}&before=${before}`)).body;
    expect([second.contacts.length, second.more]).toEqual([10, false]);
    const all = [...first.contacts, ...second.contacts];
    expect(new Set(all.map(({ email }: Anything) => email))).toEqual(new Set(emails));
    const times = all.map(({ lastSeenAt }: Anything) => lastSeenAt);
    expect(times).toEqual(times.toSorted((a: number, b: number) => b - a));
  });
});

describe("merging, exporting, erasing", () => {
  it("[K3] two contacts become one: cases, computers, addresses, names and notes of both, and an entry in the log", async () => {
    const known = { secret: aSecret(), host: "OFFICE", memory: null };
    const [mine, work] = [newEmail(), newEmail()];
    const kept = await contactOf(await makes(admin, { customerEmail: mine, customerName: "Maria" }));
    const other = await contactOf(
      await asksForHelp({ known, device: desktop, customerEmail: work, customerName: "M. Lopez" }),
    );
    await admin.call("PATCH", `/api/console/contacts/${kept}`, { note: "Likes tea" });
    await admin.call("PATCH", `/api/console/contacts/${other}`, { note: "Second floor" });
    const path = `/api/console/contacts/${kept}/merge`;
    const expected = {
      name: "Maria",
      email: mine,
      otherEmails: [work],
      note: "Likes tea\nM. Lopez\nSecond floor",
      cases: 2,
      computers: 1,
    };
    expect((await admin.call("GET", `${path}?otherId=${other}`)).body).toEqual(expected);
    expect((await admin.call("POST", path, { otherId: other })).status).toBe(200);
    const { body } = await read(kept);
    expect(body).toMatchObject({ note: expected.note, otherEmails: [work] });
    expect([body.contact.name, body.contact.email, body.cases.length, body.computers.length]).toEqual([
      "Maria",
      mine,
      2,
      1,
    ]);
    expect((await read(other)).status).toBe(404);
    // Whoever comes by either address or device from now on is this contact.
    for (const about of [{ customerEmail: work }, { customerEmail: mine }, { known, device: desktop }])
      expect(await contactOf(await asksForHelp(about))).toBe(kept);
    const [entry] = (await admin.call("GET", "/api/console/audit?act=contact/merged")).body.entries;
    expect(entry).toMatchObject({ subject: kept, details: { with: other } });
  });

  it("[K3] a second contact cannot take an address by being renamed: that is a merge", async () => {
    const [one, two] = [newEmail(), newEmail()];
    await makes(admin, { customerEmail: one });
    const second = await contactOf(await makes(admin, { customerEmail: two }));
    const taken = { refusal: { reason: "invalid", field: "email", problem: "taken" } };
    expect((await admin.call("PATCH", `/api/console/contacts/${second}`, { email: one })).body).toEqual(taken);
    expect((await read(second)).body.contact.email).toBe(two);
  });

  it("[K4] an export holds all that is kept of a person, and the log says who took it", async () => {
    const email = newEmail();
    const known = { secret: aSecret(), host: "EXPORT-PC", memory: 1024 };
    const about = { customerEmail: email, customerName: "Xenia", description: "My printer", device: desktop, known };
    const message = {
      text: "Please ring",
      reach: { by: "phone", at: "+34 600 000 000" },
      callBack: true,
      stays: false,
    };
    const secret = aSecret();
    const caseId = await asksForHelp({ ...about, message, secret });
    await attach(house.url, { secret, caseId }, "screen.txt", randomBytes(12));
    await acts(caseId, { type: "case/note", text: "Impatient" });
    await acts(caseId, { type: "case/say", text: "Good morning" });
    const contactId = await contactOf(caseId);
    const { body } = await admin.call("POST", `/api/console/contacts/${contactId}/export`);
    expect(body).toMatchObject({ format: "beckon-contact", company: "Example Ltd" });
    expect(body.contact).toMatchObject({ name: "Xenia", emails: [email] });
    expect(body.computers).toMatchObject([{ host: "EXPORT-PC", memory: 1024 }]);
    expect(body.cases[0].case).toMatchObject({ customerName: "Xenia", description: "My printer" });
    const texts = body.cases[0].history.map(({ what }: Anything) => what.text).filter(Boolean);
    expect(texts).toEqual(["Please ring", "Impatient", "Good morning"]);
    const [first] = body.cases;
    expect(first.messages).toMatchObject([{ text: "Please ring", reach: "+34 600 000 000", callBack: true }]);
    expect(first.attachments).toMatchObject([{ name: "screen.txt", bytes: 12 }]);
    const [entry] = (await admin.call("GET", "/api/console/audit?act=contact/exported")).body.entries;
    expect(entry).toMatchObject({ subject: contactId, actorName: "Ada", details: {} });
  });

  it("[K4] an erased person is in no table any more, and the entry of the log names nobody", async () => {
    const email = newEmail();
    const word = `word${randomUUID()}`;
    const known = { secret: aSecret(), host: `${word}-host`, memory: null };
    const person = { customerEmail: email, customerName: `${word}-name`, description: `${word}-text` };
    const secret = aSecret();
    const caseId = await asksForHelp({ ...person, device: desktop, known, secret });
    await attach(house.url, { secret, caseId }, `${word}.txt`, randomBytes(12));
    await acts(caseId, { type: "case/note", text: `${word}-note` });
    await acts(caseId, { type: "case/edit", from: { priority: "normal" }, to: { priority: "high" } });
    const contactId = await contactOf(caseId);
    const path = `/api/console/contacts/${contactId}`;
    await admin.call("PATCH", path, { note: `${word}-contact`, groupId: admin.groupId });
    expect((await admin.call("DELETE", path)).body).toEqual({ refusal: { reason: "casesOpen" } });
    expect((await read(contactId)).body.contact.name).toBe(`${word}-name`);
    await acts(caseId, { type: "case/close", outcome: "solved" });
    const console = await Wire.open(house.url, "console", { cookie: admin.cookie });
    await console.next(({ type }) => type === "queue/snapshot");
    expect((await admin.call("DELETE", path)).status).toBe(200);
    // Whoever looks at the queue sees it at once.
    const { card } = await console.next(({ type, card: one }) => type === "queue/card" && one.id === caseId);
    expect(card).toMatchObject({
      state: "closed",
      outcome: "solved",
      priority: "high",
      customerName: "",
      description: "",
    });
    expect((await read(contactId)).status).toBe(404);
    expect(await contactOf(caseId)).toBeNull();
    for (const table of ["contacts", "contact_addresses", "devices", "cases", "case_history", "attachments", "audit"]) {
      const { rows } = await open.pool.query(
        `SELECT 1 FROM ${table} WHERE ${table}::text LIKE '%' || $1 || '%' OR ${table}::text LIKE '%' || $2 || '%'`,
        [word, email],
      );
      expect([table, rows.length]).toEqual([table, 0]);
    }
    const [entry] = (await admin.call("GET", "/api/console/audit?act=contact/erased")).body.entries;
    expect(entry).toMatchObject({ subject: contactId, details: { cases: 1, computers: 1 } });
  });
});
