import { writeTime } from "@beckon/api/values.ts";
import type { Session } from "@beckon/api/sessions.ts";
import type { Case, CaseState } from "@beckon/domain/case.ts";
import { isWaiting } from "@beckon/domain/queue.ts";

/** What a session's presentation needs besides the case: this server's address, and the customer's place in the queue. */
export type SessionSurroundings = { readonly publicUrl: string; readonly position?: number | undefined };

/** What the web API calls the five states. */
export const STATUS_OF = {
  new: "new",
  pending: "pending",
  inProgress: "in_progress",
  closed: "closed",
  expired: "expired",
} as const satisfies Record<CaseState, Session["status"]>;

/** A case as the web API shows it [W7]; what is empty is left out. */
export function apiSession(current: Case, { publicUrl, position }: SessionSurroundings): Session {
  const { life, integration, assigneeId, customerName, customerEmail, waitingSince } = current;
  // An address that opens the case after signing in; the code, which lets its holder join, is not in it [X11].
  const supporterLink = `${publicUrl}/console/queue/${current.id}`;
  const endCustomer = { ...given("name", customerName), ...given("email", customerEmail) };
  const waits = isWaiting(current);
  return {
    code: current.code,
    state: life.state === "closed" ? "Closed" : "Open",
    groupid: current.groupId,
    ...given("custom_module_id", current.moduleId),
    support_session_type: "Default",
    ...given("waiting_message", integration?.waitingMessage),
    ...given("description", current.description),
    ...(Object.keys(endCustomer).length > 0 ? { end_customer: endCustomer } : {}),
    ...given("assigned_userid", assigneeId),
    ...given("assigned_at", assigneeId === null ? undefined : writeTime(current.assigned?.at)),
    end_customer_link: `${publicUrl}/${current.code}`,
    supporter_link: supporterLink,
    webclient_supporter_link: supporterLink,
    ...given("custom_api", integration?.customApi),
    ...given("customId", integration?.customId),
    created_at: writeTime(current.createdAt),
    valid_until: writeTime(current.validUntil),
    ...given("closed_at", life.state === "closed" ? writeTime(life.closedAt) : undefined),
    online: current.customer.is === "connected",
    status: STATUS_OF[life.state],
    priority: current.priority,
    tags: [...current.tags],
    ...(waits && position !== undefined ? { position } : {}),
    ...given("waiting_since", waits ? writeTime(waitingSince) : undefined),
  };
}

function given<Name extends string>(name: Name, value: string | null | undefined): { [name in Name]?: string } {
  return value === null || value === undefined || value === "" ? {} : ({ [name]: value } as { [name in Name]: string });
}
