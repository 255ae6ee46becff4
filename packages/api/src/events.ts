import * as z from "zod";
import type { LoggedKind } from "@beckon/domain/case-log.ts";
import { endpoint } from "./endpoint.ts";
import { session, SESSION_STATUSES } from "./sessions.ts";
import { groupId, time, userId } from "./values.ts";

/** What each kind of event is called in the web API and in webhooks [W13, W14]. */
export const CASE_EVENT_TYPES = {
  created: "session.created",
  assigned: "session.assigned",
  stateChanged: "session.state_changed",
  closed: "session.closed",
  reopened: "session.reopened",
  expired: "session.expired",
  rated: "session.rated",
  escalated: "session.escalated",
} as const satisfies Record<LoggedKind, string>;

/** What happened to a session; the same message whether it is read as a stream or sent to a webhook. */
export const caseEvent = z
  .object({
    type: z.enum(CASE_EVENT_TYPES),
    timestamp: time,
    data: z.object({
      session: session.meta({ description: "The session as it was right after that." }),
      by: z
        .object({
          kind: z.enum(["user", "customer", "system"]),
          userid: userId.optional(),
          through: z
            .string()
            .optional()
            .meta({ description: "The name of the token or app, when it was done by one." }),
        })
        .meta({ description: "Who did it." }),
      previous_status: z.enum(SESSION_STATUSES).optional().meta({ description: "With every change of the status." }),
      previous_assigned_userid: userId
        .optional()
        .meta({ description: "With session.assigned; left out when it was nobody’s." }),
      previous_groupid: groupId.optional().meta({ description: "With session.escalated." }),
      waited_seconds: z.int().optional().meta({ description: "With session.escalated." }),
      rating: z
        .object({ session_rating: z.int(), user_comment: z.string().optional() })
        .optional()
        .meta({ description: "With session.rated: one to five stars." }),
    }),
  })
  .meta({ id: "SessionEvent" });
export type CaseEventMessage = z.input<typeof caseEvent>;

/** The stream of events. */
export const eventEndpoints = {
  followEvents: endpoint("GET", "/events", {
    tag: "Events",
    summary: "Follows what happens to sessions, as server-sent events",
    description:
      "Each event has an id, its type as the event's name, and a SessionEvent as its data, in each session's order. Come back with " +
      "the last id you saw, in the header Last-Event-ID or as last_event_id, and you miss nothing of the last three days; 0 gives " +
      "all that is kept. An event named stream.gap says that some are no longer kept: list the sessions to see how they are now. " +
      "A personal token follows the sessions that are its person's, a company's token all. Comments keep the line alive: one every " +
      "15 seconds.",
    scopes: ["Sessions.ReadOwn", "Sessions.ReadAll"],
    query: z.object({
      last_event_id: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional()
        .meta({ description: "The header Last-Event-ID goes first." }),
    }),
    stream: caseEvent,
    answer: z.string(),
  }),
} as const;
