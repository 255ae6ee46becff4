import { randomInt, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Asker, Case, Command } from "@beckon/domain/case.ts";
import { actorOf, born, evolve, isPresent } from "@beckon/domain/case.ts";
import { decide } from "@beckon/domain/decide.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { drawSessionCode } from "@beckon/domain/session-code.ts";
import { makeCompany } from "../people/company.ts";
import { createPerson } from "../people/people.ts";
import { openCaseStore } from "./case-store.ts";
import type { CaseStore } from "../desk/ports.ts";
import { openDatabase, type OpenDatabase } from "./database.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

const MINUTE = 60_000;
let database: TestDatabase;
let open: OpenDatabase;
let store: CaseStore;
let ada: PersonScope;
let people: string[];
let at: { groupId: string; moduleId: string };
let now = 1_800_000_000_000;

beforeAll(async () => {
  database = await createTestDatabase();
  open = openDatabase(database.url);
  store = openCaseStore(open.db);
  const company = { company: "Example", name: "Ada", email: "ada@example.com", password: "correct horse battery" };
  const made = await makeCompany(open.db, company, now);
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  ada = made.value.administrator;
  const module = await open.db.selectFrom("modules").select("id").executeTakeFirstOrThrow();
  at = { groupId: made.value.groupId, moduleId: module.id };
  people = [ada.personId];
  for (const name of ["Ben", "Cleo"]) {
    const person = { name, email: `${name}@example.com`, role: "expert" as const, password: "correct horse battery" };
    const house = { kind: "house" as const, companyId: ada.companyId };
    const created = await createPerson(open.db, () => undefined, house, person, now);
    if (!created.ok) throw new Error(JSON.stringify(created.refusal));
    people.push(created.value.id);
  }
});
afterAll(async () => {
  await open.close();
  await database.drop();
});

const customer: Asker = { kind: "customer" };
const house: Asker = { kind: "system" };
const person = (which: number): Asker => ({
  kind: "person",
  personId: people[which] ?? "",
  role: "administrator",
  write: true,
});

async function makeCase(byModule: boolean): Promise<Case> {
  const createdBy = byModule
    ? { kind: "module" as const, moduleId: at.moduleId }
    : { kind: "person" as const, personId: ada.personId };
  const event = {
    is: "created" as const,
    case: {
      id: randomUUID(),
      companyId: ada.companyId,
      groupId: at.groupId,
      moduleId: byModule ? at.moduleId : null,
      code: drawSessionCode((below) => randomInt(below)),
      createdBy,
      createdAt: now,
      validUntil: now + 60 * MINUTE,
      validityMs: 60 * MINUTE,
      assigneeId: null,
      customerName: "Eva",
      customerEmail: "",
      description: "",
      priority: "normal" as const,
      tags: [],
    },
  };
  const created = await store.create(event, [], { requestId: randomUUID(), actor: actorOf(house), secretHash: null });
  if (created.is !== "made") throw new Error(created.is);
  return created.case;
}

/** Does it as the desk does; what is refused is refused. */
async function act(caseId: string, { by, command }: { by: Asker; command: Command }) {
  return await store.change(
    { kind: "house" },
    caseId,
    { requestId: randomUUID(), actor: actorOf(by), now },
    (current) => decide(current, command, by, now),
  );
}

/** The customer is 0, people come after them; each has two connections. */
const someone = fc.integer({ min: 1, max: 3 });
const anybody = fc.nat(3);
const which = fc.constantFrom("a", "b");
const asker = (who: number) => (who === 0 ? customer : person(who - 1));
const idOf = (who: number) => people[who - 1] ?? "";
const message = { text: "call me", reach: { by: "phone" as const, at: "1" }, callBack: false, stays: true };

const whatHappens = fc.oneof(
  { weight: 12, arbitrary: fc.record({ is: fc.constant("connect" as const), who: anybody, which }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constantFrom("leave" as const, "drop" as const), who: anybody, which }) },
  {
    weight: 5,
    arbitrary: fc.record({ is: fc.constantFrom("invite" as const, "handOver" as const), who: someone, whom: someone }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("note" as const), who: someone }) },
  { weight: 3, arbitrary: fc.constantFrom({ is: "sweep" as const }, { is: "reopen" as const }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { is: "leaveMessage" as const },
      { is: "takeMessageBack" as const },
      { is: "close" as const },
      { is: "rate" as const },
    ),
  },
);
type Happening = typeof whatHappens extends fc.Arbitrary<infer T> ? T : never;
const histories = fc.array(fc.tuple(fc.constantFrom(1, 300, 2_000, 7_000, 31_000), whatHappens), {
  minLength: 10,
  maxLength: 60,
  size: "max",
});

function commandOf(step: Happening): { by: Asker; command: Command } {
  switch (step.is) {
    case "connect":
    case "leave":
      return { by: asker(step.who), command: { do: step.is, connection: `n.${step.which}${step.who}` } };
    case "drop": {
      const party = step.who === 0 ? "customer" : "expert";
      return { by: house, command: { do: "drop", party, connection: `n.${step.which}${step.who}` } };
    }
    case "invite":
      return { by: asker(step.who), command: { do: "invite", personId: idOf(step.whom), part: "see" } };
    case "handOver":
      return { by: asker(step.who), command: { do: "handOver", to: idOf(step.whom), note: "over to you" } };
    case "note":
      return { by: asker(step.who), command: { do: "note", text: `of ${step.who}` } };
    case "sweep":
      return { by: house, command: { do: "sweep" } };
    case "leaveMessage":
      return { by: customer, command: { do: "leaveMessage", message, validityMs: 60 * MINUTE } };
    case "takeMessageBack":
    case "reopen":
      return { by: customer, command: { do: step.is } };
    case "close":
      return { by: customer, command: { do: "close", outcome: null } };
    case "rate":
      return { by: customer, command: { do: "rate", stars: 4, comment: "" } };
  }
}

/** Everything of a case's records, without names of their own. */
async function kept(caseId: string) {
  const stays = await open.db
    .selectFrom("connections")
    .select(["person_id", "started_at", "ended_at", "session_note", "group_id"])
    .where("case_id", "=", caseId)
    .orderBy("started_at")
    .orderBy("person_id")
    .orderBy("ended_at")
    .execute();
  const figures = await open.db.selectFrom("case_figures").selectAll().where("case_id", "=", caseId).execute();
  return { stays, figures };
}

/** The same, made plainly of a whole history: who was there after each entry. */
async function replayed(caseId: string) {
  const rows = await open.db
    .selectFrom("case_history")
    .selectAll()
    .where("case_id", "=", caseId)
    .orderBy("seq")
    .execute();
  const stays = new Map<string, { person_id: string; started_at: number; ended_at: number | null }>();
  const all: { person_id: string; started_at: number; ended_at: number | null }[] = [];
  let current: Case | undefined;
  const figures = {
    met_at: null as number | null,
    waited_ms: null as number | null,
    handled_ms: 0,
    message_left: false,
  };
  for (const { event, actor, at: when } of rows) {
    const before = current;
    current = event.is === "created" ? born(event) : current && evolve(current, event, actor, when);
    if (current === undefined) throw new Error("no beginning");
    const sides = [current.expert, ...current.colleagues.map(({ presence }) => presence)];
    const there = isPresent(current.customer)
      ? sides.flatMap((side) => (isPresent(side) && side.personId ? [side.personId] : []))
      : [];
    for (const [who, stay] of stays)
      if (!there.includes(who)) {
        stay.ended_at = when;
        stays.delete(who);
      }
    for (const who of there)
      if (!stays.has(who)) {
        const stay = { person_id: who, started_at: when, ended_at: null };
        stays.set(who, stay);
        all.push(stay);
      }
    const together = isPresent(current.customer) && isPresent(current.expert);
    if (together) figures.met_at ??= when;
    if (before?.waitingSince && together) figures.waited_ms ??= when - before.waitingSince;
    if (before?.life.state === "inProgress" && !together) figures.handled_ms += when - before.life.startedAt;
    if (event.is === "messageLeft") figures.message_left = true;
    if (event.is === "messageTakenBack") figures.message_left = false;
  }
  if (current === undefined) throw new Error("no history");
  const abandoned = current.customer.is === "left" && figures.met_at === null && !figures.message_left;
  const byStart = (a: (typeof all)[number], b: (typeof all)[number]) =>
    a.started_at - b.started_at || (a.person_id < b.person_id ? -1 : 1) || (a.ended_at ?? 0) - (b.ended_at ?? 0);
  return {
    stays: all.toSorted(byStart),
    figures: {
      ...figures,
      abandoned,
      stars: current.rating?.stars ?? null,
      in_progress: current.life.state === "inProgress",
      person_id: current.assigneeId,
      module_id: current.moduleId,
    },
  };
}

it("[W17] whatever happens to a case, its stays and figures are those of its history, and the migration makes the same of it", async () => {
  const ids: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.boolean(), histories, async (byModule, meets, happening) => {
      now += 60 * MINUTE;
      const { id } = await makeCase(byModule);
      ids.push(id);
      if (meets) for (const who of [0, 1]) await act(id, commandOf({ is: "connect", who, which: "a" }));
      for (const [afterMs, step] of happening) {
        now += afterMs;
        await act(id, commandOf(step));
      }
      const [is, ought] = [await kept(id), await replayed(id)];
      expect(is.stays).toMatchObject(ought.stays);
      expect(is.stays).toHaveLength(ought.stays.length);
      expect(is.figures[0]).toMatchObject(ought.figures);
    }),
    { numRuns: 60 },
  );
  const before = await Promise.all(ids.map(kept));
  // Histories in which nobody meets would prove nothing.
  expect(before.flatMap(({ stays }) => stays).length).toBeGreaterThan(60);
  await sql`DROP TABLE connections, case_figures`.execute(open.db);
  await open.pool.query(await readFile(join(import.meta.dirname, "migrations/0054-reports.sql"), "utf8"));
  for (const [which, id] of ids.entries()) expect(await kept(id)).toEqual(before[which]);
}, 120_000);

it("[W17] a dropped connection ends no stay until its grace is over, and a note goes to its writer's last stay", async () => {
  const { id } = await makeCase(true);
  await act(id, { by: customer, command: { do: "connect", connection: "n.1" } });
  await act(id, { by: person(0), command: { do: "connect", connection: "n.2" } });
  const startedAt = now;
  now += MINUTE;
  await act(id, { by: house, command: { do: "drop", party: "expert", connection: "n.2" } });
  expect((await kept(id)).stays).toMatchObject([{ ended_at: null }]);
  now += 31_000;
  await act(id, { by: house, command: { do: "sweep" } });
  await act(id, { by: person(0), command: { do: "note", text: "changed the toner" } });
  await act(id, { by: person(1), command: { do: "note", text: "was not there" } });
  expect((await kept(id)).stays).toMatchObject([
    { person_id: people[0], started_at: startedAt, ended_at: now, session_note: "changed the toner" },
  ]);
});

it("[W17][C12] records go with their case, and follow it to another group", async () => {
  const { id } = await makeCase(true);
  await act(id, { by: customer, command: { do: "connect", connection: "n.1" } });
  await act(id, { by: person(0), command: { do: "connect", connection: "n.2" } });
  const [group] = await sql<{ id: string }>`
    INSERT INTO groups (company_id, name, owner_id, warn_ms, alarm_ms, created_at)
    VALUES (${ada.companyId}, 'Second', ${ada.personId}, 1, 2, 3) RETURNING id`
    .execute(open.db)
    .then(({ rows }) => rows);
  const to = { groupId: group?.id ?? "" };
  await act(id, { by: person(0), command: { do: "edit", to, from: { groupId: at.groupId } } });
  expect(await kept(id)).toMatchObject({ stays: [{ group_id: to.groupId }], figures: [{ group_id: to.groupId }] });
  await act(id, { by: person(0), command: { do: "close", outcome: null } });
  await act(id, { by: person(0), command: { do: "delete" } });
  expect(await kept(id)).toEqual({ stays: [], figures: [] });
});

it("[W17][C14] whoever was connected to a server that died has an end, once their grace is over", async () => {
  const { id } = await makeCase(true);
  await act(id, { by: customer, command: { do: "connect", connection: "dead.1" } });
  await act(id, { by: person(0), command: { do: "connect", connection: "dead.2" } });
  await act(id, { by: person(0), command: { do: "invite", personId: people[1] ?? "", part: "see" } });
  await act(id, { by: person(1), command: { do: "connect", connection: "alive.3" } });
  now += MINUTE;
  const held = (await store.heldByOthersThan(["alive", "n"])).filter(({ caseId }) => caseId === id);
  expect(held).toHaveLength(2);
  for (const { party, connection } of held) await act(id, { by: house, command: { do: "drop", party, connection } });
  expect((await kept(id)).stays).toMatchObject([{ ended_at: null }, { ended_at: null }]);
  now += 31_000;
  await act(id, { by: house, command: { do: "sweep" } });
  expect((await kept(id)).stays).toMatchObject([{ ended_at: now }, { ended_at: now }]);
});
