import { sql } from "kysely";
import type { Case } from "@beckon/domain/case.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { tagKey } from "@beckon/domain/tags.ts";
import type { CaseFilter } from "../desk/ports.ts";
import { caseOf } from "./case-rows.ts";
import type { Database } from "./database.ts";
import { groupAccess, withinReach } from "./scope.ts";
import { containing } from "./containing.ts";

const TAGGED_LOOKED_THROUGH = 2_000;
const TAGS_KNOWN = 200;
// The index cases_text is on exactly this expression.
const searchedText = sql<string>`(cases.code || ' ' || cases.customer_name || ' ' || cases.customer_email || ' ' || cases.description)`;

/** A page of the cases that a person may see and that pass a filter, newest first [X1, Q1]. */
export async function searchCases(db: Database, scope: PersonScope, filter: CaseFilter): Promise<Case[]> {
  // The groups by their ids, not by a join: so the planner knows how many cases they hold, and when to stop looking.
  const groups = [...(await groupAccess(db, scope)).keys()];
  if (groups.length === 0) return [];
  let query = db
    .selectFrom("cases")
    .selectAll()
    .where("cases.company_id", "=", scope.companyId)
    .where("cases.group_id", "in", groups)
    .where(withinReach(scope));
  if (filter.states) query = query.where("cases.state", "in", filter.states);
  if (filter.groupId) query = query.where("cases.group_id", "=", filter.groupId);
  if (filter.moduleId) query = query.where("cases.module_id", "=", filter.moduleId);
  if (filter.assigneeId === null) query = query.where("cases.assignee_id", "is", null);
  else if (filter.assigneeId) query = query.where("cases.assignee_id", "=", filter.assigneeId);
  if (filter.tag)
    query = query.where(sql<boolean>`cases.tag_keys @> ARRAY[${tagKey(filter.tag)}] AND cases.tag_keys <> '{}'`);
  if (filter.outcome) query = query.where(sql`cases.life ->> 'outcome'`, "=", filter.outcome);
  if (filter.stars !== undefined) query = query.where(sql`cases.rating ->> 'stars'`, "=", String(filter.stars));
  if (filter.text) {
    const like = containing(filter.text);
    // A code as people write it, s123-456-789 or parts of it; a number within words is meant as it stands.
    const digits = /^s?[\d\s.-]+$/i.test(filter.text) ? filter.text.replace(/\D/g, "") : "";
    query = query.where((eb) =>
      eb.or([
        eb(searchedText, "ilike", like),
        ...(digits.length > 2 ? [eb(searchedText, "ilike", `%${digits}%`)] : []),
      ]),
    );
  }
  const { after } = filter;
  if (after) {
    query = query.where((eb) =>
      eb.or([
        eb("cases.created_at", "<", after.createdAt),
        eb.and([eb("cases.created_at", "=", after.createdAt), eb("cases.id", ">", after.id)]),
      ]),
    );
  }
  const rows = await query.orderBy("cases.created_at", "desc").orderBy("cases.id").limit(filter.limit).execute();
  return rows.map(caseOf);
}

/** Tags of the cases a person may see, the latest first and each as it was written last [Q7, Q1]. */
export async function knownTags(db: Database, scope: PersonScope): Promise<string[]> {
  const groups = [...(await groupAccess(db, scope)).keys()];
  if (groups.length === 0) return [];
  const rows = await db
    .selectFrom("cases")
    .select("tags")
    .where("company_id", "=", scope.companyId)
    .where("group_id", "in", groups)
    .where(sql<boolean>`tag_keys <> '{}'`)
    .orderBy("created_at", "desc")
    .limit(TAGGED_LOOKED_THROUGH)
    .execute();
  const tags = new Map<string, string>();
  for (const tag of rows.flatMap((row) => row.tags)) if (!tags.has(tagKey(tag))) tags.set(tagKey(tag), tag);
  return [...tags.values()].slice(0, TAGS_KNOWN);
}
