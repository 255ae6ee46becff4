import type * as z from "zod";
import { NOBODY } from "@beckon/api/values.ts";
import type { sessionEndpoints } from "@beckon/api/sessions.ts";
import type { Case, CaseFacts } from "@beckon/domain/case.ts";
import { NO_INTEGRATION, type Integration } from "@beckon/domain/integration.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Revision } from "@beckon/domain/revise.ts";
import type { Announce } from "../desk/news.ts";
import type { Directory, NewCase } from "../desk/ports.ts";
import { groupMeant } from "../people/named-group.ts";
import type { Database } from "../store/database.ts";

/** What is needed to understand what an integration wants of a case. */
export interface WishParts {
  readonly db: Database;
  readonly directory: Directory;
  readonly announce: Announce;
}

type Wish = z.output<(typeof sessionEndpoints)["changeSession"]["body"]>;
type NewWish = z.output<(typeof sessionEndpoints)["createSession"]["body"]>;

/** The case an integration wants to be made. Left to nobody in particular, it is the asker's, if they see its group. */
export async function newCaseOf(
  parts: WishParts,
  scope: PersonScope,
  wish: NewWish,
  now: number,
): Promise<Outcome<NewCase>> {
  const moduleId = await moduleOf(parts, scope, wish);
  if (!moduleId.ok) return moduleId;
  const group = await groupMeant(parts.db, parts.announce, scope, { id: wish.groupid, name: wish.groupname }, now);
  if (!group.ok) return group;
  const groupId = group.value;
  const asked = assigneeOf(wish);
  const owner = async () => ((await parts.directory.canSee(groupId, scope.personId)) ? scope.personId : null);
  const facts = { customerName: "", customerEmail: "", description: "", priority: "normal" as const, tags: [] };
  return done({
    ...facts,
    ...factsOf(wish),
    groupId,
    assigneeId: asked === undefined ? await owner() : asked,
    moduleId: moduleId.value,
    integration: { ...NO_INTEGRATION, ...integrationOf(wish) },
    validUntil: wish.valid_until,
  });
}

/** How an integration wants a case to be. */
export async function revisionOf(
  parts: WishParts,
  scope: PersonScope,
  current: Case,
  wish: Wish,
  now: number,
): Promise<Outcome<Revision>> {
  const { groupid: id, groupname: name, state } = wish;
  const moduleId = await moduleOf(parts, scope, wish, current);
  if (!moduleId.ok) return moduleId;
  const group =
    id === undefined && !name
      ? done(current.groupId)
      : await groupMeant(parts.db, parts.announce, scope, { id, name }, now);
  if (!group.ok) return group;
  const assigneeId = assigneeOf(wish);
  return done({
    facts: { ...factsOf(wish), groupId: group.value },
    integration: { ...integrationOf(wish), ...(moduleId.value === undefined ? {} : { moduleId: moduleId.value }) },
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(state === undefined ? {} : { state: state === "Open" ? "open" : "closed" }),
  });
}

function factsOf({ description, end_customer: customer, priority, tags }: Wish): Partial<CaseFacts> {
  const { name, email } =
    typeof customer === "string" ? { name: customer } : { name: undefined, email: undefined, ...customer };
  return {
    ...(description === undefined ? {} : { description }),
    ...(name === undefined ? {} : { customerName: name }),
    ...(email === undefined ? {} : { customerEmail: email }),
    ...(priority === undefined ? {} : { priority }),
    ...(tags === undefined ? {} : { tags }),
  };
}

function integrationOf({ waiting_message, custom_api, customId }: Wish): Partial<Integration> {
  return {
    ...(waiting_message === undefined ? {} : { waitingMessage: waiting_message }),
    ...(custom_api === undefined ? {} : { customApi: custom_api }),
    ...(customId === undefined ? {} : { customId }),
  };
}

function assigneeOf({ assigned_userid: asked }: Wish): string | null | undefined {
  return asked === NOBODY ? null : asked;
}

/** The id of the module that is named; what the case has already is not looked for. */
async function moduleOf(
  { directory }: WishParts,
  scope: PersonScope,
  { custom_module_id: named }: Wish,
  current?: Case,
): Promise<Outcome<string | undefined>> {
  if (!named || named === current?.moduleId) return done(undefined);
  const found = await directory.moduleNamed(scope, named);
  return found === undefined
    ? refused({ reason: "invalid", field: "custom_module_id", problem: "unknown" })
    : done(found);
}
