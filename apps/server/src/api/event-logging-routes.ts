import { AUDIT_EVENTS } from "@beckon/api/audit-events.ts";
import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { writeTime } from "@beckon/api/values.ts";
import { AUDIT_ACTS, type AuditAct } from "@beckon/domain/audit-act.ts";
import { mapOutcome, refused } from "@beckon/domain/refusal.ts";
import { parseSessionCode } from "@beckon/domain/session-code.ts";
import { readLog, type LoggedEvent } from "../people/event-log.ts";
import type { Database } from "../store/database.ts";
import type { Api } from "./api.ts";
import { readPlace, writePlace } from "./log-place.ts";

const PAGE = 1_000;

/** The audit log, by the names that integrations ask for [W16]. */
export function addEventLoggingRoutes(api: Api, { db }: { db: Database }): void {
  api.on(ENDPOINTS.readEventLog, async ({ asker: { scope }, body, now }) => {
    const { ContinuationToken: token, StartDate: from, EndDate: to = now + 1 } = body;
    const asked = {
      from,
      to,
      acts: actsOf(body.EventNames, body.EventTypes),
      emails: isGiven(body.AccountEmails),
      item: body.AffectedItem && (parseSessionCode(body.AffectedItem) ?? body.AffectedItem),
    };
    const place = token ? readPlace(token) : { span: asked, after: undefined };
    if (place === undefined) return refused({ reason: "invalid", field: "ContinuationToken", problem: "malformed" });
    const { span, after } = place;
    return mapOutcome(await readLog(db, scope, span, after, PAGE), ({ events, next }) => ({
      AuditEvents: events.map(present),
      ContinuationToken: next && writePlace({ span, after: next }),
    }));
  });
}

/** The acts that these names and these types stand for; undefined: all. */
function actsOf(names: string[] | undefined, types: string[] | undefined): AuditAct[] | undefined {
  const wanted = [isGiven(names), isGiven(types)].map(
    (words) => words && new Set(words.map((one) => one.trim().toLowerCase())),
  );
  if (wanted.every((words) => words === undefined)) return undefined;
  return AUDIT_ACTS.filter((act) =>
    AUDIT_EVENTS[act].every((word, which) => wanted[which]?.has(word.toLowerCase()) ?? true),
  );
}

function isGiven(list: string[] | undefined): string[] | undefined {
  return list?.length === 0 ? undefined : list;
}

function present({ id, at, actorId, actorName, through, act, subject, item, details }: LoggedEvent) {
  const [name, type] = eventOf(act);
  return {
    EventName: name,
    EventType: type,
    Timestamp: writeTime(at),
    Author: actorName || "Beckon",
    AffectedItem: item,
    EventDetails: detailsOf({ ...details, ...(through === "" ? {} : { integration: through }) }),
    EventId: id,
    AuthorId: actorId ?? undefined,
    AffectedItemId: subject,
  };
}

function eventOf(act: string) {
  const known = AUDIT_ACTS.find((one) => one === act);
  // Only what this program wrote stands in the log, and it writes nothing else.
  return AUDIT_EVENTS[known ?? "company/changed"];
}

/** Each fact with what it became; and with what it was, where the log knows that. */
function detailsOf(details: LoggedEvent["details"]) {
  const before = (fact: string) => (fact === "to" ? "from" : `${fact}Before`);
  const befores = new Set(Object.keys(details).map(before));
  return Object.entries(details)
    .filter(([fact]) => !befores.has(fact))
    .map(([fact, value]) => {
      const old = details[before(fact)];
      return {
        PropertyName: fact,
        NewValue: say(value),
        OldValue: old === undefined ? undefined : say(old),
      };
    });
}

function say(value: LoggedEvent["details"][string]): string {
  return value === null ? "" : String(value);
}
