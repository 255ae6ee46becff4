import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "@beckon/domain/permissions.ts";
import { openDatabase, type OpenDatabase } from "./database.ts";
import { groupAccess, withAccessToGroup, type PersonScope } from "./scope.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let test: TestDatabase;
let open: OpenDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  open = openDatabase(test.url);
});
afterAll(async () => {
  await open.close();
  await test.drop();
});

async function company(): Promise<string> {
  const { id } = await open.db
    .insertInto("companies")
    .values({ name: "Any", created_at: 1 })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

async function person(companyId: string, role: Role, disabledAt: number | null = null): Promise<PersonScope> {
  const { id } = await open.db
    .insertInto("people")
    .values({
      company_id: companyId,
      name: role,
      email: `${crypto.randomUUID()}@example.com`,
      role,
      disabled_at: disabledAt,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { kind: "person", companyId, personId: id, role, name: role };
}

async function group(companyId: string, ownerId: string | null): Promise<string> {
  const { id } = await open.db
    .insertInto("groups")
    .values({ company_id: companyId, name: "Any", owner_id: ownerId, warn_ms: 1, alarm_ms: 2, created_at: 1 })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

it("[X1] [Q1] a person sees their own groups and shared ones; an administrator all of the company; nobody another company's", async () => {
  const one = await company();
  const other = await company();
  const owner = await person(one, "expert");
  const guest = await person(one, "supervisor");
  const gone = await person(one, "expert", 5);
  const admin = await person(one, "administrator");
  const stranger = await person(other, "administrator");
  const own = await group(one, owner.personId);
  const lonely = await group(one, null);
  const foreign = await group(other, stranger.personId);
  for (const { personId } of [guest, gone]) {
    await open.db
      .insertInto("group_shares")
      .values({ company_id: one, group_id: own, person_id: personId, access: "read" })
      .execute();
  }
  expect(Object.fromEntries(await groupAccess(open.db, owner))).toEqual({ [own]: "write" });
  expect(Object.fromEntries(await groupAccess(open.db, guest))).toEqual({ [own]: "read" });
  expect(Object.fromEntries(await groupAccess(open.db, admin))).toEqual({ [own]: "write", [lonely]: "write" });
  expect(Object.fromEntries(await groupAccess(open.db, stranger))).toEqual({ [foreign]: "write" });
  expect(new Set(await withAccessToGroup(open.db, own))).toEqual(
    new Set([owner.personId, guest.personId, admin.personId]),
  );
  expect(await withAccessToGroup(open.db, lonely)).toEqual([admin.personId]);
});

it("[X1] the database itself refuses to share a group with somebody of another company", async () => {
  const one = await company();
  const other = await company();
  const own = await group(one, null);
  const stranger = await person(other, "expert");
  const share = { company_id: one, group_id: own, person_id: stranger.personId, access: "write" as const };
  await expect(open.db.insertInto("group_shares").values(share).execute()).rejects.toThrow("foreign key");
});
