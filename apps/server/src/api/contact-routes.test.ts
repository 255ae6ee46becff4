import { afterAll, beforeAll, expect, it } from "vitest";
import { SCOPES } from "@beckon/api/scopes.ts";
import { apiCaller, type ApiCaller } from "../../testing/api-caller.ts";
import { aSecret, desktop, newEmail, openContactHouse, type ContactHouse } from "../../testing/contact-house.ts";
import { opening, Wire, type Anything } from "../../testing/wire.ts";
import { tokenFor } from "../tokens/test-token.ts";

let ours: ContactHouse;
let company: ApiCaller;
let bens: ApiCaller;
let stranger: ApiCaller;
beforeAll(async () => {
  ours = await openContactHouse();
  const tokenOf = (whose: string) => tokenFor(ours.open.db, whose, SCOPES, Date.now());
  company = apiCaller(ours.house, await tokenOf("company"));
  bens = apiCaller(ours.house, await tokenOf(ours.ben.personId));
  const other = await ours.open.db
    .selectFrom("people")
    .select("id")
    .where("name", "=", "Eve")
    .executeTakeFirstOrThrow();
  stranger = apiCaller(ours.house, await tokenOf(other.id));
});
afterAll(() => ours.close());

const get = async (as: ApiCaller, path: string) => {
  const { status, body } = await as("GET", `/api/v1${path}`, "{}");
  return { status, body };
};

it("[W10] contacts and computers are listed as the console shows them to the token's person, and to nobody else", async () => {
  const email = newEmail();
  const known = { secret: aSecret(), host: "MARIAS-PC", memory: 8_000_000_000 };
  const caseId = await ours.asksForHelp({ known, device: desktop, customerEmail: email, customerName: "Maria Puig" });
  const id = String(await ours.contactOf(caseId)).replace("t", "c");
  await ours.admin.call("PATCH", `/api/console/contacts/${id.replace("c", "t")}`, { note: "Calls on Mondays" });

  const contact = { contact_id: id, name: "Maria Puig", email, last_seen: expect.stringMatching(/Z$/) };
  const listed = await get(company, "/Contacts?name=maria");
  expect(listed).toEqual({ status: 200, body: { contacts: [{ ...contact, online_state: "offline" }] } });
  expect((await get(company, `/contacts/${id}`)).body).toEqual({
    contacts: [{ ...contact, online_state: "offline", description: "Calls on Mondays" }],
  });
  const { body } = await get(company, `/devices?groupid=${ours.admin.groupId}`);
  const device = body.devices.find((one: Anything) => one.alias === "MARIAS-PC");
  expect(device).toMatchObject({
    device_id: expect.stringMatching(/^d\d+$/),
    remotecontrol_id: expect.stringMatching(/^r\d+$/),
    groupid: ours.admin.groupId,
    description: "Debian 13, QuickSupport 1.0",
    online_state: "offline",
    contact_id: id,
  });
  expect((await get(company, `/devices/${device.device_id}`)).body).toEqual({ devices: [device] });
  const byNumber = await get(company, `/devices?remotecontrol_id=${device.remotecontrol_id}`);
  expect(byNumber.body).toEqual({ devices: [device] });

  for (const as of [bens, stranger]) {
    expect((await get(as, "/contacts?name=maria")).body).toEqual({ contacts: [] });
    expect((await get(as, "/devices")).body).toEqual({ devices: [] });
    expect((await get(as, `/contacts/${id}`)).status).toBe(404);
    expect((await get(as, `/devices/${device.device_id}`)).status).toBe(404);
  }
});

it("[W10] whoever is connected now is online, with their computer", async () => {
  const name = "Olga Online";
  const known = { secret: aSecret(), host: "OLGAS-PC", memory: null };
  const wire = await Wire.open(ours.house.url, "customer");
  await wire.ask({ ...opening(ours.admin.slug, aSecret(), { customerName: name }), device: desktop, known });
  for (const [state, found] of [
    ["online", 1],
    ["Offline", 0],
    ["busy", 0],
  ] as const) {
    expect((await get(company, `/contacts?name=olga&online_state=${state}`)).body.contacts).toHaveLength(found);
    expect((await get(company, `/devices?name=olga&online_state=${state}`)).body.devices).toHaveLength(found);
  }
  expect((await get(company, "/contacts?name=olga")).body.contacts).toMatchObject([{ online_state: "online" }]);
  await wire.ask({ type: "customer/leave" });
  wire.close();
  expect((await get(company, "/devices?name=olga")).body.devices).toMatchObject([{ online_state: "offline" }]);
});

it("[W10] what does not fit on a page is told how to go on to, each once", async () => {
  const { admin, open } = ours;
  const rows = Array.from({ length: 1_203 }, (_, number) => ({
    company_id: "c1",
    name: `Many ${number}`,
    email: "",
    group_id: admin.groupId,
    made_at: 1_000 + (number % 7),
    last_seen_at: 1_000 + (number % 7),
  }));
  await open.db.insertInto("contacts").values(rows).execute();
  const first = await get(company, "/contacts?name=Many");
  expect(first.body.contacts).toHaveLength(1_000);
  const second = await get(company, `/contacts?name=Many&offset=${first.body.next_offset}`);
  expect(second.body.contacts).toHaveLength(203);
  expect(second.body.next_offset).toBeUndefined();
  const ids = [...first.body.contacts, ...second.body.contacts].map((one: Anything) => one.contact_id);
  expect(new Set(ids).size).toBe(1_203);
});

it("[W10] garbage finds nothing or is refused", async () => {
  for (const path of ["/contacts/c999999", "/contacts/t1", "/contacts/c1%00", "/devices/c1", "/devices/d0"])
    expect((await get(company, path)).status).toBe(404);
  for (const path of ["/contacts?groupid=x", "/devices?offset=c1", "/contacts?online_state=maybe"])
    expect((await get(company, path)).status).toBe(400);
  expect((await get(company, "/devices?remotecontrol_id=nonsense")).body).toEqual({ devices: [] });
  expect((await get(company, "/contacts?groupid=g999999")).body).toEqual({ contacts: [] });
});
