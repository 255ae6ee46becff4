import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { PERMISSIONS } from "@beckon/api/users.ts";
import { writeTime } from "@beckon/api/values.ts";
import { ROLES, type Role } from "@beckon/domain/permissions.ts";
import { done, mapOutcome, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { addPerson } from "../people/add-person.ts";
import { findPeople, findPeopleInFull, type PersonInFull } from "../people/find-people.ts";
import { invitationLink, inviteIn } from "../people/invitations.ts";
import { changePerson } from "../people/people.ts";
import type { Database } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import type { Api } from "./api.ts";
import { languageOf } from "./language-of.ts";

/** What the calls on people need of the house. */
export interface UserParts {
  readonly db: Database;
  readonly announce: Announce;
  readonly publicUrl: string;
}

/** The people of the company [W9]. */
export function addUserRoutes(api: Api, { db, announce, publicUrl }: UserParts): void {
  api.on(ENDPOINTS.listUsers, async ({ asker: { scope }, query }) => {
    const { name, email: emails, permissions, full_list: full } = query;
    const roles = permissions && ROLES.filter((role) => permissions.every((one) => PERMISSIONS[role].includes(one)));
    const filter = { name, emails, roles };
    if (!full) return mapOutcome(await findPeople(db, scope, filter), (users) => ({ users }));
    return mapOutcome(await findPeopleInFull(db, scope, filter), (people) => ({ users: people.map(present) }));
  });

  api.on(ENDPOINTS.readUser, async ({ asker, params }) => mapOutcome(await one(asker.scope, params.id), present));

  api.on(ENDPOINTS.createUser, async ({ asker: { scope }, body, now }) => {
    const { email, name, password, active } = body;
    const language = languageOf(body.language) ?? null;
    const role = roleOf(body, undefined) ?? "expert";
    const made = await addPerson(
      db,
      announce,
      scope,
      { email, name, role, password, language, disabled: !active },
      now,
    );
    if (!made.ok) return made;
    const person = await one(scope, made.value.id);
    if (!person.ok || !body.sign_in_link || password !== undefined || !active) return mapOutcome(person, present);
    return mapOutcome(await inviteIn(db, scope, made.value.id, now), ({ token }) => ({
      ...present(person.value),
      sign_in_link: invitationLink(publicUrl, token),
    }));
  });

  api.on(ENDPOINTS.changeUser, async ({ asker: { scope }, params, body, now }) => {
    const before = await one(scope, params.id);
    if (!before.ok) return before;
    const { name, email, active, password } = body;
    if (email !== undefined && email.trim().toLowerCase() !== before.value.email)
      return refused({ reason: "invalid", field: "email", problem: "notAccepted" });
    const role = roleOf(body, before.value.role);
    const disabled = active === undefined ? undefined : !active;
    const change = { name, role, disabled, password, language: languageOf(body.language) };
    return mapOutcome(await changePerson(db, announce, scope, params.id, change, now), () => undefined);
  });

  async function one(scope: PersonScope, id: string): Promise<Outcome<PersonInFull>> {
    const found = await findPeopleInFull(db, scope, { id });
    if (!found.ok) return found;
    const [person] = found.value;
    return person === undefined ? refused({ reason: "notFound" }) : done(person);
  }
}

/** The role that is wished; undefined when nothing is said of it. */
function roleOf(
  { role, permissions }: { role?: Role | undefined; permissions?: string[] | undefined },
  before: Role | undefined,
): Role | undefined {
  if (role !== undefined || permissions === undefined) return role;
  if (permissions.some((one) => one.trim().toLowerCase() === "manageadmins")) return "administrator";
  return before === "administrator" ? "expert" : before;
}

function present({ id, name, email, role, disabled, status, lastSeenAt, moduleId }: PersonInFull) {
  return {
    id,
    name,
    email,
    role,
    permissions: PERMISSIONS[role].join(","),
    active: !disabled,
    online_state: status,
    last_access_date: writeTime(lastSeenAt),
    custom_quicksupport_id: moduleId ?? undefined,
  };
}
