import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Anything } from "../../testing/wire.ts";
import { desktop, aSecret, newEmail, openContactHouse, type ContactHouse } from "../../testing/contact-house.ts";

let close: ContactHouse["close"];
let open: ContactHouse["open"];
let admin: ContactHouse["admin"];
let ben: ContactHouse["ben"];
let stranger: ContactHouse["stranger"];
let asksForHelp: ContactHouse["asksForHelp"];
let joins: ContactHouse["joins"];
let makes: ContactHouse["makes"];
let acts: ContactHouse["acts"];
let contactOf: ContactHouse["contactOf"];
let codeOf: ContactHouse["codeOf"];
let read: ContactHouse["read"];

beforeAll(async () => {
  ({ open, admin, ben, stranger, asksForHelp, joins, makes, acts, contactOf, codeOf, read, close } =
    await openContactHouse());
});
afterAll(() => close());

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
    const code = await codeOf(caseId);
    const known = { secret: aSecret() };
    const before = await contactOf(await asksForHelp({ known }));
    await joins(code, known, "Nora");
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
    const code = await codeOf(caseId);
    const known = { secret: aSecret() };
    await joins(code, known);
    expect(await contactOf(caseId)).toBe(made.body.id);
    expect(await contactOf(await asksForHelp({ known }))).toBe(made.body.id);
  });
});
