import { sql } from "kysely";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import type { Database, Queryable } from "../store/database.ts";
import { groupsOf, type PersonScope } from "../store/scope.ts";
import { makeGroup } from "./groups.ts";

/**
 * The group somebody means: by its id; by its name, which makes it where they see none of that name; by both, which must be the
 * same one. With neither it is their default group: the first they own, else the first they may write to, else one of their own
 * with their name [W8].
 */
export async function groupMeant(
  db: Database,
  announce: Announce,
  scope: PersonScope,
  { id, name: named }: { id?: string | undefined; name?: string | undefined },
  now: number,
): Promise<Outcome<string>> {
  if (id !== undefined) {
    const group = await groupsOf(db, scope).select("groups.name").where("groups.id", "=", id).executeTakeFirst();
    if (group === undefined) return refused({ reason: "invalid", field: "groupid", problem: "unknown" });
    if (named && group.name.toLowerCase() !== named.toLowerCase())
      return refused({ reason: "invalid", field: "groupname", problem: "notAccepted" });
    return done(id);
  }
  const usual = named ? undefined : await defaultGroup(db, scope);
  if (usual !== undefined) return done(usual);
  const name = named || scope.name;
  const found = await byName(db, scope, name);
  if (found !== undefined) return done(found);
  if (!may(scope.role, "group/create")) return refused({ reason: "notAllowed" });
  const made = await db.transaction().execute(async (trx) => {
    // Two who name the same new group at once take turns, and have the same one.
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`group ${scope.companyId} ${name.toLowerCase()}`}, 0))`.execute(
      trx,
    );
    return (await byName(trx, scope, name)) ?? (await makeGroup(trx, scope, name, now));
  });
  announce({ about: "directory", companyId: scope.companyId });
  return done(made);
}

async function byName(db: Queryable, scope: PersonScope, name: string): Promise<string | undefined> {
  const group = await groupsOf(db, scope)
    .select("groups.id")
    .where((eb) => eb(eb.fn<string>("lower", ["groups.name"]), "=", name.toLowerCase()))
    .orderBy((eb) => eb("groups.name", "=", name), "desc")
    .orderBy((eb) => eb("visible.access", "=", "write"), "desc")
    .orderBy("groups.created_at")
    .orderBy("groups.id")
    .limit(1)
    .executeTakeFirst();
  return group?.id;
}

async function defaultGroup(db: Queryable, scope: PersonScope): Promise<string | undefined> {
  const group = await groupsOf(db, scope)
    .select("groups.id")
    .where("visible.access", "=", "write")
    .orderBy((eb) => eb("groups.owner_id", "is not distinct from", scope.personId), "desc")
    .orderBy("groups.created_at")
    .orderBy("groups.id")
    .limit(1)
    .executeTakeFirst();
  return group?.id;
}
