import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { caseEvent } from "@beckon/api/events.ts";
import { call, invite, newId, openHouse, setUp, type House } from "../../testing/house.ts";
import { readEvents, type EventReader } from "../../testing/event-reader.ts";
import { newSecret, opening, Wire } from "../../testing/wire.ts";
import { openDatabase, type OpenDatabase } from "../store/database.ts";
import { tokenFor } from "../tokens/test-token.ts";
import { KEPT_MS, openEventLog } from "./event-log.ts";

let house: House;
let other: House;
let ada: Awaited<ReturnType<typeof setUp>>;
let database: OpenDatabase;
let token: string;
const readers: EventReader[] = [];

beforeAll(async () => {
  house = await openHouse();
  ada = await setUp(house);
  other = await house.another();
  database = openDatabase(house.databaseUrl);
  token = await tokenFor(database.db, "company", ["Sessions.ReadAll"], Date.now());
}, 60_000);
afterEach(() => {
  Wire.closeAll();
  for (const reader of readers.splice(0)) reader.close();
});
afterAll(async () => {
  await database.close();
  await house.stop();
});

async function follow(url = house.url, by = token, from?: string): Promise<EventReader> {
  const reader = await readEvents(url, by, from);
  readers.push(reader);
  if (reader.status === 200) await vi.waitFor(() => expect(reader.lastId()).not.toBe(""), 10_000);
  return reader;
}
const names = ({ events }: EventReader) => events.map(({ name }) => name);
const seen = async (reader: EventReader, ...expected: string[]) =>
  await vi.waitFor(() => expect(names(reader)).toEqual(expected), 10_000);

async function makeCase(caller = ada, customerName = "Eva"): Promise<{ caseId: string; code: string }> {
  const facts = { customerName, customerEmail: "", description: "", priority: "normal", tags: [] };
  const asked = { requestId: newId(), groupId: ada.groupId, assigneeId: null, ...facts };
  const made = await caller.call("POST", "/api/console/cases", asked);
  expect(made).toMatchObject({ status: 200 });
  return made.body;
}

it("[W13] everything that happens to a case is told in order on every server, with the session as it was and who did it", async () => {
  const [here, there] = [await follow(), await follow(other.url)];
  const customer = await Wire.open(other.url, "customer");
  const { value } = await customer.ask(opening(ada.slug, newSecret(), { customerName: "Ümit" }));
  const console_ = await Wire.open(house.url, "console", { cookie: ada.cookie });
  const { personId } = (await ada.call("GET", "/api/console/me")).body;
  const on = { caseId: value.caseId };
  for (const request of [
    { type: "case/assign", to: personId, expected: null },
    { type: "case/close", outcome: "solved" },
    { type: "case/reopen" },
    { type: "case/close", outcome: null },
  ])
    expect(await console_.ask({ ...request, ...on })).toMatchObject({ ok: true });
  expect(await customer.ask({ type: "customer/rate", stars: 4, comment: "Quick" })).toMatchObject({ ok: true });
  const expected = [
    "session.created",
    "session.state_changed",
    "session.assigned",
    "session.state_changed",
    "session.closed",
    "session.state_changed",
    "session.reopened",
    "session.state_changed",
    "session.closed",
    "session.rated",
  ];
  await seen(here, ...expected);
  await seen(there, ...expected);
  // Each server of a test has an address of its own.
  expect(JSON.parse(JSON.stringify(there.events).replaceAll(other.url, house.url))).toEqual(here.events);
  const ids = here.events.map(({ id }) => Number(id));
  expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  for (const { data } of here.events) expect(caseEvent.parse(data)).toEqual(data);
  const [created, pending, assigned, , closed] = here.events.map(({ data }) => data.data);
  expect(created).toMatchObject({
    session: { status: "new", end_customer: { name: "Ümit" } },
    by: { kind: "customer" },
  });
  expect(pending).toMatchObject({ session: { status: "pending" }, previous_status: "new" });
  expect(assigned).toMatchObject({
    session: { assigned_userid: personId },
    by: { kind: "user", userid: personId },
  });
  expect(assigned).not.toHaveProperty("previous_assigned_userid");
  expect(closed).toMatchObject({ session: { state: "Closed" }, previous_status: "pending" });
  expect(here.events.at(-1)?.data.data.rating).toEqual({ session_rating: 4, user_comment: "Quick" });
});

it("[W13] what commits late is told after what was told before, and nothing is missed or told twice", async () => {
  const reader = await follow();
  const late = await database.pool.connect();
  const { caseId } = await makeCase();
  await seen(reader, "session.created");
  try {
    await late.query("BEGIN");
    await late.query(
      `INSERT INTO case_events (company_id, case_id, at, kind, actor, before, snapshot)
       SELECT company_id, case_id, at, 'escalated', actor, before, snapshot FROM case_events WHERE case_id = $1`,
      [caseId],
    );
    // Its id is older than these, and it is committed after they were read.
    for (let n = 0; n < 5; n++) await makeCase();
    await vi.waitFor(() => expect(reader.events).toHaveLength(6), 10_000);
    await late.query("COMMIT");
  } finally {
    late.release();
  }
  await vi.waitFor(() => expect(reader.events).toHaveLength(7), 10_000);
  expect(names(reader).at(-1)).toBe("session.escalated");
  expect(new Set(reader.events.map(({ id }) => id)).size).toBe(7);
});

it("[W13] whoever comes back with the last id misses nothing, on another server, also what came while nobody was there", async () => {
  const first = await follow();
  await makeCase();
  await seen(first, "session.created");
  first.close();
  const missed: { code: string }[] = [];
  while (missed.length < 120) missed.push(await makeCase());
  const back = await follow(other.url, token, first.lastId());
  await vi.waitFor(() => expect(back.events).toHaveLength(120), 20_000);
  expect(new Set(back.events.map(({ data }) => data.data.session.code))).toEqual(
    new Set(missed.map(({ code }) => code)),
  );
  // As the query says it, too, for clients that cannot set the header; and from where nothing happened yet.
  const gone = new AbortController();
  const response = await fetch(`${house.url}/api/v1/Events?LAST_EVENT_ID=${first.lastId()}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: gone.signal,
  });
  let told = "";
  for await (const piece of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    told += piece;
    if (told.split("session.created").length > 120) break;
  }
  expect(told).toContain(`id: ${first.lastId()}\n\n`);
  gone.abort();
  const idle = await follow();
  const again = await follow(house.url, token, idle.lastId());
  await makeCase();
  await seen(again, "session.created");
});

it("[W13] an id that is too old, or that was never given, is answered by a gap, and it goes on from there", async () => {
  const before = await follow();
  await makeCase();
  await seen(before, "session.created");
  const { caseId } = await makeCase();
  await vi.waitFor(() => expect(before.events).toHaveLength(2), 10_000);
  const old = Date.now() - KEPT_MS - 1000;
  await database.pool.query("UPDATE case_events SET at = $1 WHERE case_id = $2", [old, caseId]);
  expect(await openEventLog(database.db).forgetOld(Date.now())).toBe(1);
  const kept = (await makeCase()).code;
  const late = await follow(house.url, token, before.events[0]?.id);
  await seen(late, "stream.gap", "session.created");
  expect(late.events[0]?.data.data.message).toMatch(/List the sessions/);
  expect(late.events[1]?.data.data.session.code).toBe(kept);
  const ahead = await follow(house.url, token, "999999999");
  await seen(ahead, "stream.gap");
  await makeCase();
  await seen(ahead, "stream.gap", "session.created");
  for (const wrong of ["x", "-1", "1e9", "9".repeat(30)])
    expect((await readEvents(house.url, token, wrong)).status).toBe(400);
});

it("[W13][W2] a personal token follows its person's cases only, another company's none of ours, one without the permission nothing", async () => {
  const bea = await invite(house, ada, { email: "bea@example.com", name: "Bea", groupIds: [ada.groupId] });
  const own = await follow(house.url, await tokenFor(database.db, bea.personId, ["Sessions.ReadAll"], Date.now()));
  await makeCase(ada, "Not Bea's");
  const { caseId, code } = await makeCase({ ...ada, call: bea.call, cookie: bea.cookie }, "Bea's");
  await seen(own, "session.created");
  expect(own.events[0]?.data.data.session.code).toBe(code);
  const none = await tokenFor(database.db, "company", ["Sessions.Create"], Date.now());
  expect((await readEvents(house.url, none)).status).toBe(403);
  expect((await readEvents(house.url, "12345678-abcdefghij0123456789")).status).toBe(401);
  // A case of hers that was moved where she sees nothing is hers no more.
  const group = await ada.call("POST", "/api/console/groups", { name: "Elsewhere" });
  const console_ = await Wire.open(house.url, "console", { cookie: ada.cookie });
  const move = { type: "case/edit", caseId, to: { groupId: group.body.id }, from: { groupId: ada.groupId } };
  expect(await console_.ask(move)).toMatchObject({ ok: true });
  expect(await console_.ask({ type: "case/close", caseId, outcome: null })).toMatchObject({ ok: true });
  const { code: next } = await makeCase({ ...ada, call: bea.call, cookie: bea.cookie });
  await seen(own, "session.created", "session.created");
  expect(own.events[1]?.data.data.session.code).toBe(next);
});

it("[W13][X5] a stream ends within five seconds when its token is revoked or its person disabled", async () => {
  const cai = await invite(house, ada, { email: "cai@example.com", name: "Cai", groupIds: [ada.groupId] });
  const his = await follow(house.url, await tokenFor(database.db, cai.personId, ["Sessions.ReadOwn"], Date.now()));
  const revoked = await tokenFor(database.db, "company", ["Sessions.ReadAll"], Date.now());
  const companys = await follow(other.url, revoked);
  const goesOn = await follow();
  expect((await ada.call("PATCH", `/api/console/people/${cai.personId}`, { disabled: true })).status).toBe(200);
  await database.db.deleteFrom("script_tokens").where("hint", "=", revoked.slice(0, 8)).execute();
  await Promise.race([
    Promise.all([his.ended, companys.ended]),
    new Promise((_resolve, reject) => setTimeout(() => reject(new Error("still open after 5 s")), 5_000)),
  ]);
  await makeCase();
  await seen(goesOn, "session.created");
});

it("[W13] a token may have a handful of streams at a server; the next is told to wait, and has room once one is closed", async () => {
  const busy = await tokenFor(database.db, "company", ["Sessions.ReadAll"], Date.now());
  const open = await Promise.all(Array.from({ length: 5 }, () => follow(house.url, busy)));
  expect(await call(house.url, "GET", `/api/v1/events`)).toMatchObject({ status: 401 });
  const one = await readEvents(house.url, busy);
  expect(one.status).toBe(429);
  open[0]?.close();
  await vi.waitFor(async () => expect((await follow(house.url, busy)).status).toBe(200), 10_000);
});

it("[W13][K4][C12] erasing a contact empties what is kept of their cases, and deleting a case takes its events with it", async () => {
  const from = (await follow()).lastId();
  const customer = await Wire.open(house.url, "customer");
  const about = { customerName: "Zoë Secret", customerEmail: "zoe@example.org", description: "Hidden words" };
  const { value } = await customer.ask(opening(ada.slug, newSecret(), about));
  const console_ = await Wire.open(house.url, "console", { cookie: ada.cookie });
  await console_.ask({ type: "case/close", caseId: value.caseId, outcome: null });
  await customer.ask({ type: "customer/rate", stars: 5, comment: "Secret praise" });
  const { caseId: deleted } = await makeCase(ada, "Zoë Deleted");
  const before = await follow(house.url, token, from);
  await vi.waitFor(() => expect(names(before)).toContain("session.rated"), 10_000);
  await vi.waitFor(() => expect(JSON.stringify(before.events)).toContain("Zoë Deleted"), 10_000);
  const { contacts } = (await ada.call("GET", "/api/console/contacts?text=zoe")).body;
  expect(await ada.call("DELETE", `/api/console/contacts/${contacts[0].id}`)).toMatchObject({ status: 200 });
  expect(await console_.ask({ type: "case/delete", caseId: deleted })).toMatchObject({ ok: true });
  const after = await follow(house.url, token, from);
  await vi.waitFor(() => expect(names(after)).toContain("session.rated"), 10_000);
  const told = JSON.stringify(after.events);
  expect(told).not.toMatch(/Secret|zoe@|Hidden|Deleted/);
  expect(names(after).filter((name) => name === "session.created")).toHaveLength(1);
  const { rows } = await database.pool.query("SELECT count(*)::int AS n FROM case_events WHERE snapshot::text ~ 'Zo'");
  expect(rows).toEqual([{ n: 0 }]);
});
