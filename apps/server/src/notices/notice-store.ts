import { sql } from "kysely";
import type { Choice } from "@beckon/domain/availability.ts";
import { isNoticeTime, noticeAbout } from "@beckon/domain/notice.ts";
import type { Calling, NoticeAbout, NoticeChoices, NoticeWay, Tellable } from "@beckon/domain/notice.ts";
import { may, type Role } from "@beckon/domain/permissions.ts";
import { planNotices, type NoticeEntry, type NoticeStep, type Reachable } from "@beckon/domain/notice-plan.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { Database, Queryable } from "../store/database.ts";
import { whoSees } from "../store/scope.ts";
import { choicesFrom } from "./choices.ts";

// "notices" has the lock to itself; any constant will do, as long as every server uses the same one.
const LOCK = sql.lit(7_956_021_101);
/** Longer than any telling takes: a server that died in the midst of one is then made up for by another. */
const LEASE_MS = 40_000;
/** The longest waiting ones; a house where more wait at once has other sorrows. */
const MOST_CASES = 2_000;
/** How much of a kind is written down in one look; the next one is a second later. */
const MOST_ROWS = 1_000;

const callingColumns = [
  "cases.group_id as groupId",
  "cases.assignee_id as assigneeId",
  "cases.escalated_at as escalatedAt",
  sql<string | null>`cases.assigned ->> 'byId'`.as("assignedById"),
] as const;

/** Something that is to be done now, by this server alone until its lease is over. */
export type Task = { do: "tell" | "withdraw"; entry: NoticeEntry };

/** What a notice says, as things are just before it is sent. */
export type NoticeFacts = {
  about: NoticeAbout;
  customer: string;
  group: string;
  email: string;
  language: Language;
  choices: NoticeChoices;
};

/** What is remembered of notices, and what follows from it. */
export interface NoticeStore {
  /**
   * Looks at all that wait, and leases at most `most` of what is to be done. While one server does this the others are
   * given nothing, so that whatever is due is told once [N1].
   */
  claim(now: number, most: number): Promise<Task[]>;
  /** What to say; undefined when the case calls for this person no more, or they came online: then nothing is sent [N1]. */
  facts(entry: NoticeEntry, now: number): Promise<NoticeFacts | undefined>;
  /** Ends a lease: told once more, or not, and when next. */
  settle(entry: NoticeEntry, how: { told: number; nextAt: number | null }): Promise<void>;
  forget(entry: NoticeEntry): Promise<void>;
}

/** `ways`: by which ways this installation can tell anybody anything. */
export function openNoticeStore(db: Database, ways: readonly NoticeWay[]): NoticeStore {
  return {
    async claim(now, most) {
      if (most <= 0 || !(await isAnythingUp(db))) return [];
      return await db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ mine: boolean }>`SELECT pg_try_advisory_xact_lock(${LOCK}) AS mine`.execute(tx);
        if (!rows[0]?.mine) return [];
        const calling = await waitingCases(tx);
        const entries = await remembered(tx);
        const steps = planNotices(calling, await reachable(tx, calling, ways, now), entries, now);
        return await act(tx, steps, now, most);
      });
    },

    async facts({ personId, caseId }, now) {
      const row = await waiting(db)
        .innerJoin("groups", "groups.id", "cases.group_id")
        .innerJoin("people", (join) => join.on("people.id", "=", personId))
        .leftJoin("notice_choices", "notice_choices.person_id", "people.id")
        .leftJoin("availability", "availability.person_id", "people.id")
        .select(["cases.customer_name as customer", ...callingColumns])
        .select(["groups.name as group", "people.id", "people.email", "people.language", "people.role"])
        .select(["notice_choices.choices", "availability.status"])
        .where("cases.id", "=", caseId)
        .where("people.disabled_at", "is", null)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom("people_online").select("node_id").whereRef("person_id", "=", "people.id"))),
        )
        .executeTakeFirst();
      if (!row) return undefined;
      const person = tellable(row);
      const about = noticeAbout(row, person);
      if (!about || !isNoticeTime(person.choices, person.standing, now)) return undefined;
      const { customer, group, email, language } = row;
      return { about, customer, group, email, language: language ?? "en", choices: person.choices };
    },

    async settle(entry, { told, nextAt }) {
      await only(db.updateTable("notices").set({ told, next_at: nextAt, leased_until: null }), entry).execute();
    },
    async forget(entry) {
      await only(db.deleteFrom("notices"), entry).execute();
    },
  };
}

/** Cheap, for it is asked all the time: whether anybody waits or anything is remembered. */
async function isAnythingUp(db: Queryable): Promise<boolean> {
  const row = await db
    .selectNoFrom((eb) => [
      eb.exists(waiting(db).select("cases.id")).as("waits"),
      eb.exists(eb.selectFrom("notices").select("case_id")).as("remembered"),
    ])
    .executeTakeFirstOrThrow();
  return Boolean(row.waits) || Boolean(row.remembered);
}

/** The cases whose customer is there and waits for somebody to come, as the domain's `isWaiting` says it. */
function waiting(db: Queryable) {
  return db
    .selectFrom("cases")
    .where("cases.state", "in", ["new", "pending", "inProgress"])
    .where("cases.waiting_since", "is not", null)
    .where(sql<boolean>`cases.expert ->> 'is' NOT IN ('connected', 'reconnecting')`)
    .where(sql<boolean>`cases.customer ->> 'is' <> 'left'`);
}

async function waitingCases(tx: Queryable): Promise<(Calling & { id: string })[]> {
  return await waiting(tx)
    .select(["cases.id", ...callingColumns])
    .orderBy("cases.waiting_since")
    .limit(MOST_CASES)
    .execute();
}

async function remembered(tx: Queryable): Promise<NoticeEntry[]> {
  return await tx
    .selectFrom("notices")
    .select(["person_id as personId", "case_id as caseId", "way", "told", "next_at as nextAt"])
    .select("leased_until as leasedUntil")
    .execute();
}

/** Everybody whom one of these cases could call by push or e-mail. */
async function reachable(
  tx: Queryable,
  calling: readonly Calling[],
  ways: readonly NoticeWay[],
  now: number,
): Promise<Reachable[]> {
  const seeing = await whoSees(tx, [...new Set(calling.map(({ groupId }) => groupId))]);
  const groupsOf = Map.groupBy(
    seeing.filter(({ access }) => access === "write"),
    ({ personId }) => personId,
  );
  if (groupsOf.size === 0) return [];
  const rows = await tx
    .selectFrom("people")
    .leftJoin("notice_choices", "notice_choices.person_id", "people.id")
    .leftJoin("availability", "availability.person_id", "people.id")
    .select((eb) => [
      "people.id",
      "people.role",
      "notice_choices.choices",
      "availability.status",
      eb.exists(eb.selectFrom("people_online").select("node_id").whereRef("person_id", "=", "people.id")).as("online"),
      eb
        .exists(
          eb
            .selectFrom("notice_browsers")
            .innerJoin("sign_ins", "sign_ins.id", "notice_browsers.sign_in_id")
            .select("notice_browsers.id")
            .whereRef("notice_browsers.person_id", "=", "people.id")
            .where("sign_ins.expires_at", ">", new Date(now)),
        )
        .as("hasBrowser"),
    ])
    .where("people.id", "in", [...groupsOf.keys()])
    .execute();
  return rows.map(({ online, hasBrowser, ...row }) => ({
    ...tellable(row),
    online: Boolean(online),
    groups: new Set(groupsOf.get(row.id)?.map(({ groupId }) => groupId)),
    ways: new Set(ways.filter((way) => way !== "push" || hasBrowser)),
  }));
}

function tellable(row: {
  id: string;
  role: Role;
  choices: Partial<NoticeChoices> | null;
  status: Choice | null;
}): Tellable & { standing: Choice } {
  return {
    id: row.id,
    supervises: may(row.role, "case/seeAllGroups"),
    choices: choicesFrom(row.choices),
    standing: row.status ?? "online",
  };
}

async function act(tx: Queryable, steps: readonly NoticeStep[], now: number, most: number): Promise<Task[]> {
  const fresh = steps
    .filter((step) => step.do === "remember")
    .slice(0, MOST_ROWS)
    .map(({ entry }) => entry);
  if (fresh.length > 0) {
    const rows = fresh.map(({ personId, caseId, way, told, nextAt }) => ({
      person_id: personId,
      case_id: caseId,
      way,
      told,
      next_at: nextAt,
    }));
    await tx.insertInto("notices").values(rows).execute();
  }
  const settled = steps.filter((step) => step.do === "forget" || step.do === "postpone");
  for (const step of settled.slice(0, MOST_ROWS)) {
    const { entry } = step;
    if (step.do === "forget") await only(tx.deleteFrom("notices"), entry).execute();
    else await only(tx.updateTable("notices").set({ next_at: step.to }), entry).execute();
  }
  const tasks = steps.filter((step) => step.do === "tell" || step.do === "withdraw").slice(0, most);
  for (const { entry } of tasks)
    await only(tx.updateTable("notices").set({ leased_until: now + LEASE_MS }), entry).execute();
  return tasks;
}

/** Narrows to the row of one entry. */
function only<Q extends { where(column: "person_id" | "case_id" | "way", is: "=", value: string): Q }>(
  query: Q,
  { personId, caseId, way }: NoticeEntry,
): Q {
  return query.where("person_id", "=", personId).where("case_id", "=", caseId).where("way", "=", way);
}
