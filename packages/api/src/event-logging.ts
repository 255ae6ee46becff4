import * as z from "zod";
import { EVENT_NAMES, EVENT_TYPES } from "./audit-events.ts";
import { endpoint } from "./endpoint.ts";
import { time, typedTime } from "./values.ts";

const event = z
  .object({
    EventName: z.enum(EVENT_NAMES),
    EventType: z.enum(EVENT_TYPES),
    Timestamp: time,
    Author: z.string().describe("Who did it, as they were called then; `Beckon`: the house itself."),
    AffectedItem: z.string().describe("What it was done to: a session's code, or what the thing is called."),
    EventDetails: z.array(
      z.object({ PropertyName: z.string(), NewValue: z.string(), OldValue: z.string().optional() }),
    ),
    EventId: z.string().describe("Ours: names the entry for good."),
    AuthorId: z.string().optional().describe("Ours."),
    AffectedItemId: z.string().describe("Ours."),
  })
  .meta({ id: "AuditEvent" });

/** Words that are no name of an event match nothing, and are no error: the Web API has events that do not happen here. */
const names = z.array(z.string().max(100)).max(200).optional();

export const eventLoggingEndpoints = {
  readEventLog: endpoint("POST", "/EventLogging", {
    tag: "Event logging",
    summary: "Reads the audit log, newest first",
    description:
      "At most 1,000 at a time; then `ContinuationToken` says how to go on: send it for the ones before these, until " +
      "there is none. Entries that are added meanwhile belong to the next reading.",
    scopes: ["EventLogging.Read"],
    body: z.object({
      StartDate: typedTime.optional().describe("From this instant on."),
      EndDate: typedTime.optional().describe("Before this instant; until now, if left out."),
      EventNames: names,
      EventTypes: names,
      AccountEmails: z.array(z.string().max(254)).max(1_000).optional().describe("By these people."),
      AffectedItem: z.string().max(200).optional().describe("A session's code, or an id."),
      ContinuationToken: z.string().max(40_000).optional(),
    }),
    answer: z.object({ AuditEvents: z.array(event), ContinuationToken: z.string().optional() }),
  }),
} as const;
