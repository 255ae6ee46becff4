import { sql } from "kysely";
import type * as z from "zod";
import { CONNECTIONS_A_PAGE, type Connection, type reportEndpoints } from "@beckon/api/reports.ts";
import { writeTime } from "@beckon/api/values.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { parseSessionCode } from "@beckon/domain/session-code.ts";
import type { Queryable } from "../store/database.ts";
import { connectionsOf, type ConnectionScope } from "../store/scope.ts";

type Asked = z.output<(typeof reportEndpoints.listConnections)["query"]>;
type Answer = z.input<(typeof reportEndpoints.listConnections)["answer"]>;
type Found = Awaited<ReturnType<typeof connectionsOf>>;

/** A page of the connection records somebody may see, newest end first [W17]; refused when the offset is none of them. */
export async function listConnections(
  db: Queryable,
  scope: ConnectionScope,
  asked: Asked,
  most = CONNECTIONS_A_PAGE,
): Promise<Outcome<Answer>> {
  if (asked.has_code === false) return done({ records: [] });
  const all = await connectionsOf(db, scope);
  const found = filtered(all, scope.companyId, asked);
  let rest = found;
  if (asked.offset_id) {
    const offset = await placeOf(all, asked.offset_id);
    if (!offset) return refused({ reason: "invalid", field: "offset_id", problem: "unknown" });
    rest = after(found, offset);
  }
  const rows = await withAllAround(db, rest, most);
  const last = rows.length === most ? await placeOf(all, rows.at(-1)?.id ?? "") : undefined;
  const remaining = last ? await countOf(after(found, last)) : 0;
  const records = rows.map(connectionRecord);
  return done(remaining > 0 && last ? { records, records_remaining: remaining, next_offset: last.id } : { records });
}

function filtered(all: Found, companyId: string, asked: Asked): Found {
  let found = all;
  if (asked.userid) found = found.where("connections.person_id", "=", asked.userid);
  if (asked.groupid) found = found.where("connections.group_id", "=", asked.groupid);
  if (asked.deviceid) found = found.where("connections.device_id", "=", asked.deviceid);
  if (asked.from_date) found = found.where("connections.ended_at", ">=", Date.parse(asked.from_date));
  // To the end of its second: that is how times are written here.
  if (asked.to_date) found = found.where("connections.ended_at", "<", Date.parse(asked.to_date) + 1_000);
  if (asked.username)
    found = found.where(
      sql<boolean>`connections.person_id IN
        (SELECT id FROM people WHERE company_id = ${companyId} AND lower(name) = lower(${asked.username}))`,
    );
  if (asked.devicename)
    found = found.where(
      sql<boolean>`connections.device_id IN
        (SELECT id FROM devices WHERE company_id = ${companyId} AND lower(facts ->> 'host') = lower(${asked.devicename}))`,
    );
  if (asked.session_code) {
    const code = parseSessionCode(asked.session_code) ?? "";
    found = found.where(sql<boolean>`connections.case_id = (SELECT id FROM cases WHERE code = ${code})`);
  }
  return found;
}

async function placeOf(all: Found, id: string) {
  return await all
    .select(["connections.id", "connections.ended_at as endedAt"])
    .where("connections.id", "=", id)
    .executeTakeFirst();
}

/** Those that follow one of them. */
function after(found: Found, { id, endedAt }: { id: string; endedAt: number | null }): Found {
  return found
    .where("connections.ended_at", "<=", endedAt)
    .where((eb) => eb.or([eb("connections.ended_at", "<", endedAt), eb("connections.id", ">", id)]));
}

async function countOf(found: Found): Promise<number> {
  const { n } = await found.select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  return Number(n);
}

async function withAllAround(db: Queryable, found: Found, most: number) {
  const page = found
    .selectAll("connections")
    .orderBy("connections.ended_at", "desc")
    .orderBy("connections.id")
    .limit(most);
  return await db
    .selectFrom(page.as("c"))
    .innerJoin("cases", "cases.id", "c.case_id")
    .innerJoin("people", "people.id", "c.person_id")
    .innerJoin("groups", "groups.id", "c.group_id")
    .leftJoin("devices", (join) => join.onRef("devices.id", "=", "c.device_id").on("devices.channel", "=", "desktop"))
    .selectAll("c")
    .select([
      "people.name as personName",
      "groups.name as groupName",
      "devices.id as deviceId",
      sql<string | null>`devices.facts ->> 'host'`.as("deviceName"),
      "cases.code",
      "cases.created_at",
      "cases.valid_until",
      "cases.assignee_id",
      "cases.assigned",
      "cases.customer_name",
      "cases.customer_email",
      "cases.rating",
      sql<string | null>`cases.integration ->> 'customApi'`.as("customApi"),
    ])
    .orderBy("c.ended_at", "desc")
    .orderBy("c.id")
    .execute();
}

type Row = Awaited<ReturnType<typeof withAllAround>>[number];

function connectionRecord(row: Row): Connection {
  const { id, rating, customer_name: name, customer_email: email } = row;
  return {
    id,
    userid: row.person_id,
    username: row.personName,
    ...(row.deviceId === null ? {} : { deviceid: row.deviceId }),
    ...(row.deviceName ? { devicename: row.deviceName } : {}),
    groupid: row.group_id,
    groupname: row.groupName,
    start_date: writeTime(row.started_at),
    end_date: writeTime(row.ended_at ?? row.started_at),
    session_code: row.code,
    session_created_at: writeTime(row.created_at),
    valid_until: writeTime(row.valid_until),
    ...(row.assignee_id === null ? {} : { assigned_userid: row.assignee_id }),
    ...(row.assigned === null || row.assignee_id === null ? {} : { assigned_at: writeTime(row.assigned.at) }),
    ...(row.session_note === "" ? {} : { session_note: row.session_note }),
    ...(row.notes === "" ? {} : { notes: row.notes }),
    billing_state: row.billing_state,
    ...(row.customApi ? { custom_api: row.customApi } : {}),
    ...(name === "" && email === ""
      ? {}
      : { end_customer: { ...(name === "" ? {} : { name }), ...(email === "" ? {} : { email }) } }),
    ...(rating === null
      ? {}
      : {
          feedback: {
            session_rating: rating.stars,
            ...(rating.comment === "" ? {} : { user_comment: rating.comment }),
          },
        }),
  };
}
