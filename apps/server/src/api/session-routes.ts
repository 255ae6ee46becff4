import { createHash, randomUUID } from "node:crypto";
import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { SESSIONS_A_PAGE } from "@beckon/api/sessions.ts";
import { NOBODY } from "@beckon/api/values.ts";
import type { Case } from "@beckon/domain/case.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { isWaiting } from "@beckon/domain/queue.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { parseSessionCode } from "@beckon/domain/session-code.ts";
import type { Desk } from "../desk/desk.ts";
import type { CaseStore } from "../desk/ports.ts";
import { apiSession } from "../views/api-session.ts";
import { API_PREFIX, type Api, type ApiAsked } from "./api.ts";
import { reachOf } from "./session-reach.ts";
import { statesAsked } from "./session-states.ts";
import { newCaseOf, revisionOf, type WishParts } from "./session-wishes.ts";

/** What the calls about sessions need of the house. */
export interface SessionParts extends WishParts {
  readonly desk: Desk;
  readonly store: CaseStore;
  /** The origin people open, without a slash at the end. */
  readonly publicUrl: string;
}

/** Sessions, which are cases, through the desk like any other [W7]. */
export function addSessionRoutes(api: Api, parts: SessionParts): void {
  const { desk, store, directory, publicUrl } = parts;
  const { listSessions, createSession, readSession, changeSession, deleteSession, readSessionModule } = ENDPOINTS;

  api.on(listSessions, async ({ asker, query }) => {
    const scope = reachOf(asker, "Sessions.ReadAll");
    const last = query.offset === undefined ? undefined : await find(scope, query.offset);
    if (query.offset !== undefined && !last) return refused({ reason: "invalid", field: "offset", problem: "unknown" });
    const { assigned_userid: assigned, groupid: groupId } = query;
    const { cases, remaining } = await store.page(scope, {
      states: statesAsked(query),
      groupId,
      assigneeId: assigned === NOBODY ? null : assigned,
      after: last && { createdAt: last.createdAt, id: last.id },
      limit: SESSIONS_A_PAGE,
    });
    const present = query.full_list ? await presenterOf(cases) : undefined;
    const sessions = cases.map((one) => {
      if (present) return present(one);
      const { code, state, groupid } = apiSession(one, { publicUrl });
      return { code, state, groupid };
    });
    const next = remaining > 0 ? cases.at(-1)?.code : undefined;
    return done(next === undefined ? { sessions } : { sessions, next_offset: next, sessions_remaining: remaining });
  });

  api.on(createSession, async ({ asker, body, now, request, reply }) => {
    const wanted = await newCaseOf(parts, asker.scope, body, now);
    if (!wanted.ok) return wanted;
    const made = await desk.createByHand(
      asker.scope,
      requestIdOf(asker.tokenId, request.headers["idempotency-key"]),
      wanted.value,
    );
    if (!made.ok) return made;
    void reply.header("location", `${publicUrl}${API_PREFIX}/sessions/${made.value.code}`);
    return done(await present(made.value));
  });

  api.on(readSession, async ({ asker, params }) => {
    const found = await find(reachOf(asker, "Sessions.ReadAll"), params.code);
    return found ? done(await present(found)) : refused({ reason: "notFound" });
  });

  api.on(changeSession, async (asked) => {
    const found = await findToChange(asked);
    if (!found.ok) return found;
    const { scope, current } = found.value;
    const to = await revisionOf(parts, scope, current, asked.body, asked.now);
    if (!to.ok) return to;
    const outcome = await desk.act(scope, current.id, null, { do: "revise", to: to.value });
    return outcome.ok ? done(undefined) : outcome;
  });

  api.on(deleteSession, async (asked) => {
    const found = await findToChange(asked);
    if (!found.ok) return found;
    const { scope, current } = found.value;
    const outcome = await desk.act(scope, current.id, null, { do: "delete" });
    return outcome.ok ? done(undefined) : outcome;
  });

  api.on(readSessionModule, async ({ asker, params }) => {
    const found = await find(reachOf(asker, "Sessions.ReadAll"), params.code);
    const slug = found && (await directory.reception(found)).programOf;
    return slug ? done({ config_id: slug }) : refused({ reason: "notFound" });
  });

  async function find(scope: PersonScope, typed: string): Promise<Case | undefined> {
    const code = parseSessionCode(typed);
    return code && (await store.readByCode(scope, code));
  }

  /** What may be read and not changed is told apart from what is not there. */
  async function findToChange({
    asker,
    params,
  }: Pick<ApiAsked<typeof deleteSession>, "asker" | "params">): Promise<
    Outcome<{ scope: PersonScope; current: Case }>
  > {
    const scope = reachOf(asker, "Sessions.EditAll");
    const current = await find(scope, params.code);
    if (current) return done({ scope, current });
    const isRead =
      asker.scopes.has("Sessions.ReadAll") && (await find(reachOf(asker, "Sessions.ReadAll"), params.code));
    return refused({ reason: isRead ? "notAllowed" : "notFound" });
  }

  async function present(current: Case) {
    return (await presenterOf([current]))(current);
  }

  /** With the places of those who wait, each group's queue read once. */
  async function presenterOf(cases: readonly Case[]) {
    const groups = new Set(cases.filter(isWaiting).map(({ groupId }) => groupId));
    const places = new Map<string, number>();
    for (const groupId of groups)
      for (const [index, caseId] of (await store.waitingIn(groupId)).entries()) places.set(caseId, index + 1);
    return (one: Case) => apiSession(one, { publicUrl, position: places.get(one.id) });
  }
}

/** The same for a request that is sent again with its key by the same token [C13]. */
function requestIdOf(tokenId: string, key: string | string[] | undefined): string {
  if (key === undefined) return randomUUID();
  return createHash("sha256")
    .update(`${tokenId} ${String(key)}`)
    .digest("base64url");
}
