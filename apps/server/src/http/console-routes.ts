import { actsOf } from "@beckon/domain/permissions.ts";
import { done, mapOutcome } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { Announce } from "../desk/news.ts";
import { readAudit } from "../people/audit.ts";
import { changeGroupAssignment } from "../people/group-assignment.ts";
import { changeGroup, createGroup, deleteGroup, listGroups, shareGroup } from "../people/groups.ts";
import { invitationLink, invite, inviteIn, listInvitations, withdrawInvitation } from "../people/invitations.ts";
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
    mapOutcome(await listPeople(db, person), (people) => ({ people })),
  );
  routes.person(CALLS.changePerson, ({ param, body, now }, person) =>
    changePerson(db, announce, person, param("id"), body, now),
  );

  routes.person(CALLS.listInvitations, async ({ now }, person) =>
    mapOutcome(await listInvitations(db, person, now), (invitations) => ({ invitations })),
  );
  routes.person(CALLS.invite, async ({ body, now }, person) =>
    mapOutcome(await invite(db, person, body, now), ({ invitation, token }) => ({
      invitation,
      url: invitationLink(publicUrl, token),
    })),
  );
  routes.person(CALLS.inviteIn, async ({ param, now }, person) =>
    mapOutcome(await inviteIn(db, person, param("id"), now), ({ invitation, token }) => ({
      invitation,
      url: invitationLink(publicUrl, token),
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
    shareGroup(db, announce, person, param("id"), [body], now),
  );

  addModuleRoutes(routes, parts);

  routes.person(CALLS.readAudit, ({ query }, person) => readAudit(db, person, query));
}
