import { sql } from "kysely";
import { IDLE_AFTER_MS } from "@beckon/domain/availability.ts";
import { GRACE_MS } from "@beckon/domain/presence.ts";
import type { Announce } from "../desk/news.ts";
import type { AvailabilityStore } from "../desk/ports.ts";
import { databaseNow } from "./database-now.ts";
import type { Database } from "./database.ts";
import { peopleNow, personFacts } from "./people-now.ts";
import { writersOf } from "./scope.ts";

type Somebody = { personId: string; companyId: string };

/** How people stand towards new cases, kept for all servers; whatever others see of a change is announced [A11]. */
export function openAvailability(db: Database, announce: Announce): AvailabilityStore {
  const tell = (people: readonly Somebody[]) => {
    for (const { personId, companyId } of people) announce({ about: "presence", personId, companyId });
  };
  const changing = () => db.updateTable("availability").from("people").whereRef("people.id", "=", "person_id");
  const who = ["people.id as personId", "people.company_id as companyId"] as const;

  /** Nobody's word is lost because nobody had said anything of them before. */
  async function ensureRow(personId: string): Promise<void> {
    await db
      .insertInto("availability")
      .values({ person_id: personId, since: databaseNow, active_at: databaseNow })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  return {
    async candidates(companyId) {
      const [people, writers] = await Promise.all([
        peopleNow(db)
          .select(["availability.hours", "availability.skills", "last_given_at", "missed_in_row"])
          .where("people.company_id", "=", companyId)
          .where("people.disabled_at", "is", null)
          .orderBy("people.id")
          .execute(),
        writersOf(db, companyId),
      ]);
      const groupsOf = new Map<string, Set<string>>();
      for (const { personId, groupId } of writers) {
        const groups = groupsOf.get(personId);
        if (groups) groups.add(groupId);
        else groupsOf.set(personId, new Set([groupId]));
      }
      return people.map(({ hours, skills, last_given_at, missed_in_row, ...row }) => {
        const { id, availability, load, capacity } = personFacts(row);
        return {
          personId: id,
          status: availability.status,
          load,
          capacity,
          hours,
          skills: skills ?? [],
          lastGivenAt: last_given_at,
          missedInRow: missed_in_row ?? 0,
          groups: groupsOf.get(id) ?? new Set(),
        };
      });
    },

    async choose(personId, status) {
      await ensureRow(personId);
      const changed = await changing()
        .set({
          status,
          because: status === "away" ? "choice" : null,
          since: databaseNow,
          active_at: databaseNow,
          missed_in_row: 0,
        })
        .where("person_id", "=", personId)
        .where((eb) =>
          eb.or([
            eb("status", "!=", status),
            eb("because", "is distinct from", status === "away" ? "choice" : null),
            eb("missed_in_row", "!=", 0),
          ]),
        )
        .returning(who)
        .execute();
      tell(changed);
    },

    async touched(personId, agoMs) {
      const back = await changing()
        .set({ status: "online", because: null, since: databaseNow, active_at: sql`${databaseNow} - ${agoMs}::bigint` })
        .where("person_id", "=", personId)
        .where("because", "=", "inactivity")
        // Touched before they were set away, by a console that could only tell now, and longer ago than makes them present.
        .where(sql<boolean>`${agoMs}::bigint < ${IDLE_AFTER_MS}`)
        .returning(who)
        .execute();
      if (back.length > 0) return tell(back);
      await db
        .updateTable("availability")
        .set({ active_at: sql`${databaseNow} - ${agoMs}::bigint` })
        .where("person_id", "=", personId)
        // However often consoles tell, a row is written a few times a minute at most.
        .where(sql<boolean>`active_at < ${databaseNow} - ${agoMs}::bigint - 10000`)
        .execute();
    },

    async setAway(personId, because) {
      await ensureRow(personId);
      const changed = await changing()
        .set({ status: "away", because, since: databaseNow, missed_in_row: 0 })
        .where("person_id", "=", personId)
        .where("status", "!=", "away")
        .returning(who)
        .execute();
      tell(changed);
    },

    async noteGiven(personId) {
      await ensureRow(personId);
      await db
        .updateTable("availability")
        .set({ last_given_at: databaseNow })
        .where("person_id", "=", personId)
        .execute();
    },
    async noteMissed(personId) {
      await ensureRow(personId);
      const { missed_in_row } = await db
        .updateTable("availability")
        .set({ missed_in_row: sql`missed_in_row + 1` })
        .where("person_id", "=", personId)
        .returning("missed_in_row")
        .executeTakeFirstOrThrow();
      return missed_in_row;
    },
    async noteAccepted(personId) {
      await db
        .updateTable("availability")
        .set({ missed_in_row: 0 })
        .where("person_id", "=", personId)
        .where("missed_in_row", "!=", 0)
        .execute();
    },

    async lookAround() {
      const idle = await changing()
        .set({ status: "away", because: "inactivity", since: databaseNow })
        .where("status", "=", "online")
        .where(sql<boolean>`active_at < ${databaseNow} - ${IDLE_AFTER_MS}`)
        .where((eb) =>
          eb.exists(eb.selectFrom("people_online").select("node_id").whereRef("person_id", "=", "people.id")),
        )
        .returning(who)
        .execute();
      const gone = await changing()
        .set({
          left_at: null,
          since: sql`CASE WHEN EXISTS (SELECT FROM people_online o WHERE o.person_id = people.id) THEN since ELSE left_at END`,
        })
        .where("left_at", "<=", sql<number>`${databaseNow} - ${GRACE_MS}`)
        .returning(who)
        .execute();
      tell([...idle, ...gone]);
    },
  };
}
