import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import type { GroupRecord } from "@beckon/protocol/calls.ts";
import { done, mapOutcome, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { changeGroup, createGroup, deleteGroup, listGroups, readGroup, shareGroup } from "../people/groups.ts";
import { personNames } from "../people/person-names.ts";
import type { Database } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import type { Api } from "./api.ts";

/** What the calls on groups need of the house. */
export interface GroupParts {
  readonly db: Database;
  readonly announce: Announce;
}

/** The groups a token sees, and with whom they are shared [W9]. */
export function addGroupRoutes(api: Api, { db, announce }: GroupParts): void {
  api.on(ENDPOINTS.listGroups, async ({ asker: { scope }, query: { name, shared } }) => {
    const found = await listGroups(db, scope, { name, own: shared === undefined ? undefined : !shared });
    const names = await namesIn(scope, found);
    return done({ groups: found.map((group) => present(scope, names, group)) });
  });
  api.on(ENDPOINTS.readGroup, async ({ asker: { scope }, params }) =>
    presentOne(scope, await readGroup(db, scope, params.id)),
  );
  api.on(ENDPOINTS.createGroup, async ({ asker: { scope }, body, now }) =>
    presentOne(scope, await createGroup(db, announce, scope, body.name, now)),
  );
  api.on(ENDPOINTS.changeGroup, async ({ asker, params, body: { name }, now }) =>
    mapOutcome(await changeGroup(db, announce, asker.scope, params.id, { name }, now), nothing),
  );
  api.on(ENDPOINTS.deleteGroup, async ({ asker, params, now }) =>
    mapOutcome(await deleteGroup(db, announce, asker.scope, params.id, now), nothing),
  );
  api.on(ENDPOINTS.shareGroup, async ({ asker, params, body, now }) => {
    const shares = body.users.map(({ userid: personId, permissions }) => {
      return { personId, access: permissions === "read" ? ("read" as const) : ("write" as const) };
    });
    return mapOutcome(await shareGroup(db, announce, asker.scope, params.id, shares, now), nothing);
  });
  api.on(ENDPOINTS.unshareGroup, async ({ asker, params, body, now }) => {
    const shares = body.users.map((personId) => ({ personId, access: null }));
    return mapOutcome(await shareGroup(db, announce, asker.scope, params.id, shares, now), nothing);
  });

  async function presentOne(scope: PersonScope, outcome: Outcome<GroupRecord>) {
    if (!outcome.ok) return outcome;
    return done(present(scope, await namesIn(scope, [outcome.value]), outcome.value));
  }

  function namesIn(scope: PersonScope, groups: readonly GroupRecord[]): Promise<Map<string, string>> {
    const ids = groups.flatMap(({ ownerId, members }) => [ownerId ?? [], members.map((one) => one.personId)].flat());
    return personNames(db, scope, ids);
  }
}

function present(
  scope: PersonScope,
  names: ReadonlyMap<string, string>,
  { id, name, ownerId, access, members }: GroupRecord,
) {
  const person = (personId: string) => ({ userid: personId, name: names.get(personId) ?? "" });
  return {
    id,
    name,
    permissions: ownerId === scope.personId ? ("owned" as const) : permissionsOf(access),
    owner: ownerId === null ? undefined : person(ownerId),
    shared_with: members.map((one) => ({ ...person(one.personId), permissions: permissionsOf(one.access) })),
  };
}

function permissionsOf(access: "read" | "write") {
  return access === "read" ? ("read" as const) : ("readwrite" as const);
}

const nothing = () => undefined;
