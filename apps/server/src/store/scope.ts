import { sql, type RawBuilder } from "kysely";
import type { GroupAccess, PersonScope } from "@beckon/domain/permissions.ts";
import { ROLES, may } from "@beckon/domain/permissions.ts";
import type { Queryable } from "./database.ts";

export type { PersonScope };

const ROLES_SEEING_ALL = ROLES.filter((role) => may(role, "case/seeAllGroups"));

/**
 * The groups a person sees, as a subquery of `group_id` and `access`: their own and, by role, all of the company to write,
 * shared ones as they were shared. Join it to whatever belongs to a group; no other query decides who sees what [Q1, X1].
 */
export function visibleGroups(db: Queryable, scope: PersonScope) {
  const seesAll = may(scope.role, "case/seeAllGroups");
  return db
    .selectFrom("groups")
    .leftJoin("group_shares", (join) =>
      join.onRef("group_shares.group_id", "=", "groups.id").on("group_shares.person_id", "=", scope.personId),
    )
    .where("groups.company_id", "=", scope.companyId)
    .where((eb) =>
      seesAll
        ? eb.lit(true)
        : eb.or([eb("groups.owner_id", "=", scope.personId), eb("group_shares.person_id", "is not", null)]),
    )
    .select((eb) => [
      "groups.id as group_id",
      sql<GroupAccess>`CASE WHEN ${seesAll} OR ${eb.ref("groups.owner_id")} = ${scope.personId} THEN 'write' ELSE ${eb.ref("group_shares.access")} END`.as(
        "access",
      ),
    ]);
}

/** Whether a case is within a scope's reach, beside its group being seen: anyone's, or only one's own [W2]. */
export function withinReach({ reach, personId }: PersonScope): RawBuilder<boolean> {
  return reach === "own"
    ? sql<boolean>`(cases.assignee_id = ${personId} OR cases.creator_id = ${personId})`
    : sql<boolean>`true`;
}

/** What a person may do in each group they see, by the group's id. */
export async function groupAccess(db: Queryable, scope: PersonScope): Promise<Map<string, GroupAccess>> {
  const rows = await visibleGroups(db, scope).execute();
  return new Map(rows.map((row) => [row.group_id, row.access]));
}

/** Everybody who sees one of these groups and is not disabled, with their access to it, as `visibleGroups` says it of each. */
export async function whoSees(
  db: Queryable,
  groupIds: readonly string[],
): Promise<{ groupId: string; personId: string; access: GroupAccess }[]> {
  if (groupIds.length === 0) return [];
  return await db
    .selectFrom("groups")
    .innerJoin("people", "people.company_id", "groups.company_id")
    .leftJoin("group_shares", (join) =>
      join.onRef("group_shares.group_id", "=", "groups.id").onRef("group_shares.person_id", "=", "people.id"),
    )
    .where("groups.id", "in", [...groupIds])
    .where("people.disabled_at", "is", null)
    .where((eb) =>
      eb.or([
        eb("people.role", "in", ROLES_SEEING_ALL),
        eb("people.id", "=", eb.ref("groups.owner_id")),
        eb("group_shares.person_id", "is not", null),
      ]),
    )
    .select((eb) => [
      "groups.id as groupId",
      "people.id as personId",
      eb
        .case()
        .when(eb.or([eb("people.role", "in", ROLES_SEEING_ALL), eb("people.id", "=", eb.ref("groups.owner_id"))]))
        .then(sql.lit<GroupAccess>("write"))
        .else(eb.ref("group_shares.access"))
        .end()
        .$notNull()
        .as("access"),
    ])
    .orderBy("people.id")
    .execute();
}

/** The people who can see a group and are not disabled: its owner, those it is shared with, and roles that see all groups. */
export async function withAccessToGroup(db: Queryable, groupId: string): Promise<string[]> {
  return (await whoSees(db, [groupId])).map((row) => row.personId);
}

/** Who of a company may write to which of its groups: pairs of ids; whoever is disabled included. */
export function writersOf(db: Queryable, companyId: string) {
  return db
    .selectFrom("groups")
    .innerJoin("people", "people.company_id", "groups.company_id")
    .leftJoin("group_shares", (join) =>
      join
        .onRef("group_shares.group_id", "=", "groups.id")
        .onRef("group_shares.person_id", "=", "people.id")
        .on("group_shares.access", "=", "write"),
    )
    .where("groups.company_id", "=", companyId)
    .where((eb) =>
      eb.or([
        eb("people.role", "in", ROLES_SEEING_ALL),
        eb("people.id", "=", eb.ref("groups.owner_id")),
        eb("group_shares.person_id", "is not", null),
      ]),
    )
    .select(["groups.id as groupId", "people.id as personId"])
    .execute();
}

/** The people of the asker's company. */
export function peopleOf(db: Queryable, scope: PersonScope) {
  return db.selectFrom("people").where("people.company_id", "=", scope.companyId);
}

/** The groups of the asker's company that they see, with their own access as `access`. */
export function groupsOf(db: Queryable, scope: PersonScope) {
  return db
    .selectFrom("groups")
    .innerJoin(visibleGroups(db, scope).as("visible"), "visible.group_id", "groups.id")
    .where("groups.company_id", "=", scope.companyId);
}

/** The recordings the asker may watch: their own, or any by role, in cases of groups they see; `access` is theirs to the group [R21]. */
export function recordingsOf(db: Queryable, scope: PersonScope) {
  const recordings = db
    .selectFrom("recordings")
    .innerJoin("cases", "cases.id", "recordings.case_id")
    .innerJoin("companies", "companies.id", "recordings.company_id")
    .innerJoin(visibleGroups(db, scope).as("visible"), "visible.group_id", "cases.group_id")
    .where("recordings.company_id", "=", scope.companyId);
  return may(scope.role, "recording/viewAny")
    ? recordings
    : recordings.where("recordings.person_id", "=", scope.personId);
}

const CONNECTED = sql`cases.customer ->> 'is' IN ('connected', 'reconnecting')`;

/**
 * The contacts somebody sees [K1]: those that were filed in groups they see, or have cases there. `isNamed` where they may read what
 * the contact itself holds: it was filed where they see it, or is made of nothing that they do not see; elsewhere `name` and
 * `email` are those of the newest case they see. `isWhole`: nothing of it lies outside their groups. With `only` those of one group.
 */
export async function contactsOf(db: Queryable, scope: PersonScope, only?: string) {
  const access = await groupAccess(db, scope);
  const seesAll = may(scope.role, "case/seeAllGroups");
  // By their ids, not by a join: so the planner knows how many there are.
  const groups = sql<string[]>`${[...access.keys()]}::text[]`;
  const writable = [...access].flatMap(([id, how]) => (how === "write" ? [id] : []));
  const isHere = sql<boolean>`coalesce(contacts.group_id = ANY(${groups}), false)`;
  // A scalar, which is asked contact by contact: an EXISTS may be answered by reading all cases first.
  const hasCase = (where: RawBuilder<unknown>) =>
    sql<boolean>`((SELECT true FROM cases WHERE cases.contact_id = contacts.id AND ${where} LIMIT 1) IS TRUE)`;
  const inGroups = only === undefined ? [...access.keys()] : access.has(only) ? [only] : [];
  const isSeen =
    seesAll && only === undefined
      ? sql<boolean>`true`
      : ((await fewContacts(db, inGroups)) ??
        sql<boolean>`(coalesce(contacts.group_id = ANY(${inGroups}::text[]), false)
          OR ${hasCase(sql`cases.group_id = ANY(${inGroups}::text[])`)})`);
  const isWhole = seesAll
    ? sql<boolean>`true`
    : sql<boolean>`((contacts.group_id IS NULL OR ${isHere}) AND NOT ${hasCase(sql`cases.group_id <> ALL(${groups})`)})`;
  const isNamed = seesAll ? isWhole : sql<boolean>`(${isHere} OR ${isWhole})`;
  const shown = (
    own: RawBuilder<string>,
    inCase: RawBuilder<string>,
  ) => sql<string>`CASE WHEN ${isNamed} THEN ${own} ELSE coalesce((
    SELECT ${inCase} FROM cases WHERE cases.contact_id = contacts.id AND cases.group_id = ANY(${groups}) AND ${inCase} <> ''
    ORDER BY cases.created_at DESC LIMIT 1), '') END`;
  return {
    seesAll,
    isWhole,
    isNamed,
    name: shown(sql`contacts.name`, sql`cases.customer_name`),
    email: shown(sql`contacts.email`, sql`cases.customer_email`),
    /** An instant of the contact itself, or one made of the cases they see. */
    time: (
      own: RawBuilder<number>,
      ofCases: RawBuilder<number>,
    ) => sql<number>`CASE WHEN ${isNamed} THEN ${own} ELSE coalesce((
      SELECT ${ofCases} FROM cases WHERE cases.contact_id = contacts.id AND cases.group_id = ANY(${groups})), 0) END`,
    /** Whether the person may write to a group in which they see it. */
    mayWrite: sql<boolean>`(coalesce(contacts.group_id = ANY(${writable}::text[]), false)
      OR ${hasCase(sql`cases.group_id = ANY(${writable}::text[])`)})`,
    /** Whether they may write to every group it stands in. */
    mayWriteAll: sql<boolean>`((contacts.group_id IS NULL OR contacts.group_id = ANY(${writable}::text[]))
      AND NOT ${hasCase(sql`cases.group_id <> ALL(${writable}::text[])`)})`,
    /** Whether they are connected to a case this person sees; and whether by this computer. */
    isConnected: hasCase(sql`cases.group_id = ANY(${groups}) AND ${CONNECTED}`),
    isConnectedBy: sql<boolean>`((SELECT true FROM cases WHERE cases.contact_id = devices.contact_id
      AND cases.device_hash = devices.device_hash AND cases.group_id = ANY(${groups}) AND ${CONNECTED} LIMIT 1) IS TRUE)`,
    contacts: db.selectFrom("contacts").where("contacts.company_id", "=", scope.companyId).where(isSeen),
    /** All cases this person sees. */
    cases: db
      .selectFrom("cases")
      .where("cases.company_id", "=", scope.companyId)
      .where(sql<boolean>`cases.group_id = ANY(${groups})`),
    /** The computers they see: in the groups they see, each with its contact [K2]. */
    computers: db
      .selectFrom("devices")
      .innerJoin("contacts", "contacts.id", "devices.contact_id")
      .where("devices.company_id", "=", scope.companyId)
      .where("devices.channel", "=", "desktop")
      .where(sql<boolean>`devices.group_id = ANY(${groups})`),
  };
}

/** Through whose eyes attachments are looked for: a person's groups, or a customer's secret. */
export type AttachmentScope = PersonScope | { readonly kind: "holder"; readonly secretHash: string };

/** The attachments the asker may see: those of cases in groups they see, or of the case their secret holds now [H4]. */
export function attachmentsOf(db: Queryable, scope: AttachmentScope) {
  const attachments = db.selectFrom("attachments").innerJoin("cases", "cases.id", "attachments.case_id");
  if (scope.kind === "holder") return attachments.where("cases.secret_hash", "=", scope.secretHash);
  return attachments
    .where("attachments.company_id", "=", scope.companyId)
    .where((eb) =>
      eb.exists(
        db
          .selectFrom(visibleGroups(db, scope).as("visible"))
          .select("visible.group_id")
          .whereRef("visible.group_id", "=", eb.ref("cases.group_id")),
      ),
    );
}

const FEW = 2_000;

/** The contacts of groups by their ids, where they are few: these are looked for at once, instead of among all there are. */
async function fewContacts(db: Queryable, groups: readonly string[]): Promise<RawBuilder<boolean> | undefined> {
  const cases = await db
    .selectFrom("cases")
    .select("contact_id as id")
    .where(sql<boolean>`group_id = ANY(${groups}::text[])`)
    .where("contact_id", "is not", null)
    .limit(FEW)
    .execute();
  const filed = await db
    .selectFrom("contacts")
    .select("id")
    .where(sql<boolean>`group_id = ANY(${groups}::text[])`)
    .limit(FEW)
    .execute();
  if (cases.length === FEW || filed.length === FEW) return undefined;
  const ids = new Set([...cases, ...filed].map(({ id }) => id));
  return sql<boolean>`contacts.id = ANY(${[...ids]}::text[])`;
}

/** Whose connection records are looked at: all in the groups a person sees, or only the person's own among them. */
export type ConnectionScope = PersonScope & { readonly only: "own" | "all" };

/** The connection records the asker may see, once they have ended [W17]. */
export async function connectionsOf(db: Queryable, scope: ConnectionScope) {
  const ended = db
    .selectFrom("connections")
    .where("connections.company_id", "=", scope.companyId)
    .where("connections.ended_at", "is not", null);
  // By their ids, not by a join: so the planner knows how many there are.
  const seen = may(scope.role, "case/seeAllGroups")
    ? ended
    : ended.where(sql<boolean>`connections.group_id = ANY(${[...(await groupAccess(db, scope)).keys()]}::text[])`);
  return scope.only === "own" ? seen.where("connections.person_id", "=", scope.personId) : seen;
}

/** The modules whose cases the asker sees, with their access to the module's group as `access`. */
export function modulesOf(db: Queryable, scope: PersonScope) {
  return db
    .selectFrom("modules")
    .innerJoin(visibleGroups(db, scope).as("visible"), "visible.group_id", "modules.group_id")
    .where("modules.company_id", "=", scope.companyId);
}

/** The canned replies of the asker's company and of the groups they see [Q8]. */
export function repliesOf(db: Queryable, scope: PersonScope) {
  return db
    .selectFrom("replies")
    .where("replies.company_id", "=", scope.companyId)
    .where((eb) =>
      eb.or([
        eb("replies.group_id", "is", null),
        eb("replies.group_id", "in", visibleGroups(db, scope).clearSelect().select("groups.id")),
      ]),
    );
}

/** The webhooks of the asker's company [W14]. */
export function webhooksOf(db: Queryable, scope: PersonScope) {
  return db.selectFrom("webhooks").where("webhooks.company_id", "=", scope.companyId);
}

/** The invitations of the asker's company. */
export function invitationsOf(db: Queryable, scope: PersonScope) {
  return db.selectFrom("invitations").where("invitations.company_id", "=", scope.companyId);
}

/** The audit entries of the asker's company. */
export function auditOf(db: Queryable, scope: PersonScope) {
  return db.selectFrom("audit").where("audit.company_id", "=", scope.companyId);
}

/** The tokens the asker may list and revoke: their own, and, by role, those of the company [W4]. */
export function scriptTokensOf(db: Queryable, scope: PersonScope) {
  return db
    .selectFrom("script_tokens")
    .where("script_tokens.company_id", "=", scope.companyId)
    .where((eb) =>
      eb.or([
        eb.and([eb("script_tokens.level", "=", "person"), eb("script_tokens.person_id", "=", scope.personId)]),
        ...(may(scope.role, "token/manage") ? [eb("script_tokens.level", "=", "company")] : []),
      ]),
    );
}
