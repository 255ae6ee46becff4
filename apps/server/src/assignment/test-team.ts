import { randomInt, randomUUID } from "node:crypto";
import type { AssignmentKind } from "@beckon/domain/assignment/policy.ts";
import type { Case, Priority } from "@beckon/domain/case.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { AS_THE_GROUP, type ModuleAssignment } from "@beckon/protocol/assignment.ts";
import { sql } from "kysely";
import { openDesk } from "../desk/desk.ts";
import type { News } from "../desk/news.ts";
import { makeCompany } from "../people/company.ts";
import { openAvailability } from "../store/availability.ts";
import { openCaseStore } from "../store/case-store.ts";
import { openDatabase } from "../store/database.ts";
import { openDirectory } from "../store/directory.ts";
import { openMoves } from "../store/moves.ts";
import { createTestDatabase } from "../store/test-database.ts";
import { openAssigner } from "./assigner.ts";

/** A company with real database, desk and assigner, whose clock the test sets; nothing happens between its calls of `pass`. */
export type TestTeam = Awaited<ReturnType<typeof makeTestTeam>>;

const DEVICE = { browser: "", system: "", language: "en", screen: "", channel: "web" as const };

export async function makeTestTeam() {
  const database = await createTestDatabase();
  const open = openDatabase(database.url);
  const { db } = open;
  let clock = Date.now();
  const now = () => clock;
  const told: News[] = [];
  const store = openCaseStore(db);
  const announce = (news: News) => {
    told.push(news);
    assigner.hear(news);
  };
  const people = openAvailability(db, announce);
  const desk = openDesk({
    store,
    directory: openDirectory(db),
    moves: openMoves(db),
    guesses: { ask: async () => ({ ok: false, refusal: { reason: "codeNotValid" } }) },
    newCases: async () => 0,
    announce,
    now,
    newId: randomUUID,
    randomInt: (below) => randomInt(below),
  });
  const log = { warn: (about: object) => faults.push(about) };
  const faults: object[] = [];
  const assigner = openAssigner({ db, desk, people, now, log });
  const made = await makeCompany(
    db,
    { company: "Example", name: "Ada", email: "ada@example.com", password: "correct horse battery" },
    clock,
  );
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  const { administrator: ada, groupId, slug } = made.value;
  await db.insertInto("nodes").values({ id: "here", seen_at: clock }).execute();

  return {
    db,
    desk,
    people,
    told,
    faults,
    groupId,
    ada,
    now,
    databaseUrl: database.url,
    /** Lets the house do all it has to do at this moment. */
    async settle(): Promise<void> {
      await desk.sweep();
      await assigner.lookAround();
      await assigner.settled();
    },
    /** Time passes, in milliseconds; then the house does what it has to. */
    async pass(ms: number): Promise<void> {
      clock += ms;
      await this.settle();
    },
    /** Somebody who may write to the group, online unless said otherwise. */
    async member(
      name: string,
      { online = true, capacity = 3, groups = [groupId], skills = [] as string[] } = {},
    ): Promise<PersonScope> {
      const { id: personId } = await db
        .insertInto("people")
        .values({ company_id: ada.companyId, name, email: `${name.toLowerCase()}@example.com`, role: "expert" })
        .returning("id")
        .executeTakeFirstOrThrow();
      for (const group_id of groups)
        await db
          .insertInto("group_shares")
          .values({ company_id: ada.companyId, group_id, person_id: personId, access: "write" })
          .execute();
      await db
        .insertInto("availability")
        .values({ person_id: personId, since: clock, active_at: clock, capacity, skills })
        .execute();
      if (online) await db.insertInto("people_online").values({ node_id: "here", person_id: personId }).execute();
      return { kind: "person", companyId: ada.companyId, personId, role: "expert", name };
    },
    async group(kind: AssignmentKind, more: { fallback?: string; hours?: object } = {}, id = groupId): Promise<void> {
      await db
        .updateTable("groups")
        .set({
          policy: kind,
          fallback_group_id: more.fallback ?? null,
          hours: more.hours === undefined ? null : JSON.stringify(more.hours),
        })
        .where("id", "=", id)
        .execute();
    },
    /** What the module says in the group's place. */
    async module(assignment: Partial<ModuleAssignment>): Promise<void> {
      const said = JSON.stringify({ assignment: { ...AS_THE_GROUP, ...assignment } });
      await db
        .updateTable("modules")
        .set({ settings: sql`settings || ${said}::jsonb` })
        .execute();
    },
    async anotherGroup(name: string): Promise<string> {
      const { id } = await db
        .insertInto("groups")
        .values({ company_id: ada.companyId, name, owner_id: null, warn_ms: 1, alarm_ms: 2, created_at: clock })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    /** A customer opens the module and is there; `secretHash` says who they are. */
    async customer(about: { secretHash?: string; email?: string; priority?: Priority } = {}): Promise<string> {
      const { secretHash = randomUUID(), email = "", priority = "normal" } = about;
      const opening = { slug, secretHash, address: "::1", customerName: "", customerEmail: "", description: "" };
      const connection = `here.${randomUUID()}`;
      const opened = await desk.openModule(
        randomUUID(),
        { ...opening, customerName: "Maria", disclaimerAccepted: true },
        {
          connection,
          device: DEVICE,
        },
      );
      if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
      const { id } = opened.value;
      const from = { priority: "normal" as const, customerEmail: "" };
      if (email !== "" || priority !== "normal")
        await desk.act(ada, id, null, { do: "edit", from, to: { priority, customerEmail: email } });
      return id;
    },
    async read(caseId: string): Promise<Case> {
      const found = await store.read({ kind: "house" }, caseId);
      if (!found) throw new Error("no such case");
      return found;
    },
    async history(caseId: string) {
      return (await store.history({ kind: "house" }, caseId)).map(({ event }) => event);
    },
    async stop(): Promise<void> {
      await assigner.stop();
      await open.close();
      await database.drop();
    },
  };
}
