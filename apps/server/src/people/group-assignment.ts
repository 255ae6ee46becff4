import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { GroupAssignment } from "@beckon/protocol/assignment.ts";
import type { GroupRecord } from "@beckon/protocol/calls.ts";
import type { Announce } from "../desk/news.ts";
import type { Database, Queryable } from "../store/database.ts";
import { groupsOf, type PersonScope } from "../store/scope.ts";
import { writeAudit } from "./audit.ts";
import { onOwnGroup } from "./groups.ts";
import { faultInHours, hoursInWords } from "./opening-hours.ts";

/** Sets how a group's cases are handed out, where they escalate to, and when it is open [A3, A5, A9, A12]. */
export async function changeGroupAssignment(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  groupId: string,
  { policy, hours, fallbackGroupId, escalateMs }: GroupAssignment,
  now: number,
): Promise<Outcome<GroupRecord>> {
  return await onOwnGroup(db, announce, scope, groupId, async (trx) => {
    const fault = faultInHours(hours, "hours");
    if (fault) return refused(fault);
    if (fallbackGroupId !== null) {
      const problem = await faultInFallback(trx, scope, groupId, fallbackGroupId);
      if (problem) return refused({ reason: "invalid", field: "fallbackGroupId", problem });
    }
    await trx
      .updateTable("groups")
      .set({
        policy: policy.kind,
        accept_ms: policy.acceptMs,
        escalate_ms: escalateMs,
        fallback_group_id: fallbackGroupId,
        hours: hours && JSON.stringify(hours),
      })
      .where("id", "=", groupId)
      .execute();
    const details = {
      policy: policy.kind,
      acceptMs: policy.acceptMs,
      escalateMs,
      fallbackGroupId,
      hours: hoursInWords(hours),
    };
    await writeAudit(trx, scope, { act: "group/assignmentChanged", subject: groupId, details }, now);
    return done(undefined);
  });
}

/** A fallback is another group that the person sees, from which no case would come back to where it began. */
async function faultInFallback(trx: Queryable, scope: PersonScope, groupId: string, fallbackGroupId: string) {
  if (fallbackGroupId === groupId) return "circular" as const;
  // Two people closing a circle from its two ends at once: the second waits here, and then sees what the first did.
  await trx.selectFrom("companies").select("id").where("id", "=", scope.companyId).forNoKeyUpdate().execute();
  const groups = await trx
    .selectFrom("groups")
    .select(["id", "fallback_group_id"])
    .where("company_id", "=", scope.companyId)
    .execute();
  const seen = await groupsOf(trx, scope)
    .select("groups.id")
    .where("groups.id", "=", fallbackGroupId)
    .executeTakeFirst();
  if (!seen) return "unknown" as const;
  const next = new Map(groups.map((group) => [group.id, group.fallback_group_id]));
  for (let at: string | null = fallbackGroupId; at !== null; at = next.get(at) ?? null)
    if (at === groupId) return "circular" as const;
  return undefined;
}
