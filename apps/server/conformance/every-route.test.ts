import fc, { type Arbitrary } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { openApiOf, type Operation, type Schema } from "@beckon/api/open-api.ts";
import { SCOPES } from "@beckon/api/scopes.ts";
import { arbitraryOf, wildJson, wildText, type KnownIds } from "./arbitrary-of.ts";
import { openIntegrationHouse, OTHER_WORD, type IntegrationHouse } from "./integration-house.ts";
import type { RawRequest } from "./raw-http.ts";

/**
 * Whatever is asked of whatever call [W12]. More by BECKON_PROPERTY_RUNS (requests of each call), and others by
 * BECKON_PROPERTY_SEED; that every answer is as documented, the house itself looks at.
 */

const RUNS = Number(process.env["BECKON_PROPERTY_RUNS"] ?? 40);
const SEED = Number(process.env["BECKON_PROPERTY_SEED"] ?? 5);
const neverDone: string[] = [];
const TABLES = ["cases", "groups", "people", "modules", "contacts", "devices", "connections"] as const;
const document = openApiOf(ENDPOINTS, "https://help.example.com");
const named = (name: string): Schema => document.components.schemas[name] ?? {};

let house: IntegrationHouse;
let askers: { [who: string]: string };
let others: { ids: string[]; known: KnownIds };
let asBefore: string;

beforeAll(async () => {
  house = await openIntegrationHouse({ API_CALLS_PER_MINUTE: "999999" });
  const { admin, expert, otherCompany } = house;
  const other = await house.token(otherCompany.id);
  const word = OTHER_WORD;
  const made = async (path: string, body: object) => (await house.ask("POST", path, { token: other, body })).json;
  const session = await made("/sessions", {
    description: word,
    custom_api: word,
    waiting_message: word,
    end_customer: { name: word, email: `customer@${word}.example` },
  });
  const group = await made("/groups", { name: word });
  const user = await made("/users", { name: word, email: `user@${word}.example` });
  const { custom_module_id: module = "zanzibar" } = session;
  const met = await meet(otherCompany.id, session.code, word);
  const ids = [session.code, session.groupid, group.id, user.id, otherCompany.id, ...met];
  others = {
    ids,
    known: {
      groups: [session.groupid, group.id],
      users: [user.id],
      codes: [session.code],
      others: [module, ...met],
    },
  };
  askers = {
    administrator: await house.token(admin.personId),
    expert: await house.token(expert.personId),
    company: await house.token("company"),
    reader: await house.token(
      "company",
      SCOPES.filter((one) => /Read/.test(one)),
    ),
    nobody: "",
    wrong: "12345678-LgxKf0bybuAESdNIelrY",
  };
  asBefore = await otherCompanyNow();
});
afterAll(async () => house.stop());

/** Makes it as if the customer of a session had come with a computer and met its expert; gives the API's ids of what that left. */
async function meet(companyId: string, code: string, word: string): Promise<string[]> {
  const { db } = house;
  const met = await db.selectFrom("cases").selectAll().where("code", "=", code).executeTakeFirstOrThrow();
  const contact = { company_id: companyId, name: word, email: `met@${word.toLowerCase()}.example`, note: word };
  const inGroup = { company_id: companyId, group_id: met.group_id };
  const seen = { made_at: met.created_at, last_seen_at: met.created_at };
  const { id: contactId } = await db
    .insertInto("contacts")
    .values({ ...contact, ...inGroup, ...seen })
    .returning("id")
    .executeTakeFirstOrThrow();
  const facts = { system: word, program: word, screen: "", language: "en", host: word, memory: null };
  const device = {
    device_hash: word,
    contact_id: contactId,
    channel: "desktop" as const,
    facts: JSON.stringify(facts),
  };
  const { id: deviceId } = await db
    .insertInto("devices")
    .values({ ...inGroup, ...device, first_seen_at: met.created_at, last_seen_at: met.created_at })
    .returning("id")
    .executeTakeFirstOrThrow();
  const whose = { case_id: met.id, person_id: met.assignee_id ?? "", device_id: deviceId };
  const { id } = await db
    .insertInto("connections")
    .values({ ...inGroup, ...whose, started_at: met.created_at, ended_at: met.created_at + 60_000, notes: word })
    .returning("id")
    .executeTakeFirstOrThrow();
  return [id, deviceId, `r${deviceId.slice(1)}`, `c${contactId.slice(1)}`];
}

/** All rows of the other company. */
async function otherCompanyNow(): Promise<string> {
  const { db, otherCompany } = house;
  const own = <T extends (typeof TABLES)[number]>(table: T) =>
    db
      .selectFrom(table as "groups")
      .selectAll()
      .where("company_id", "=", otherCompany.id)
      .orderBy("id")
      .execute();
  return JSON.stringify(await Promise.all(TABLES.map(own)));
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

describe.each(operations)("$operation.operationId", ({ method, path, operation }) => {
  it("[W12] [W2] never fails on our side, and tells or changes nothing of another company", async () => {
    const own = await freshIds();
    const statuses = new Set<number>();
    const known = {
      groups: [...own.groups, ...others.known.groups],
      users: [...own.users, ...others.known.users],
      codes: [...own.codes, ...others.known.codes],
      others: [...own.others, ...others.known.others],
    };
    await fc.assert(
      fc.asyncProperty(requestOf(path, operation, known), async ({ who, address, given }) => {
        const token = askers[who];
        const { status, text } = await house.ask(method, address, { ...given, ...(token === "" ? {} : { token }) });
        const said = `${method} ${address} by ${who}: ${status} ${text.slice(0, 1_000)}`;
        statuses.add(status);
        const leaked = [...others.ids.map((id) => JSON.stringify(id)), OTHER_WORD.toLowerCase()].filter(
          (one) => text.includes(one) || text.toLowerCase().includes(one),
        );
        expect({ said, failed: status >= 500, leaked }).toEqual({ said, failed: false, leaked: [] });
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: process.env["CI"] !== undefined },
    );
    expect(await otherCompanyNow()).toBe(asBefore);
    if (![...statuses].some((status) => status < 300)) neverDone.push(operation.operationId);
  });
});

it("[W12] most calls were not only refused, which would prove little", () => {
  expect({ neverDone, few: neverDone.length < operations.length / 3 }).toMatchObject({ few: true });
});

/** What one company has to be asked for; made anew for each call, as other calls delete. */
async function freshIds(): Promise<KnownIds> {
  const token = await house.token("company");
  const made = async (path: string, body: object) => (await house.ask("POST", path, { token, body })).json;
  const stamp = String(Math.random()).slice(2);
  const group = await made("/groups", { name: `Group ${stamp}` });
  const empty = await made("/groups", { name: `Empty ${stamp}` });
  const user = await made("/users", { name: "Somebody", email: `somebody${stamp}@example.com` });
  const second = await made("/users", { name: "Somebody else", email: `else${stamp}@example.com` });
  const session = await made("/sessions", { description: "Ours", groupid: group.id });
  const closed = await made("/sessions", { description: "Ours", groupid: group.id });
  await house.ask("PUT", `/sessions/${closed.code}`, { token, body: { state: "Closed" } });
  const met = await meet("c1", session.code, `ours${stamp}`);
  return {
    groups: [group.id, empty.id, house.admin.groupId],
    users: [user.id, second.id],
    codes: [session.code, closed.code],
    others: [house.admin.slug, ...met],
  };
}

/** A request of a call: its path, query and body as documented or not, by anybody. */
function requestOf(path: string, { parameters = [], requestBody }: Operation, known: KnownIds) {
  const part = (schema: Schema, name: string) => arbitraryOf(schema, name, known, named);
  const names = {
    path: parameters.filter((one) => one.in === "path"),
    query: parameters.filter((one) => one.in === "query"),
  };
  const inPath = fc.tuple(
    ...names.path.map(({ name, schema }) => part(schema, name).map((value) => [name, value] as const)),
  );
  const fields = Object.fromEntries(names.query.map(({ name, schema }) => [name, part(schema, name)]));
  const query = fc.oneof(
    { arbitrary: fc.record(fields, { requiredKeys: [] }), weight: 5 },
    { arbitrary: fc.dictionary(wildText, wildText, { maxKeys: 3 }), weight: 1 },
  );
  const schema = requestBody?.content["application/json"]?.schema;
  const json =
    schema === undefined
      ? wildJson
      : fc.oneof({ arbitrary: part(schema, ""), weight: 8 }, { arbitrary: wildJson, weight: 1 });
  return fc.record({
    who: fc.oneof(
      { arbitrary: fc.constantFrom("administrator", "company"), weight: 6 },
      { arbitrary: fc.constantFrom("expert", "reader", "nobody", "wrong"), weight: 3 },
    ),
    address: fc
      .tuple(inPath, query)
      .map(([values, asked]) => addressOf(path, new Map(values), asked as Record<string, unknown>)),
    given: bodyOf(json, schema !== undefined),
  });
}

function bodyOf(json: Arbitrary<unknown>, isTaken: boolean): Arbitrary<RawRequest> {
  const asJson = json.map((value) => ({
    body: JSON.stringify(value) ?? "",
    headers: { "content-type": "application/json" },
  }));
  const types = fc.constantFrom(
    "application/json",
    "application/x-www-form-urlencoded",
    "text/plain",
    "multipart/form-data; boundary=x",
    "x",
  );
  const form = json.map((value) => {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [["", value] as const];
    return entries.map(([name, one]) => `${escaped(name)}=${escaped(written(one))}`).join("&");
  });
  const otherwise = fc.record({
    body: fc.oneof(form, wildText),
    headers: types.map((type) => ({ "content-type": type })),
  });
  return fc.oneof(
    { arbitrary: asJson, weight: isTaken ? 8 : 1 },
    { arbitrary: otherwise, weight: 2 },
    { arbitrary: fc.constant({}), weight: isTaken ? 1 : 4 },
  );
}

function addressOf(path: string, values: ReadonlyMap<string, unknown>, query: Record<string, unknown>): string {
  const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => escaped(written(values.get(name))) || "%20");
  const asked = Object.entries(query).map(([name, value]) => `${escaped(name)}=${escaped(written(value))}`);
  return asked.length === 0 ? address : `${address}?${asked.join("&")}`;
}

function written(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Also halves of characters, which encodeURIComponent refuses. */
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed().slice(0, 1_500));
}
