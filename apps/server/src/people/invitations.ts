import { randomBytes } from "node:crypto";
import type { Body, CALLS, InvitationRecord } from "@beckon/protocol/calls.ts";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { isTaken, type Database, type Queryable } from "../store/database.ts";
import { hashToken } from "../store/installation.ts";
import { groupsOf, invitationsOf, type PersonScope } from "../store/scope.ts";
import { writeAudit } from "./audit.ts";
import { hashOfPassword } from "./password.ts";
import { insertPerson } from "./people.ts";

/** How long an invitation is good for, in milliseconds. */
export const INVITATION_MS = 7 * 24 * 60 * 60 * 1000;

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
  const token = randomBytes(32).toString("base64url");
  return await db.transaction().execute(async (trx) => {
    const somebody = await trx.selectFrom("people").select("id").where("email", "=", email).executeTakeFirst();
    if (somebody !== undefined) return refused({ reason: "invalid", field: "email", problem: "taken" });
    const groups = await groupsOf(trx, scope).select("groups.id").execute();
    const known = new Set(groups.map((group) => group.id));
    if (!groupIds.every((groupId) => known.has(groupId)))
      return refused({ reason: "invalid", field: "groupIds", problem: "unknown" });

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
        created_by_id: scope.personId,
        created_at: now,
        expires_at: now + INVITATION_MS,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await writeAudit(trx, scope, { act: "invitation/created", subject: row.id, details: { email, role } }, now);
    return done({ invitation: present(row), token });
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
): Promise<Outcome<{ company: string; email: string }>> {
  const found = await db
    .selectFrom("invitations")
    .innerJoin("companies", "companies.id", "invitations.company_id")
    .where("invitations.token_hash", "=", hashToken(token))
    .where("invitations.expires_at", ">", now)
    .select(["companies.name as company", "invitations.email"])
    .executeTakeFirst();
  return found === undefined ? refused({ reason: "notFound" }) : done(found);
}

/** Makes the invited person, with the role and the groups of the invitation, and uses it up. */
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
      const { company_id: companyId, email, role } = used;
      const personId = await insertPerson(trx, companyId, { name, email, role }, hash);
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

// Groups that were deleted since are passed over.
async function shareGroups(trx: Queryable, companyId: string, personId: string, groupIds: string[]): Promise<void> {
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
