import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attach } from "../../testing/attacher.ts";
import { call, invite } from "../../testing/house.ts";
import { Wire, type Anything } from "../../testing/wire.ts";
import { desktop, aSecret, newEmail, openContactHouse, type ContactHouse } from "../../testing/contact-house.ts";

let close: ContactHouse["close"];
let house: ContactHouse["house"];
let open: ContactHouse["open"];
let admin: ContactHouse["admin"];
let ben: ContactHouse["ben"];
let sue: ContactHouse["sue"];
let stranger: ContactHouse["stranger"];
let secondGroup: ContactHouse["secondGroup"];
let asksForHelp: ContactHouse["asksForHelp"];
let makes: ContactHouse["makes"];
let acts: ContactHouse["acts"];
let contactOf: ContactHouse["contactOf"];
let read: ContactHouse["read"];
let list: ContactHouse["list"];

beforeAll(async () => {
  ({ house, open, admin, ben, sue, stranger, secondGroup, asksForHelp, makes, acts, contactOf, read, list, close } =
    await openContactHouse());
});
afterAll(() => close());

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
    const word = `word${randomUUID().slice(0, 13)}`;
    const known = { secret: aSecret(), host: `${word}-host`, memory: null };
    const person = { customerEmail: email, customerName: `${word}-name`, description: `${word}-text` };
    const secret = aSecret();
    const caseId = await asksForHelp({ ...person, device: desktop, known, secret });
    await attach(house.url, { secret, caseId }, `${word}.txt`, randomBytes(12));
    await acts(caseId, { type: "case/note", text: `${word}-note` });
    await acts(caseId, { type: "case/edit", from: { priority: "normal" }, to: { priority: "high" } });
    await acts(caseId, { type: "case/edit", from: { tags: [] }, to: { tags: [`${word}-tag`] } });
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
