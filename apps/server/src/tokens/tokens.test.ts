import { afterAll, beforeAll, expect, it } from "vitest";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { openDatabase } from "../store/database.ts";
import { openTokens } from "./asker-of.ts";
import { createScriptToken, listScriptTokens, revokeScriptToken } from "./script-tokens.ts";

let house: TestHttp;
let companyId: string;
let admin: { cookie: string; scope: PersonScope };
let ben: { cookie: string; id: string; scope: PersonScope };

beforeAll(async () => {
  house = await startTestHttp();
  const made = await house.company("Acme");
  companyId = made.administrator.companyId;
  admin = { cookie: made.cookie, scope: made.administrator };
  const person = await house.person(companyId, "expert");
  ben = { ...person, scope: await scopeOf(person.id) };
});
afterAll(async () => house.close());

async function scopeOf(personId: string): Promise<PersonScope> {
  const row = await house.db.selectFrom("people").selectAll().where("id", "=", personId).executeTakeFirstOrThrow();
  return { kind: "person", companyId: row.company_id, personId, role: row.role, name: row.name };
}

async function isValid(token: string, path = "/api/v1/ping"): Promise<boolean> {
  const { status, body } = await house.ask("GET", path, { headers: { authorization: `Bearer ${token}` } });
  expect(status).toBe(200);
  return (body as { token_valid: boolean }).token_valid;
}

async function make(scope: PersonScope, level: "person" | "company", name = "Script") {
  const outcome = await createScriptToken(house.db, scope, { level, name, scopes: ["Users.Read"] }, house.now);
  if (!outcome.ok) throw new Error(outcome.refusal.reason);
  return outcome.value;
}

it("[W4][X11] a token has the form integrations know, is told once, and kept as its hash only", async () => {
  const { token, made } = await make(ben.scope, "person");
  expect(token).toMatch(/^\d{8}-[A-Za-z0-9]{20}$/);
  expect(token.startsWith(`${made.hint}-`)).toBe(true);
  const rows = JSON.stringify([
    await house.db.selectFrom("script_tokens").selectAll().execute(),
    await house.db.selectFrom("audit").selectAll().execute(),
    await listScriptTokens(house.db, ben.scope),
  ]);
  expect(rows).toContain(made.id);
  expect(rows).not.toContain(token.slice(9));
});

it("[W4] ping says whether a token is valid, however it is written", async () => {
  const { token } = await make(ben.scope, "person");
  expect(await isValid(token)).toBe(true);
  expect(await isValid(token, "/API/V1/Ping")).toBe(true);
  for (const wrong of [token.slice(0, -1), `${token}x`, token.toLowerCase() === token ? "x" : token.toLowerCase(), "x"])
    expect([wrong, await isValid(wrong)]).toEqual([wrong, false]);
});

it("[W4] stands for its person as they are now, or for the company; says through what, and when it was last used", async () => {
  const tokens = openTokens(house.db);
  const own = await make(ben.scope, "person", "Night shift");
  const company = await make(admin.scope, "company", "Help desk");
  expect(await tokens.askerOf(own.token, house.now)).toEqual({
    tokenId: own.made.id,
    level: "person",
    scope: { ...ben.scope, through: "Night shift" },
    scopes: new Set(["Users.Read"]),
  });
  expect(await tokens.askerOf(company.token, house.now)).toMatchObject({
    level: "company",
    scope: { personId: admin.scope.personId, role: "administrator", through: "Help desk" },
  });
  await house.db.updateTable("people").set({ role: "supervisor" }).where("id", "=", ben.id).execute();
  expect(await tokens.askerOf(own.token, house.now)).toMatchObject({ scope: { role: "supervisor" } });
  await house.db.updateTable("people").set({ role: "expert" }).where("id", "=", ben.id).execute();
  const used = async () => (await listScriptTokens(house.db, ben.scope)).find(({ id }) => id === own.made.id);
  expect((await used())?.lastUsedAt).toBe(house.now);
  await tokens.askerOf(own.token, house.now + 61_000);
  expect((await used())?.lastUsedAt).toBe(house.now + 61_000);
});

it("[W4] only administrators make company tokens; nobody sees or revokes what is not theirs", async () => {
  const denied = await createScriptToken(
    house.db,
    ben.scope,
    { level: "company", name: "x", scopes: ["Users.Read"] },
    house.now,
  );
  expect(denied).toMatchObject({ ok: false, refusal: { reason: "notAllowed" } });
  const stranger = (await house.company("Other")).administrator;
  const own = await make(ben.scope, "person");
  const company = await make(admin.scope, "company");
  const seenBy = async (scope: PersonScope) => (await listScriptTokens(house.db, scope)).map(({ id }) => id);
  expect(await seenBy(ben.scope)).toContain(own.made.id);
  expect(await seenBy(ben.scope)).not.toContain(company.made.id);
  expect(await seenBy(admin.scope)).toContain(company.made.id);
  expect(await seenBy(stranger)).toEqual([]);
  for (const [who, id] of [
    [stranger, own.made.id],
    [stranger, company.made.id],
    [ben.scope, company.made.id],
  ] as const)
    expect(await revokeScriptToken(house.db, who, id, house.now)).toMatchObject({ refusal: { reason: "notFound" } });
  expect(await isValid(own.token)).toBe(true);
  expect(await isValid(company.token)).toBe(true);
});

it("[W4] what is revoked, or whose person is disabled, opens nothing on any server from then on; a company's token goes on", async () => {
  const elsewhere = openDatabase(house.databaseUrl);
  const other = openTokens(elsewhere.db);
  const works = async (token: string) => typeof (await other.askerOf(token, house.now)) === "object";
  const one = await make(ben.scope, "person");
  expect(await works(one.token)).toBe(true);
  await revokeScriptToken(house.db, ben.scope, one.made.id, house.now);
  expect([await works(one.token), await isValid(one.token)]).toEqual([false, false]);

  const second = await house.person(companyId, "administrator");
  const theirs = await make(await scopeOf(second.id), "person");
  const companys = await make(await scopeOf(second.id), "company");
  const path = `/api/console/people/${second.id}`;
  const disable = async (disabled: boolean) =>
    await house.ask("PATCH", path, { cookie: admin.cookie, body: { disabled } });
  expect((await disable(true)).status).toBe(200);
  expect([await works(theirs.token), await works(companys.token)]).toEqual([false, true]);
  expect((await disable(false)).status).toBe(200);
  expect([await works(theirs.token), await works(companys.token)]).toEqual([false, true]);
  await elsewhere.close();
});

it("[W4][X21] the audit log tells who made and revoked which token", async () => {
  const { made } = await make(ben.scope, "person", "Told");
  await revokeScriptToken(house.db, ben.scope, made.id, house.now);
  const rows = await house.db.selectFrom("audit").selectAll().where("subject", "=", made.id).orderBy("id").execute();
  expect(rows.map(({ act, actor_id, details }) => [act, actor_id, details])).toEqual(
    ["token/created", "token/revoked"].map((act) => [
      act,
      ben.id,
      { name: "Told", level: "person", ofPersonId: ben.id, scopes: "Users.Read" },
    ]),
  );
});

it("[W4][X1] the console makes, lists and revokes tokens, each person their own", async () => {
  const { cookie } = ben;
  const body = { level: "person", name: "Console", scopes: ["Sessions.Create", "Account.Read"] };
  const made = await house.ask("POST", "/api/console/tokens", { cookie, body });
  expect(made.status).toBe(200);
  const { token, made: record } = made.body as { token: string; made: { id: string } };
  expect(await isValid(token)).toBe(true);
  const listed = await house.ask("GET", "/api/console/tokens", { cookie });
  expect((listed.body as { tokens: unknown[] }).tokens).toContainEqual(
    expect.objectContaining({ id: record.id, ...body }),
  );
  expect(listed.text).not.toContain(token.slice(9));

  for (const [change, status] of [
    [{ scopes: ["Sessions.Fly"] }, 422],
    [{ scopes: [] }, 422],
    [{ name: "" }, 422],
    [{ level: "company" }, 403],
  ] as const) {
    const refused = await house.ask("POST", "/api/console/tokens", { cookie, body: { ...body, ...change } });
    expect([change, refused.status]).toEqual([change, status]);
  }
  expect((await house.ask("POST", "/api/console/tokens", { body })).status).toBe(401);

  const path = `/api/console/tokens/${record.id}`;
  expect((await house.ask("DELETE", path, { cookie: admin.cookie })).status).toBe(404);
  expect((await house.ask("DELETE", path, { cookie })).status).toBe(200);
  expect(await isValid(token)).toBe(false);
});
