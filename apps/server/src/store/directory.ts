import { DEFAULT_MESSAGE_VALIDITY_MS } from "@beckon/domain/message.ts";
import type { Directory } from "../desk/ports.ts";
import { logoPath } from "@beckon/protocol/modules.ts";
import type { Database } from "./database.ts";
import { hoursThatHold } from "./hours-that-hold.ts";
import { settingsOf } from "./module-settings.ts";
import { peopleNow, personFacts } from "./people-now.ts";
import { contactsOf, groupAccess, modulesOf, visibleGroups, withAccessToGroup } from "./scope.ts";

const PLAIN = {
  title: "",
  welcome: "",
  waiting: "",
  accent: "#2557d6",
  survey: true,
  logo: null,
  translations: {},
  programOf: null,
};

/** People, groups and modules as desk and live connections read them. */
export function openDirectory(db: Database): Directory {
  return {
    async group(scope, groupId) {
      return db
        .selectFrom("groups")
        .innerJoin(visibleGroups(db, scope).as("visible"), "visible.group_id", "groups.id")
        .select(["visible.access", "validity_ms as validityMs"])
        .where("groups.id", "=", groupId)
        .executeTakeFirst();
    },
    accessAll: (scope) => groupAccess(db, scope),
    async hours(groupId, moduleId) {
      const row = await db
        .selectFrom("groups")
        .leftJoin("modules", (join) => join.on("modules.id", "=", moduleId))
        .select(hoursThatHold.as("hours"))
        .where("groups.id", "=", groupId)
        .executeTakeFirst();
      return row?.hours ?? null;
    },
    async messageValidity(groupId) {
      const row = await db
        .selectFrom("groups")
        .select("message_validity_ms as ms")
        .where("id", "=", groupId)
        .executeTakeFirst();
      return row?.ms ?? DEFAULT_MESSAGE_VALIDITY_MS;
    },
    async canSee(groupId, personId) {
      return (await withAccessToGroup(db, groupId)).includes(personId);
    },

    async seesContact(scope, contactId) {
      const { contacts } = await contactsOf(db, scope);
      return (
        (await contacts.select("contacts.id").where("contacts.id", "=", contactId).executeTakeFirst()) !== undefined
      );
    },

    async moduleNamed(scope, idOrSlug) {
      const row = await modulesOf(db, scope)
        .select("modules.id")
        .where((eb) => eb.or([eb("modules.id", "=", idOrSlug), eb("modules.slug", "=", idOrSlug.toLowerCase())]))
        .executeTakeFirst();
      return row?.id;
    },

    async module(slug) {
      const row = await db.selectFrom("modules").selectAll().where("slug", "=", slug.toLowerCase()).executeTakeFirst();
      if (row === undefined) return undefined;
      const { groupId, assigneeId, validityMs, disclaimer, fields } = settingsOf(row);
      const suspended = row.suspended_at !== null;
      return { id: row.id, companyId: row.company_id, groupId, assigneeId, validityMs, suspended, disclaimer, fields };
    },

    async lists(scope) {
      const [peopleRows, groups, modules] = await Promise.all([
        peopleNow(db).where("people.company_id", "=", scope.companyId).orderBy("people.name").execute(),
        db
          .selectFrom("groups")
          .innerJoin(visibleGroups(db, scope).as("visible"), "visible.group_id", "groups.id")
          .select([
            "groups.id",
            "groups.name",
            "owner_id as ownerId",
            "warn_ms as warnMs",
            "alarm_ms as alarmMs",
            "visible.access",
          ])
          .orderBy("groups.name")
          .execute(),
        db
          .selectFrom("modules")
          .innerJoin(visibleGroups(db, scope).as("visible"), "visible.group_id", "modules.group_id")
          .select(["modules.id", "modules.name", "modules.slug", "modules.group_id as groupId", "modules.suspended_at"])
          .orderBy("modules.name")
          .execute(),
      ]);
      return {
        people: peopleRows.map(personFacts),
        groups,
        modules: modules.map(({ suspended_at, ...row }) => ({ ...row, suspended: suspended_at !== null })),
      };
    },

    async person(personId) {
      const row = await peopleNow(db).where("people.id", "=", personId).executeTakeFirst();
      return row && personFacts(row);
    },

    async people(personIds) {
      const rows = await peopleNow(db)
        .select("people.company_id as companyId")
        .where("people.id", "in", personIds)
        .orderBy("people.id")
        .execute();
      return rows.map(({ companyId, ...row }) => ({ ...personFacts(row), companyId }));
    },

    async company(companyId) {
      const [company, rows] = await Promise.all([
        db
          .selectFrom("companies")
          .select(["id", "name", "recordings_keep as keep", "recordings_days as days"])
          .where("id", "=", companyId)
          .executeTakeFirstOrThrow(),
        db.selectFrom("people").select(["id", "name"]).where("company_id", "=", companyId).execute(),
      ]);
      const { id, name, keep, days } = company;
      return { id, name, recordings: { keep, days }, peopleNames: new Map(rows.map((row) => [row.id, row.name])) };
    },

    async reception(current) {
      const { moduleId, groupId, companyId } = current;
      const row = await db
        .selectFrom("modules")
        .selectAll()
        .where("company_id", "=", companyId)
        .where((eb) => eb.or([eb("suspended_at", "is", null), eb("id", "=", moduleId)]))
        .orderBy((eb) =>
          eb.case().when("id", "=", moduleId).then(0).when("group_id", "=", groupId).then(1).else(2).end(),
        )
        .orderBy("created_at")
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return PLAIN;
      const programOf = row.slug;
      if (row.id !== moduleId) return { ...PLAIN, programOf };
      const { title, welcome, waiting, accent, logo, survey, translations } = settingsOf(row);
      return { title, welcome, waiting, accent, logo: logoPath(logo), survey, translations, programOf };
    },
  };
}
