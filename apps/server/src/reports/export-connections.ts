import { sql } from "kysely";
import type { ReportRange } from "@beckon/protocol/reports.ts";
import type { Queryable } from "../store/database.ts";
import { connectionsOf, type PersonScope } from "../store/scope.ts";
import type { Cell } from "./csv-stream.ts";
import type { CsvColumn } from "./csv-words.ts";
import { localTime } from "./export-cases.ts";

const PAGE = 1_000;

export const CONNECTION_COLUMNS: readonly CsvColumn[] = [
  "expert",
  "start",
  "end",
  "seconds",
  "code",
  "group",
  "customer",
  "email",
  "computer",
  "sessionNote",
  "notes",
  "billing",
  "stars",
];

/** The stays that ended in the time of a report, oldest end first, read page by page as they are asked for. */
export async function* exportConnections(
  db: Queryable,
  scope: PersonScope,
  { from, to, zone, groupId, moduleId, personId }: ReportRange,
): AsyncGenerator<Cell[]> {
  let found = (await connectionsOf(db, { ...scope, only: "all" }))
    .where("connections.ended_at", ">=", from)
    .where("connections.ended_at", "<", to);
  if (groupId !== undefined) found = found.where("connections.group_id", "=", groupId);
  if (personId !== undefined) found = found.where("connections.person_id", "=", personId);
  if (moduleId !== undefined)
    found = found.where(
      sql<boolean>`connections.case_id IN (SELECT case_id FROM case_figures WHERE module_id = ${moduleId})`,
    );
  let after: { id: string; endedAt: number | null } | undefined;
  do {
    let page = found
      .selectAll("connections")
      .orderBy("connections.ended_at")
      .orderBy("connections.id", "desc")
      .limit(PAGE);
    if (after) {
      const { id, endedAt } = after;
      page = page
        .where("connections.ended_at", ">=", endedAt)
        .where((eb) => eb.or([eb("connections.ended_at", ">", endedAt), eb("connections.id", "<", id)]));
    }
    const rows = await db
      .selectFrom(page.as("c"))
      .innerJoin("cases", "cases.id", "c.case_id")
      .innerJoin("people", "people.id", "c.person_id")
      .innerJoin("groups", "groups.id", "c.group_id")
      .leftJoin("devices", "devices.id", "c.device_id")
      .select([
        "c.id",
        "c.ended_at as endedAt",
        "c.started_at as startedAt",
        "people.name as expert",
        localTime("c.started_at", zone).as("start"),
        localTime("c.ended_at", zone).as("end"),
        "cases.code",
        "groups.name as group",
        "cases.customer_name as customer",
        "cases.customer_email as email",
        sql<string | null>`devices.facts ->> 'host'`.as("computer"),
        "c.session_note as sessionNote",
        "c.notes",
        "c.billing_state as billing",
        sql<number | null>`(cases.rating ->> 'stars')::int`.as("stars"),
      ])
      .orderBy("c.ended_at")
      .orderBy("c.id", "desc")
      .execute();
    for (const { id: _, endedAt, startedAt, ...row } of rows) {
      const { expert, start, end, code, group, customer, email, computer, sessionNote, notes, billing, stars } = row;
      const seconds = Math.round(((endedAt ?? startedAt) - startedAt) / 1000);
      yield [expert, start, end, seconds, code, group, customer, email, computer, sessionNote, notes, billing, stars];
    }
    after = rows.length === PAGE ? rows.at(-1) : undefined;
  } while (after);
}
