import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiCaller, type ApiCaller } from "../../testing/api-caller.ts";
import { invite, openHouse, setUp, type Caller, type House } from "../../testing/house.ts";
import { openDatabase } from "../store/database.ts";
import { DEVICE, newSecret, opening, Wire, type Anything } from "../../testing/wire.ts";

let house: House;
let admin: Caller & { slug: string; groupId: string };
let ana: Caller & { personId: string };
let company: ApiCaller;
let anas: ApiCaller;
let consoleOfAna: Wire;

beforeAll(async () => {
  house = await openHouse();
  admin = await setUp(house);
  ana = await invite(house, admin, { email: "ana@example.com", name: "Ana", groupIds: [admin.groupId] });
  company = apiCaller(house, await house.token("company"));
  anas = apiCaller(house, await house.token(ana.personId));
  consoleOfAna = await Wire.open(house.url, "console", { cookie: ana.cookie });
});
afterAll(async () => {
  Wire.closeAll();
  await house.stop();
});

const at = (code: unknown) => `/api/v1/sessions/${String(code)}`;
const make = async (body: object = {}, by = anas): Promise<Anything> =>
  (await by("POST", "/api/v1/sessions", body)).body;
const put = async (code: unknown, body: object, by = anas) => (await by("PUT", at(code), body)).status;
const read = async (code: unknown, by = anas): Promise<Anything> => (await by("GET", at(code))).body;
const idOf = (made: Anything) => String(made.supporter_link).split("/").at(-1) ?? "";
const cardOf = async (made: Anything, fits: (card: Anything) => boolean = () => true): Promise<Anything> =>
  (await consoleOfAna.next((m) => m.type === "queue/card" && m.card.code === made.code && fits(m.card))).card;

describe("the desk", () => {
  it("[W7] shows what the API does in the queue at once, and in the history with the person and the integration", async () => {
    const made = await make({ description: "It smokes", customId: "T-1" });
    expect(await cardOf(made)).toMatchObject({ id: idOf(made), description: "It smokes", assigneeId: ana.personId });
    await put(made.code, { waiting_message: "Soon", priority: "HIGH", assigned_userid: "u0" });
    await cardOf(made, (card) => card.assigneeId === null);
    consoleOfAna.send({ type: "case/watch", caseId: idOf(made), id: randomUUID() });
    const told = await consoleOfAna.next((m) => m.type === "case/detail" && m.detail.card.code === made.code);
    const by = { kind: "person", personId: ana.personId, through: "Test" };
    expect(told.detail.timeline).toMatchObject([
      { by, what: { is: "created", how: "byHand" } },
      { by, what: { is: "edited", facts: ["priority"] } },
      { by, what: { is: "integrationChanged", facts: ["waitingMessage"] } },
      { by, what: { is: "assigned", to: null } },
    ]);
    expect(JSON.stringify(consoleOfAna.received)).not.toContain("T-1");
  });

  it("[W7] lets the customer wait by the same rules: they join by the link's code, read the message, and have a place", async () => {
    const made = await make({
      waiting_message: "The plumber is called.",
      custom_api: "secret of ours",
      assigned_userid: "u0",
    });
    const customer = await Wire.open(house.url, "customer");
    const code = new URL(made.end_customer_link).pathname.slice(1);
    const joining = { type: "customer/join", code, secret: newSecret(), customerName: "Cleo", device: DEVICE };
    expect((await customer.ask(joining)).ok).toBe(true);
    const seen = await customer.next((m) => m.type === "customer/case");
    expect(seen.case.branding.waiting).toBe("The plumber is called.");
    expect(JSON.stringify(customer.received)).not.toContain("secret of ours");
    expect(await read(made.code)).toMatchObject({
      online: true,
      status: "pending",
      position: 1,
      waiting_since: expect.any(String),
    });
    const from = customer.mark;
    await put(made.code, { waiting_message: "He is on his way." });
    await customer.next((m) => m.type === "customer/case" && m.case.branding.waiting === "He is on his way.", from);
    await put(made.code, { state: "closed" });
    await customer.next((m) => m.type === "customer/case" && m.case.state === "closed", from);
    const closed = await read(made.code);
    expect(closed).toMatchObject({ online: false, state: "Closed", status: "closed", closed_at: expect.any(String) });
    expect(closed).not.toHaveProperty("position");
  });
});

describe("a change", () => {
  it("[W7] is answered with exactly 204 and nothing, closes, reopens, and repeated does nothing more", async () => {
    const made = await make({ end_customer: { name: "Cleo", email: "cleo@example.com" } });
    for (const body of [{ state: "Closed" }, { state: "closed" }, { state: "OPEN" }, { state: "open" }, {}]) {
      const { status, text, headers } = await anas("PUT", at(made.code), body);
      expect({ status, text, length: headers["content-length"] }).toEqual({ status: 204, text: "", length: undefined });
    }
    expect(await put(made.code, { end_customer: "Dora" })).toBe(204);
    const changed = await read(made.code);
    expect(changed).toMatchObject({ state: "Open", end_customer: { name: "Dora", email: "cleo@example.com" } });
    // What a client reads it may send back as it is.
    expect(await put(made.code, changed)).toBe(204);
    expect(await read(made.code)).toEqual(changed);
    expect(await put(made.code, { end_customer: { email: "" }, description: "", customId: "T-2" })).toBe(204);
    expect(await read(made.code)).toMatchObject({ end_customer: { name: "Dora" }, customId: "T-2" });
  });

  it("[W7] of a closed session is refused as long as it is closed, and nothing of it is done", async () => {
    const made = await make({ description: "before" });
    await put(made.code, { state: "closed" });
    const { status, body } = await anas("PUT", at(made.code), { description: "after", custom_api: "x" });
    expect({ status, body }).toMatchObject({ status: 409, body: { error: "invalid_request", error_code: 409 } });
    expect(await read(made.code)).toMatchObject({ description: "before" });
    expect(await put(made.code, { custom_api: "x" })).toBe(204);
    expect(await put(made.code, { description: "after", state: "open" })).toBe(204);
    expect(await read(made.code)).toMatchObject({ state: "Open", description: "after", custom_api: "x" });
  });

  it("[W7] at the same time as others overwrites only what it names", async () => {
    const made = await make();
    const fields = ["description", "waiting_message", "custom_api", "customId"] as const;
    const rounds = Array.from({ length: 5 }, (_, round) =>
      fields.map((field) => put(made.code, { [field]: `${field} ${round}` })),
    );
    expect(new Set(await Promise.all(rounds.flat()))).toEqual(new Set([204]));
    const after = await read(made.code);
    for (const field of fields) expect(after[field]).toMatch(new RegExp(`^${field} \\d$`));
  });

  it("[W7] says which module receives the customer, by its id or address; unknown ones are refused", async () => {
    const made = await make();
    expect((await anas("GET", `${at(made.code)}/custom_modules_config_id`)).body).toEqual({ config_id: admin.slug });
    expect(await put(made.code, { custom_module_id: admin.slug })).toBe(204);
    const { custom_module_id: moduleId } = await read(made.code);
    expect(moduleId).toMatch(/^\w+$/);
    expect(await put(made.code, { custom_module_id: moduleId })).toBe(204);
    expect(await put(made.code, { custom_module_id: "nothing" })).toBe(400);
    expect((await anas("GET", `${at("s000000000")}/custom_modules_config_id`)).status).toBe(404);
  });

  it("[W7] deletes a session with all that is kept of it, once", async () => {
    const made = await make({ custom_api: "gone" });
    expect(await anas("DELETE", at(made.code))).toMatchObject({ status: 204, text: "" });
    await consoleOfAna.next((m) => m.type === "queue/gone" && m.caseId === idOf(made));
    for (const method of ["GET", "DELETE"]) expect((await anas(method, at(made.code))).status).toBe(404);
    expect(await put(made.code, { state: "open" })).toBe(404);
  });

  it("[W7] does not cut off whoever is in a remote session: giving the case to another, or deleting it, waits", async () => {
    const customer = await Wire.open(house.url, "customer");
    await customer.ask(opening(admin.slug, newSecret()));
    const { case: seen } = await customer.next((m) => m.type === "customer/case");
    const joined = await consoleOfAna.ask({ type: "session/join", caseId: seen.caseId });
    expect(joined.ok).toBe(true);
    expect(await read(seen.code)).toMatchObject({ status: "in_progress", state: "Open", online: true });
    expect(await put(seen.code, { assigned_userid: "u0" })).toBe(409);
    expect((await anas("DELETE", at(seen.code))).status).toBe(409);
    expect(await put(seen.code, { state: "closed" })).toBe(204);
  });
});

it("[K4] what an integration keeps goes out with the customer's export, and nowhere is anything of it once they are erased", async () => {
  const word = `word${randomUUID().slice(0, 8)}`;
  const kept = { custom_api: `${word} api`, customId: `${word} id`, waiting_message: `${word} message` };
  const made = await make({ end_customer: { name: word, email: `${word}@example.com` }, ...kept }, company);
  await put(made.code, { custom_api: `${word} more`, state: "closed" }, company);
  const { body: found } = await admin.call("GET", `/api/console/contacts?text=${word}`);
  const path = `/api/console/contacts/${String(found.contacts[0].id)}`;
  const { body: exported } = await admin.call("POST", `${path}/export`);
  const integration = { customId: `${word} id`, customApi: `${word} more`, waitingMessage: `${word} message` };
  expect(exported.cases).toMatchObject([{ integration }]);
  expect((await admin.call("DELETE", path)).status).toBe(200);
  const after = await read(made.code, company);
  for (const field of ["end_customer", "custom_api", "customId", "waiting_message"])
    expect(after).not.toHaveProperty(field);
  const { pool, close } = openDatabase(house.databaseUrl);
  for (const table of ["cases", "case_history", "contacts", "audit"])
    expect((await pool.query(`SELECT 1 FROM ${table} WHERE ${table}::text LIKE $1`, [`%${word}%`])).rowCount).toBe(0);
  await close();
});

describe("a group", () => {
  it("[W7] that is named and unknown is made, once, also by two at the same time; known ones are found in any case", async () => {
    const both = await Promise.all([1, 2, 3, 4].map(() => make({ groupname: "Night shift" })));
    const [first] = both;
    expect(new Set(both.map(({ groupid }) => groupid)).size).toBe(1);
    expect((await make({ groupname: " night SHIFT " })).groupid).toBe(first.groupid);
    expect((await make({ groupname: "Night shift", groupid: first.groupid })).groupid).toBe(first.groupid);
    const groups = await ana.call("GET", "/api/console/groups");
    expect(groups.body.groups).toContainEqual(
      expect.objectContaining({ id: first.groupid, name: "Night shift", ownerId: ana.personId }),
    );
    // From now on it is the first group she owns.
    expect((await make()).groupid).toBe(first.groupid);
    const moved = await make({ groupid: admin.groupId });
    expect(await put(moved.code, { groupname: "Night shift" })).toBe(204);
    expect(await read(moved.code)).toMatchObject({ groupid: first.groupid });
  });

  it("[W7] that is another than its name, that is not there, or that is only read, is refused and makes nothing", async () => {
    const refusals = [
      [{ groupid: admin.groupId, groupname: "Night shift" }, 400],
      [{ groupid: "g999999" }, 400],
      [{ groupid: "nonsense" }, 400],
      [{ groupname: "x".repeat(101) }, 400],
      [{ groupname: "Never made", custom_module_id: "nothing" }, 400],
    ] as const;
    for (const [body, status] of refusals)
      expect({ body, status: (await anas("POST", "/api/v1/sessions", body)).status }).toEqual({ body, status });
    const { body: readers } = await admin.call("POST", "/api/console/groups", { name: "Readers" });
    const members = `/api/console/groups/${String(readers.id)}/members`;
    expect((await admin.call("PUT", members, { personId: ana.personId, access: "read" })).status).toBe(200);
    const only = await anas("POST", "/api/v1/sessions", { groupid: readers.id });
    expect(only).toMatchObject({ status: 403, body: { error: "invalid_permission" } });
    expect(await put((await make()).code, { groupid: readers.id })).toBe(403);
    const groups = await ana.call("GET", "/api/console/groups");
    expect(groups.body.groups.map(({ name }: { name: string }) => name)).not.toContain("Never made");
  });
});

describe("what is asked for", () => {
  it("[W7] holds for as long as it says, in whatever zone it is written, and not into the past", async () => {
    const soon = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 19);
    for (const written of [`${soon}Z`, soon, soon.replace("T", " "), `${soon}.123+00:00`])
      expect((await make({ valid_until: written })).valid_until).toBe(`${soon}Z`);
    for (const wrong of ["2001-01-01T00:00:00Z", "2999-01-01", "tomorrow", "2026-99-99T00:00:00Z"])
      expect((await anas("POST", "/api/v1/sessions", { valid_until: wrong })).status).toBe(400);
  });

  it("[W7] is within its bounds, and for somebody who sees the group", async () => {
    const long = (length: number) => "x".repeat(length);
    const wrong = [
      { description: long(4_001) },
      { custom_api: long(4_001) },
      { end_customer: { name: long(101) } },
      { end_customer: { email: `${long(250)}@example.com` } },
      { end_customer: { email: "no address" } },
      { assigned_userid: "u999999" },
      { assigned_userid: "ana" },
      { priority: "biggest" },
      { tags: Array.from({ length: 11 }, (_, n) => `tag ${n}`) },
    ];
    for (const body of wrong) {
      const { status, body: told } = await anas("POST", "/api/v1/sessions", body);
      expect({ body, status, told }).toMatchObject({ status: 400, told: { error: "invalid_request" } });
    }
    const most = { description: long(4_000), custom_api: long(4_000), end_customer: { name: long(100) } };
    expect(await make(most)).toMatchObject(most);
  });

  it("[C13] asked again with its key, makes one session; another token's same key is another one", async () => {
    const headers = { "idempotency-key": "order 7" };
    const post = async (by: ApiCaller) =>
      (await by("POST", "/api/v1/sessions", { description: "once" }, headers)).body.code;
    const codes = await Promise.all([post(anas), post(anas), post(anas)]);
    expect(new Set([...codes, await post(anas)]).size).toBe(1);
    expect(codes).not.toContain(await post(company));
  });
});
