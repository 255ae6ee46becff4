import { actsOf } from "@beckon/domain/permissions.ts";
import { done, type Outcome } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { Announce } from "../desk/news.ts";
import { readAudit } from "../people/audit.ts";
import { changeGroupAssignment } from "../people/group-assignment.ts";
import { changeGroup, createGroup, deleteGroup, listGroups, shareGroup } from "../people/groups.ts";
import { invite, listInvitations, withdrawInvitation } from "../people/invitations.ts";
import { changePerson, listPeople } from "../people/people.ts";
import type { SignIn } from "../sign-in/sign-in.ts";
import type { Database } from "../store/database.ts";
import { addModuleRoutes } from "./module-routes.ts";
import type { Routes } from "./route.ts";

/** What the console's calls need of the house. */
export interface ConsoleParts {
  readonly db: Database;
  readonly announce: Announce;
  readonly publicUrl: string;
  readonly signIn: SignIn;
}

/** The console's calls, one line each: who asks was found out, what they may do is decided behind. */
export function addConsoleRoutes(routes: Routes, parts: ConsoleParts): void {
  const { db, announce, publicUrl, signIn } = parts;

  routes.person(CALLS.readMe, async ({ headers, reply }, person) => {
    for (const cookie of await signIn.refresh(headers)) void reply.header("set-cookie", cookie);
    const {
      id,
      name: companyName,
      keep,
      days,
    } = await db
      .selectFrom("companies")
      .select(["id", "name", "recordings_keep as keep", "recordings_days as days"])
      .where("id", "=", person.companyId)
      .executeTakeFirstOrThrow();
    const company = { id, name: companyName, recordings: { keep, days } };
    const { personId, name, email, role } = person;
    return done({ personId, name, email, role, company, may: actsOf(role) });
  });

  routes.person(CALLS.listPeople, async (_asked, person) =>
    map(await listPeople(db, person), (people) => ({ people })),
  );
  routes.person(CALLS.changePerson, ({ param, body, now }, person) =>
    changePerson(db, announce, person, param("id"), body, now),
  );

  routes.person(CALLS.listInvitations, async ({ now }, person) =>
    map(await listInvitations(db, person, now), (invitations) => ({ invitations })),
  );
  routes.person(CALLS.invite, async ({ body, now }, person) =>
    map(await invite(db, person, body, now), ({ invitation, token }) => ({
      invitation,
      // Behind the hash sign, so that it reaches no server and no log on its way [X11].
      url: `${publicUrl}/console/invitation#token=${token}`,
    })),
  );
  routes.person(CALLS.withdrawInvitation, ({ param, now }, person) => withdrawInvitation(db, person, param("id"), now));

  routes.person(CALLS.listGroups, async (_asked, person) => done({ groups: await listGroups(db, person) }));
  routes.person(CALLS.createGroup, ({ body, now }, person) => createGroup(db, announce, person, body.name, now));
  routes.person(CALLS.changeGroup, ({ param, body, now }, person) =>
    changeGroup(db, announce, person, param("id"), body, now),
  );
  routes.person(CALLS.changeGroupAssignment, ({ param, body, now }, person) =>
    changeGroupAssignment(db, announce, person, param("id"), body, now),
  );
  routes.person(CALLS.deleteGroup, ({ param, now }, person) => deleteGroup(db, announce, person, param("id"), now));
  routes.person(CALLS.shareGroup, ({ param, body, now }, person) =>
    shareGroup(db, announce, person, param("id"), body, now),
  );

  addModuleRoutes(routes, parts);

  routes.person(CALLS.readAudit, ({ query }, person) => readAudit(db, person, query));
}

function map<A, B>(outcome: Outcome<A>, change: (value: A) => B): Outcome<B> {
  return outcome.ok ? done(change(outcome.value)) : outcome;
}
