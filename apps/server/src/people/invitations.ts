import { randomBytes } from "node:crypto";
import type { Body, CALLS, InvitationRecord } from "@beckon/protocol/calls.ts";
import { may, type Role } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import { hashToken } from "../store/installation.ts";
import { groupsOf, invitationsOf, peopleOf, type PersonScope } from "../store/scope.ts";
import { writeAudit } from "./audit.ts";
import { hashOfPassword, hasPassword, setPassword } from "./password.ts";
import { insertPerson } from "./people.ts";

/** How long an invitation is good for, in milliseconds. */
export const INVITATION_MS = 7 * 24 * 60 * 60 * 1000;

/** Where an invitation is accepted; the token stands behind the hash sign, so that it reaches no server and no log on its way [X11]. */
export function invitationLink(publicUrl: string, token: string): string {
  return `${publicUrl}/console/invitation#token=${token}`;
}

/** The invitations that are still open, newest first. */
export async function listInvitations(
  db: Queryable,
  scope: PersonScope,
  now: number,
): Promise<Outcome<InvitationRecord[]>> {
  if (!may(scope.role, "people/manage")) return refused({ reason: "notAllowed" });
  const rows = await invitationsOf(db, scope)
    .selectAll()
    .where("expires_at", ">", now)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return done(rows.map(present));
}

/** Invites somebody by e-mail address; the token is returned once and only its hash kept [X11]. A second invitation replaces the first. */
export async function invite(
  db: Database,
  scope: PersonScope,
  { email, role, groupIds }: Body<(typeof CALLS)["invite"]>,
  now: number,
): Promise<Outcome<{ invitation: InvitationRecord; token: string }>> {
  if (!may(scope.role, "people/manage")) return refused({ reason: "notAllowed" });
  return await db.transaction().execute(async (trx) => {
    const somebody = await trx.selectFrom("people").select("id").where("email", "=", email).executeTakeFirst();
    if (somebody !== undefined) return refused({ reason: "invalid", field: "email", problem: "taken" });
    const groups = await groupsOf(trx, scope).select("groups.id").execute();
    const known = new Set(groups.map((group) => group.id));
    if (!groupIds.every((groupId) => known.has(groupId)))
      return refused({ reason: "invalid", field: "groupIds", problem: "unknown" });

    return done(await insertInvitation(trx, scope, { email, role, groupIds, personId: null }, now));
  });
}

/**
 * Invites somebody who is there already and has no password: whoever has the link chooses it [P10]. For those who manage people;
 * `invalid personId notAccepted` for whoever has a password or is disabled. A second link replaces the first.
 */
export async function inviteIn(
  db: Database,
  scope: PersonScope,
  personId: string,
  now: number,
): Promise<Outcome<{ invitation: InvitationRecord; token: string }>> {
  if (!may(scope.role, "people/manage")) return refused({ reason: "notAllowed" });
  return await db.transaction().execute(async (trx) => {
    const person = await peopleOf(trx, scope)
      .select(["email", "role", "disabled_at"])
      .where("id", "=", personId)
      .forUpdate()
      .executeTakeFirst();
    if (person === undefined) return refused({ reason: "notFound" });
    if (person.disabled_at !== null || (await hasPassword(trx, personId)))
      return refused({ reason: "invalid", field: "personId", problem: "notAccepted" });
    return done(await insertInvitation(trx, scope, { ...person, groupIds: [], personId }, now));
  });
}

/** Takes an invitation back. */
export async function withdrawInvitation(
  db: Database,
  scope: PersonScope,
  invitationId: string,
  now: number,
): Promise<Outcome<Record<string, never>>> {
  if (!may(scope.role, "people/manage")) return refused({ reason: "notAllowed" });
  return await db.transaction().execute(async (trx) => {
    const found = await invitationsOf(trx, scope)
      .select(["id", "email"])
      .where("id", "=", invitationId)
      .forUpdate()
      .executeTakeFirst();
    if (found === undefined) return refused({ reason: "notFound" });
    await trx.deleteFrom("invitations").where("id", "=", found.id).execute();
    await writeAudit(
      trx,
      scope,
      { act: "invitation/withdrawn", subject: found.id, details: { email: found.email } },
      now,
    );
    return done({});
  });
}

/** Who invites whom, for whoever holds the token; `notFound` for any other, used or expired one. */
export async function readInvitation(
  db: Queryable,
  token: string,
  now: number,
): Promise<Outcome<{ company: string; email: string; name: string }>> {
  const found = await db
    .selectFrom("invitations")
    .innerJoin("companies", "companies.id", "invitations.company_id")
    .leftJoin("people", "people.id", "invitations.person_id")
    .where("invitations.token_hash", "=", hashToken(token))
    .where("invitations.expires_at", ">", now)
    .select(["companies.name as company", "invitations.email", "people.name"])
    .executeTakeFirst();
  return found === undefined ? refused({ reason: "notFound" }) : done({ ...found, name: found.name ?? "" });
}

/**
 * Makes the invited person, with the role and the groups of the invitation, or gives whoever was there already the password they
 * chose [P10]; and uses the invitation up.
 */
export async function acceptInvitation(
  db: Database,
  announce: Announce,
  { token, name, password }: Body<(typeof CALLS)["acceptInvitation"]>,
  now: number,
): Promise<Outcome<{ personId: string; email: string }>> {
  const open = await readInvitation(db, token, now);
  if (!open.ok) return open;
  const hash = await hashOfPassword(password);
  try {
    const outcome = await db.transaction().execute(async (trx) => {
      const used = await trx
        .deleteFrom("invitations")
        .where("token_hash", "=", hashToken(token))
        .where("expires_at", ">", now)
        .returningAll()
        .executeTakeFirst();
      if (used === undefined) return refused({ reason: "notFound" });
      const { company_id: companyId, email } = used;
      const person = used.person_id === null ? undefined : await comesIn(trx, used.person_id, name, hash, now);
      if (used.person_id !== null && person === undefined) return refused({ reason: "notFound" });
      const role = person?.role ?? used.role;
      const personId = person?.id ?? (await insertPerson(trx, companyId, { name, email, role }, hash));
      await shareGroups(trx, companyId, personId, used.group_ids);
      const self: PersonScope = { kind: "person", companyId, personId, role, name };
      const details = { invitation: used.id, role };
      await writeAudit(trx, self, { act: "invitation/accepted", subject: personId, details }, now);
      return done({ personId, email, companyId });
    });
    if (outcome.ok) announce({ about: "directory", companyId: outcome.value.companyId });
    return outcome;
  } catch (error) {
    if (isTaken(error, "people_email_key")) return refused({ reason: "invalid", field: "email", problem: "taken" });
    throw error;
  }
}

/** Gives somebody who has no password the one they chose, and the name they typed; undefined when it cannot be any more. */
async function comesIn(trx: Queryable, personId: string, name: string, hash: string, now: number) {
  const person = await trx
    .selectFrom("people")
    .select(["id", "role", "disabled_at"])
    .where("id", "=", personId)
    .forUpdate()
    .executeTakeFirst();
  if (person === undefined || person.disabled_at !== null || (await hasPassword(trx, personId))) return undefined;
  await trx
    .updateTable("people")
    .set({ name, updated_at: new Date(now) })
    .where("id", "=", personId)
    .execute();
  await setPassword(trx, personId, hash);
  return person;
}

async function insertInvitation(
  trx: Queryable,
  scope: PersonScope,
  {
    email,
    role,
    groupIds,
    personId,
  }: { email: string; role: Role; groupIds: readonly string[]; personId: string | null },
  now: number,
): Promise<{ invitation: InvitationRecord; token: string }> {
  const token = randomBytes(32).toString("base64url");
  await trx
    .deleteFrom("invitations")
    .where("company_id", "=", scope.companyId)
    .where((eb) => eb.or([eb("email", "=", email), eb("expires_at", "<=", now)]))
    .execute();
  const row = await trx
    .insertInto("invitations")
    .values({
      company_id: scope.companyId,
      token_hash: hashToken(token),
      email,
      role,
      group_ids: [...new Set(groupIds)],
      person_id: personId,
      created_by_id: scope.personId,
      created_at: now,
      expires_at: now + INVITATION_MS,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await writeAudit(trx, scope, { act: "invitation/created", subject: row.id, details: { email, role } }, now);
  return { invitation: present(row), token };
}

/** Shares groups with somebody new, to write; groups that were deleted since are passed over. */
export async function shareGroups(
  trx: Queryable,
  companyId: string,
  personId: string,
  groupIds: string[],
): Promise<void> {
  if (groupIds.length === 0) return;
  await trx
    .insertInto("group_shares")
    .columns(["company_id", "group_id", "person_id", "access"])
    .expression((eb) =>
      eb
        .selectFrom("groups")
        .where("groups.company_id", "=", companyId)
        .where("groups.id", "in", groupIds)
        .select((select) => [
          "groups.company_id",
          "groups.id",
          select.val(personId).as("person_id"),
          select.cast<"write">(select.val("write"), "text").as("access"),
        ]),
    )
    .execute();
}

function present(row: {
  id: string;
  email: string;
  role: InvitationRecord["role"];
  created_at: number;
  expires_at: number;
  created_by_id: string;
}): InvitationRecord {
  const { id, email, role, created_at: createdAt, expires_at: expiresAt, created_by_id: createdById } = row;
  return { id, email, role, createdAt, expiresAt, createdById };
}
