import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Scope } from "@beckon/api/scopes.ts";
import { sql } from "kysely";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { playCase, type Played } from "../reports/test-play.ts";
import { eraseContact } from "../contacts/erase-contact.ts";

const DAY = 86_400_000;
const NOON = Date.parse("2026-03-02T12:00:00Z");
let house: TestHttp;
let ada: Awaited<ReturnType<TestHttp["company"]>>;
let ben: Awaited<ReturnType<TestHttp["person"]>>;
let stranger: Awaited<ReturnType<TestHttp["company"]>>;
const tokens = new Map<string, string>();

beforeAll(async () => {
  house = await startTestHttp();
  ada = await house.company("Acme");
  ben = await house.person(ada.administrator.companyId, "expert");
  stranger = await house.company("Other");
});
afterAll(async () => house.close());
beforeEach(async () => {
  await sql`DELETE FROM cases`.execute(house.db);
});

async function ask(whose: string, method: string, path: string, body?: unknown, scopes?: readonly Scope[]) {
  const key = `${whose} ${scopes?.join()}`;
  const token = tokens.get(key) ?? (await house.token(whose, scopes));
  tokens.set(key, token);
  const headers = { authorization: `Bearer ${token}` };
  return await house.ask(method, `/api/v1${path}`, { headers, ...(body === undefined ? {} : { body }) });
}
type Records = { records: Record<string, unknown>[]; records_remaining?: number; next_offset?: string };
const list = async (whose: string, query = "") => {
  const answered = await ask(whose, "GET", `/reports/connections${query}`);
  expect(answered.status).toBe(200);
  return answered.body as Records;
};
const company = () => ada.administrator.companyId;
const session = async (about: Partial<Played> = {}) =>
  await playCase(house.db, {
    companyId: company(),
    groupId: ada.groupId,
    personId: ada.administrator.personId,
    cameAt: NOON,
    waitedMs: 90_000,
    handledMs: 600_000,
    ...about,
  });

describe("reading connection records", () => {
  it("[W17] a record says who was connected, when, in which session, and what the customer said of it", async () => {
    const { code } = await session({
      note: "changed the toner",
      stars: 4,
      comment: "quick",
      customerName: "Eva",
      customerEmail: "eva@example.com",
    });
    const integration = JSON.stringify({ customId: "", customApi: "T-1", waitingMessage: "" });
    await house.db.updateTable("cases").set({ integration }).where("code", "=", code).execute();
    expect(await list("company")).toEqual({
      records: [
        {
          id: expect.any(String),
          userid: ada.administrator.personId,
          username: "Acme Admin",
          groupid: ada.groupId,
          groupname: expect.any(String),
          start_date: "2026-03-02T12:01:30Z",
          end_date: "2026-03-02T12:11:30Z",
          session_code: code,
          session_created_at: "2026-03-02T12:00:00Z",
          valid_until: "2026-03-03T12:00:00Z",
          assigned_userid: ada.administrator.personId,
          assigned_at: "2026-03-02T12:01:30Z",
          session_note: "changed the toner",
          billing_state: "Bill",
          custom_api: "T-1",
          end_customer: { name: "Eva", email: "eva@example.com" },
          feedback: { session_rating: 4, user_comment: "quick" },
        },
      ],
    });
  });

  it("[W17] what still goes on is listed once it has ended; a colleague has a record of their own", async () => {
    await session({ handledMs: undefined as never });
    expect(await list("company")).toEqual({ records: [] });
    await session({ colleagueId: ben.id });
    const { records } = await list("company");
    expect(new Set(records.map(({ userid }) => userid))).toEqual(new Set([ada.administrator.personId, ben.id]));
  });

  it("[W17] a personal token lists its person's own, a company's token all, and neither another company's", async () => {
    await session({ personId: ben.id });
    await session();
    expect((await list("company")).records).toHaveLength(2);
    expect((await list(stranger.administrator.companyId)).records).toEqual([]);
    expect((await list(ada.administrator.personId)).records).toMatchObject([{ userid: ada.administrator.personId }]);
    // Whoever does not see the group any more sees nothing of what they did there.
    expect((await list(ben.id)).records).toEqual([]);
    const share = { company_id: company(), group_id: ada.groupId, person_id: ben.id, access: "read" as const };
    await house.db.insertInto("group_shares").values(share).execute();
    expect((await list(ben.id)).records).toMatchObject([{ userid: ben.id }]);
    await house.db.deleteFrom("group_shares").execute();
  });

  it("[W17] filters of every kind", async () => {
    const first = await session({ cameAt: NOON - 2 * DAY });
    const second = await session({ cameAt: NOON, personId: ben.id });
    await sql`
      WITH c AS (INSERT INTO contacts (company_id, name, email, made_at, last_seen_at) VALUES (${company()}, '', '', 1, 1) RETURNING id),
           d AS (INSERT INTO devices (company_id, device_hash, contact_id, channel, facts, first_seen_at, last_seen_at)
             SELECT ${company()}, 'hash', c.id, 'desktop', '{"host":"DESK-7"}', 1, 1 FROM c RETURNING id)
      UPDATE connections SET device_id = d.id FROM d WHERE case_id = ${second.id}`.execute(house.db);
    const { deviceid, username } = (await list("company", `?userid=${ben.id}`)).records[0] as Record<string, string>;
    const codes = async (query: string) => (await list("company", query)).records.map((one) => one["session_code"]);
    const [both, one, two] = [[second.code, first.code], [first.code], [second.code]];
    expect(await codes("")).toEqual(both);
    expect(await codes(`?userid=${ben.id}`)).toEqual(two);
    expect(await codes(`?username=${encodeURIComponent(String(username).toUpperCase())}`)).toEqual(two);
    expect(await codes(`?groupid=${ada.groupId}`)).toEqual(both);
    expect(await codes("?groupid=g0")).toEqual([]);
    expect(await codes("?devicename=desk-7")).toEqual(two);
    expect(await codes(`?deviceid=${deviceid}`)).toEqual(two);
    expect(await codes("?from_date=2026-03-01")).toEqual(two);
    expect(await codes("?to_date=2026-03-01T00:00:00Z")).toEqual(one);
    expect(await codes("?from_date=2026-03-02T12:11:30Z&to_date=2026-03-02T12:11:30Z")).toEqual(two);
    expect(await codes(`?session_code=${first.code.replace("s", "").replace(/(...)/g, "$1-")}`)).toEqual(one);
    expect(await codes("?session_code=nonsense")).toEqual([]);
    expect(await codes("?has_code=True")).toEqual(both);
    expect(await codes("?has_code=0")).toEqual([]);
  });

  it("[W17] pages go on where the last one ended, newest end first, and say how many follow", async () => {
    const { id } = await session();
    await sql`
      INSERT INTO connections (id, company_id, case_id, group_id, person_id, started_at, ended_at)
      SELECT 'many' || lpad(n::text, 4, '0'), ${company()}, ${id}, ${ada.groupId}, ${ben.id}, ${NOON}::bigint, ${NOON}::bigint - (n / 3)
        FROM generate_series(1, 2500) AS n`.execute(house.db);
    const seen: unknown[] = [];
    const told: unknown[] = [];
    let query = "";
    for (;;) {
      const { records, records_remaining, next_offset } = await list("company", query);
      seen.push(...records.map((record) => record["id"]));
      told.push([records.length, records_remaining]);
      if (next_offset === undefined) break;
      query = `?offset_id=${next_offset}`;
    }
    expect(told).toEqual([
      [1000, 1501],
      [1000, 501],
      [501, undefined],
    ]);
    const many = Array.from({ length: 2500 }, (_, n) => `many${String(n + 1).padStart(4, "0")}`);
    expect(seen.slice(1)).toEqual(many);
    expect((await ask("company", "GET", "/reports/connections?offset_id=nothing")).status).toBe(400);
    expect((await ask("company", "GET", "/reports/connections?offset_id=%00")).status).toBe(400);
  });
});

describe("changing connection records", () => {
  it("[W17] notes and a billing state are added by those who may", async () => {
    await session();
    const { id } = (await list("company")).records[0] as { id: string };
    const change = { notes: "two hours", billing_state: "DoNotBill" };
    const path = `/reports/connections/${id}`;
    expect((await ask("company", "PUT", path, change, ["Connections.Read"])).status).toBe(403);
    expect((await ask(ben.id, "PUT", path, change)).status).toBe(404);
    expect((await ask(stranger.administrator.companyId, "PUT", path, change)).status).toBe(404);
    expect(await ask("company", "PUT", path, change)).toMatchObject({ status: 204, text: "" });
    expect((await list("company")).records[0]).toMatchObject(change);
    expect((await ask(ada.administrator.personId, "PUT", path, { notes: "" })).status).toBe(204);
    expect((await list("company")).records[0]).not.toHaveProperty("notes");
    const audited = await house.db.selectFrom("audit").select("act").where("act", "like", "connection/%").execute();
    expect(audited).toEqual([{ act: "connection/changed" }, { act: "connection/changed" }]);
  });

  it("[W17] a record is deleted by those who may, and leaves its case alone", async () => {
    const { id: caseId } = await session();
    const { id } = (await list("company")).records[0] as { id: string };
    const path = `/reports/connections/${id}`;
    expect((await ask("company", "DELETE", path, undefined, ["Connections.Modify"])).status).toBe(403);
    expect((await ask(ben.id, "DELETE", path)).status).toBe(404);
    expect((await ask("company", "DELETE", path)).status).toBe(204);
    expect((await ask("company", "DELETE", path)).status).toBe(404);
    expect((await list("company")).records).toEqual([]);
    expect(await house.db.selectFrom("cases").select("id").execute()).toEqual([{ id: caseId }]);
  });

  it("[K4] what people wrote in a record is erased with its customer", async () => {
    await session({ note: "Eva's printer", customerEmail: "eva@example.com", stars: 5, comment: "hers", closes: true });
    const { id } = (await list("company")).records[0] as { id: string };
    await ask("company", "PUT", `/reports/connections/${id}`, { notes: "invoice to Eva" });
    const contact = await house.db
      .selectFrom("contacts")
      .select("id")
      .where("email", "=", "eva@example.com")
      .executeTakeFirstOrThrow();
    const erased = await eraseContact(house.db, () => undefined, ada.administrator, contact.id, house.now);
    expect(erased).toMatchObject({ ok: true });
    const { records } = await list("company");
    expect(records).toMatchObject([{ id, feedback: { session_rating: 5 } }]);
    for (const field of ["notes", "session_note", "end_customer", "deviceid"])
      expect(records[0]).not.toHaveProperty(field);
    expect(JSON.stringify(records)).not.toMatch(/eva/i);
  });
});
