import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCOPES, type Scope } from "@beckon/api/scopes.ts";
import { apiCaller, type ApiCaller } from "../../testing/api-caller.ts";
import { invite, openHouse, setUp, type Caller, type House } from "../../testing/house.ts";
import type { Anything } from "../../testing/wire.ts";
import { makeCompany } from "../people/company.ts";
import { openDatabase, type OpenDatabase } from "../store/database.ts";

let house: House;
let open: OpenDatabase;
let admin: Caller & { groupId: string };
let ana: Caller & { personId: string };
let company: ApiCaller;
let anas: ApiCaller;

beforeAll(async () => {
  house = await openHouse();
  open = openDatabase(house.databaseUrl);
  admin = await setUp(house);
  ana = await invite(house, admin, { email: "ana@example.com", name: "Ana", groupIds: [admin.groupId] });
  company = apiCaller(house, await house.token("company"));
  anas = apiCaller(house, await house.token(ana.personId));
});
afterAll(async () => {
  await open.close();
  await house.stop();
});

const make = async (body: object = {}, by = anas): Promise<Anything> =>
  (await by("POST", "/api/v1/sessions", body)).body;
const list = async (query = "", by = anas): Promise<Anything> => {
  const { status, body } = await by("GET", `/api/v1/sessions${query}`);
  expect(status).toBe(200);
  return body;
};
const codes = async (query = "", by = anas) =>
  (await list(query, by)).sessions.map((one: Anything) => one.code as string);
const expire = async (code: string) =>
  await sql`UPDATE cases SET life = jsonb_build_object('state', 'expired', 'expiredAt', created_at), due_at = NULL, valid_until = created_at
    WHERE code = ${code}`.execute(open.db);

describe("the list", () => {
  it("[W8] is newest first, and short unless it shall be full", async () => {
    const made = [
      await make(),
      await make({ description: "second" }),
      await make({ assigned_userid: "u0" }),
    ].toReversed();
    const body = await list();
    expect(body).toEqual({ sessions: made.map(({ code, state, groupid }) => ({ code, state, groupid })) });
    expect(await list("?full_list=True")).toEqual({ sessions: made });
  });

  it("[W8] is narrowed by group, person, state and status; an expired session reads Open until it is closed", async () => {
    const before = await codes("?state=open,closed");
    const { code: nobodys, groupid } = await make({ assigned_userid: "u0", groupname: "Nights" });
    const { code: closed } = await make({ groupid });
    await anas("PUT", `/api/v1/sessions/${String(closed)}`, { state: "closed" });
    const { code: expired } = await make({ groupid: admin.groupId });
    await expire(String(expired));
    expect(await codes()).toEqual([expired, nobodys, ...before]);
    expect(await codes("?state=closed")).toEqual([closed]);
    expect(await codes("?state=Closed,Open")).toEqual([expired, closed, nobodys, ...before]);
    expect(await codes(`?groupid=${String(groupid)}`)).toEqual([nobodys]);
    expect(await codes("?assigned_userid=u0")).toContain(nobodys);
    expect(await codes(`?assigned_userid=${ana.personId}&state=closed`)).toEqual([closed]);
    expect(await codes("?status=expired")).toEqual([expired]);
    expect(await codes("?status=EXPIRED,closed")).toEqual([expired, closed]);
    expect(await codes("?status=closed&state=open")).toEqual([]);
    expect(await codes("?groupid=g999999")).toEqual([]);
    const { body } = await anas("GET", `/api/v1/sessions/${String(expired)}`);
    expect(body).toMatchObject({ state: "Open", status: "expired" });
    expect(Date.parse(body.valid_until)).toBeLessThanOrEqual(Date.now());
    for (const wrong of ["?state=ajar", "?groupid=x", "?assigned_userid=me", "?full_list=perhaps", "?status=old"])
      expect((await anas("GET", `/api/v1/sessions${wrong}`)).status).toBe(400);
    await anas("PUT", `/api/v1/sessions/${String(expired)}`, { state: "closed" });
    expect(await codes("?state=closed")).toEqual([expired, closed]);
  });
});

describe("what a token reaches", () => {
  const may = async (whose: string, ...scopes: Scope[]) => apiCaller(house, await house.token(whose, scopes));

  it("[W2] is as much as its permissions say: own cases or all of the company's, to read or to change", async () => {
    const { code } = await make();
    const at = `/api/v1/sessions/${String(code)}`;
    const status = async (by: ApiCaller, method: string, body?: object) => (await by(method, at, body)).status;
    const readsAll = await may("company", "Sessions.ReadAll", "Sessions.EditOwn");
    expect([await status(readsAll, "GET"), await status(readsAll, "PUT", {})]).toEqual([200, 403]);
    const readsOwn = await may("company", "Sessions.ReadOwn", "Sessions.EditOwn", "Sessions.Create");
    expect([await status(readsOwn, "GET"), await status(readsOwn, "PUT", {})]).toEqual([404, 404]);
    const { code: own } = await make({}, readsOwn);
    expect(await codes("", readsOwn)).toEqual([own]);
    const edits = await may("company", "Sessions.EditAll");
    expect([
      await status(edits, "GET"),
      await status(edits, "PUT", {}),
      (await edits("GET", "/api/v1/sessions")).status,
    ]).toEqual([403, 204, 403]);
    const creates = await may(ana.personId, "Sessions.Create");
    expect((await creates("POST", "/api/v1/sessions")).status).toBe(200);
    const others = await may(ana.personId, ...SCOPES.filter((scope) => scope !== "Sessions.Create"));
    expect(await others("POST", "/api/v1/sessions")).toMatchObject({
      status: 403,
      body: { error: "invalid_permission" },
    });
  });

  it("[W2] ends where its person's sight ends: a group they no longer see hides even their own case", async () => {
    const { code, groupid } = await make({ groupname: "Passing" }, company);
    const members = `/api/console/groups/${String(groupid)}/members`;
    await admin.call("PUT", members, { personId: ana.personId, access: "write" });
    await company("PUT", `/api/v1/sessions/${String(code)}`, { assigned_userid: ana.personId });
    expect(await codes()).toContain(code);
    await admin.call("PUT", members, { personId: ana.personId, access: null });
    expect(await codes()).not.toContain(code);
    expect((await anas("GET", `/api/v1/sessions/${String(code)}`)).status).toBe(404);
  });

  it("[W2] is nothing of another company: its cases, groups, people and modules are not there", async () => {
    const eve = { company: "Other", name: "Eve", email: "eve@example.org", password: "correct horse battery" };
    const made = await makeCompany(open.db, eve, Date.now());
    if (!made.ok) throw new Error(made.refusal.reason);
    const eves = apiCaller(house, await house.token(made.value.administrator.companyId));
    const { code } = await make();
    expect((await list("?full_list=1&state=open,closed", eves)).sessions).toEqual([]);
    for (const method of ["GET", "PUT", "DELETE"])
      expect((await eves(method, `/api/v1/sessions/${String(code)}`)).status).toBe(404);
    for (const body of [{ groupid: admin.groupId }, { assigned_userid: ana.personId }])
      expect((await eves("POST", "/api/v1/sessions", body)).status).toBe(400);
    expect((await eves("GET", `/api/v1/sessions?offset=${String(code)}`)).status).toBe(400);
    const { code: hers, groupid } = await make({ groupname: "Nights" }, eves);
    expect(await codes(`?groupid=${String(groupid)}`, company)).toEqual([]);
    expect((await company("GET", `/api/v1/sessions/${String(hers)}`)).status).toBe(404);
  });
});

describe("pages", () => {
  it("[W8] of 1,000 go on where the last one ended, whatever is made meanwhile, and say how many follow", async () => {
    const { groupid } = await make({ groupname: "Many" }, company);
    await sql`INSERT INTO cases (id, version, company_id, group_id, code, created_by, created_at, valid_until, validity_ms, customer, expert,
        life, customer_name, customer_email, description, priority)
      SELECT 'many' || n, version, company_id, group_id, 's' || lpad((700000000 + n)::text, 9, '0'), created_by, created_at - n / 3, valid_until,
        validity_ms, customer, expert, life, '', '', '', 'normal'
      FROM cases, generate_series(1, 2499) AS n WHERE group_id = ${groupid}`.execute(open.db);
    const seen: string[] = [];
    const told: [number, number | undefined][] = [];
    let offset: string | undefined;
    do {
      const body = await list(`?groupid=${String(groupid)}${offset ? `&offset=${offset}` : ""}`, company);
      seen.push(...body.sessions.map((one: Anything) => one.code));
      told.push([body.sessions.length, body.sessions_remaining]);
      offset = body.next_offset;
      if (told.length === 1) await make({ groupid }, company);
    } while (offset);
    expect(told).toEqual([
      [1000, 1500],
      [1000, 500],
      [500, undefined],
    ]);
    expect(new Set(seen).size).toBe(2500);
    expect((await company("GET", "/api/v1/sessions?offset=s000000000")).status).toBe(400);
    expect((await company("GET", "/api/v1/sessions?offset=nothing")).status).toBe(400);
  });
});
