import { CASE_EVENT_TYPES, type CaseEventMessage } from "@beckon/api/events.ts";
import { writeTime } from "@beckon/api/values.ts";
import type { Actor, Case } from "@beckon/domain/case.ts";
import type { Before, LoggedKind } from "@beckon/domain/case-log.ts";
import { apiSession, STATUS_OF, type SessionSurroundings } from "./api-session.ts";

/** What integrations are told of something that happened to a case [W13, W14]. */
export function apiEvent(
  event: { kind: LoggedKind; at: number; actor: Actor; before: Before; case: Case },
  around: SessionSurroundings,
): CaseEventMessage {
  const { kind, at, actor, before } = event;
  const { rating } = event.case;
  return {
    type: CASE_EVENT_TYPES[kind],
    timestamp: writeTime(at),
    data: {
      session: apiSession(event.case, around),
      by: byOf(actor),
      ...(before.state === undefined ? {} : { previous_status: STATUS_OF[before.state] }),
      ...(typeof before.assigneeId === "string" ? { previous_assigned_userid: before.assigneeId } : {}),
      ...(before.groupId === undefined ? {} : { previous_groupid: before.groupId }),
      ...(before.waitedMs === undefined ? {} : { waited_seconds: Math.round(before.waitedMs / 1000) }),
      ...(kind === "rated" && rating
        ? {
            rating: {
              session_rating: rating.stars,
              ...(rating.comment === "" ? {} : { user_comment: rating.comment }),
            },
          }
        : {}),
    },
  };
}

function byOf(actor: Actor): CaseEventMessage["data"]["by"] {
  if (actor.kind !== "person") return { kind: actor.kind };
  const { personId, through } = actor;
  return { kind: "user", userid: personId, ...(through === undefined ? {} : { through }) };
}
