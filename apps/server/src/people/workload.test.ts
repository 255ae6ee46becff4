import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { openAvailability } from "../store/availability.ts";

let house: TestHttp;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
let ben: Awaited<ReturnType<TestHttp["person"]>>;
let eva: Awaited<ReturnType<TestHttp["person"]>>;
beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
  ben = await house.person(acme.administrator.companyId, "expert");
  eva = await house.person(acme.administrator.companyId, "supervisor");
});
afterAll(() => house.close());

const path = (personId: string) => `/api/console/people/${personId}/workload`;
const change = (cookie: string, personId: string, body: unknown) =>
  house.ask("PATCH", path(personId), { cookie, body });
const read = async (cookie: string, personId: string) => (await house.ask("GET", path(personId), { cookie })).body;
const availability = () => openAvailability(house.db, (news) => void house.news.push(news));
const candidate = async (personId: string) =>
  (await availability().candidates(acme.administrator.companyId)).find((one) => one.personId === personId);

it("[A11][P7] supervisors and administrators set how many cases somebody is given at once and their skills, in the audit log", async () => {
  expect(await read(ben.cookie, ben.id)).toEqual({ capacity: 3, skills: [], hours: null, knownSkills: [] });
  const set = await change(eva.cookie, ben.id, { capacity: 1, skills: ["Printers", " printers", "Spanish"] });
  expect(set.body).toEqual({ capacity: 1, skills: ["Printers", "Spanish"], hours: null });
  expect(house.news.at(-1)).toEqual({
    about: "presence",
    personId: ben.id,
    companyId: acme.administrator.companyId,
  });
  expect(await read(eva.cookie, eva.id)).toMatchObject({ skills: [], knownSkills: ["Printers", "Spanish"] });
  expect(await candidate(ben.id)).toMatchObject({ capacity: 1, skills: ["Printers", "Spanish"], status: "offline" });
  const { entries } = (await house.ask("GET", "/api/console/audit", { cookie: acme.cookie })).body as {
    entries: object[];
  };
  expect(entries[0]).toMatchObject({
    actorId: eva.id,
    act: "person/workloadChanged",
    subject: ben.id,
    details: { capacity: 1, capacityBefore: 3, skills: "Printers, Spanish" },
  });
  expect((await change(eva.cookie, ben.id, { capacity: -1 })).status).toBe(422);
});

it("[A4][P7] everybody sets their own hours, supervisors those of others; hours that are none are refused", async () => {
  const hours = { timeZone: "Europe/Berlin", weekly: [{ weekday: 1, from: 540, to: 720 }], holidays: ["2027-01-01"] };
  expect((await change(ben.cookie, ben.id, { hours })).body).toMatchObject({ hours });
  expect((await candidate(ben.id))?.hours).toEqual(hours);
  expect((await change(ben.cookie, eva.id, { hours })).status).toBe(403);
  expect((await change(ben.cookie, ben.id, { hours, capacity: 9 })).status).toBe(403);
  const nowhere = { ...hours, timeZone: "Europe/Nowhere" };
  expect((await change(ben.cookie, ben.id, { hours: nowhere })).body).toEqual({
    refusal: { reason: "invalid", field: "hours.timeZone", problem: "unknown" },
  });
  const { entries } = (await house.ask("GET", "/api/console/audit", { cookie: acme.cookie })).body as {
    entries: object[];
  };
  expect(entries[0]).toMatchObject({ details: { hours: "Europe/Berlin, 1 09:00–12:00, 2027-01-01" } });
  expect((await change(eva.cookie, ben.id, { hours: null })).body).toMatchObject({ hours: null });
});

it("[A11][X1] an expert sets nobody's, and nobody sets those of another company", async () => {
  const other = await house.company("Other");
  expect((await change(ben.cookie, eva.id, { status: "away" })).status).toBe(403);
  expect((await change(ben.cookie, ben.id, { capacity: 50 })).status).toBe(403);
  expect((await change(other.cookie, ben.id, { capacity: 50 })).status).toBe(404);
  expect((await house.ask("GET", path(ben.id), { cookie: other.cookie })).status).toBe(404);
  expect((await change(acme.cookie, eva.id, { status: "busy" })).status).toBe(200);
  await house.db.insertInto("nodes").values({ id: "n1", seen_at: Date.now() }).execute();
  await house.db.insertInto("people_online").values({ node_id: "n1", person_id: eva.id }).execute();
  expect(await candidate(eva.id)).toMatchObject({ status: "busy" });
});

it("[A11] the house may give cases to those who can write to a group, by its owner, by sharing, or by role", async () => {
  const make = async (cookie: string, name: string) =>
    ((await house.ask("POST", "/api/console/groups", { cookie, body: { name } })).body as { id: string }).id;
  const group = await make(ben.cookie, "Ben's");
  const writes = async (personId: string) => (await candidate(personId))?.groups.has(group);
  const share = (access: string | null) =>
    house.ask("PUT", `/api/console/groups/${group}/members`, {
      cookie: ben.cookie,
      body: { personId: eva.id, access },
    });
  expect([await writes(ben.id), await writes(eva.id)]).toEqual([true, false]);
  await share("read");
  expect(await writes(eva.id)).toBe(false);
  await share("write");
  expect([await writes(eva.id), await writes(acme.administrator.personId)]).toEqual([true, true]);
  await house.ask("PATCH", `/api/console/people/${eva.id}`, { cookie: acme.cookie, body: { disabled: true } });
  expect(await candidate(eva.id)).toBeUndefined();
  await house.ask("PATCH", `/api/console/people/${eva.id}`, { cookie: acme.cookie, body: { disabled: false } });
});

it("[A11] misses are counted until one is accepted; whoever the house set to away comes back with their own word", async () => {
  const people = availability();
  await people.choose(ben.id, "online");
  expect([await people.noteMissed(ben.id), await people.noteMissed(ben.id)]).toEqual([1, 2]);
  await people.noteAccepted(ben.id);
  expect(await people.noteMissed(ben.id)).toBe(1);
  await people.noteGiven(ben.id);
  expect(Math.abs(((await candidate(ben.id))?.lastGivenAt ?? 0) - Date.now())).toBeLessThan(60_000);
  await people.setAway(ben.id, "missed");
  await people.touched(ben.id, 0);
  const kept = () =>
    house.db.selectFrom("availability").selectAll().where("person_id", "=", ben.id).executeTakeFirstOrThrow();
  expect(await kept()).toMatchObject({ status: "away", because: "missed", missed_in_row: 0 });
  await people.choose(ben.id, "online");
  expect(await kept()).toMatchObject({ status: "online", because: null });
});
