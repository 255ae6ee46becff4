import { afterAll, beforeAll, expect, it } from "vitest";
import { LONGEST_REPLY, MOST_REPLIES } from "@beckon/domain/reply.ts";
import type { GroupRecord } from "@beckon/protocol/calls.ts";
import type { ReplyRecord } from "@beckon/protocol/replies.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
let other: Awaited<ReturnType<TestHttp["company"]>>;
let ben: { id: string; cookie: string };
let eva: { id: string; cookie: string };
let kim: { id: string; cookie: string };
beforeAll(async () => {
  house = await startTestHttp();
  [acme, other] = [await house.company("Acme"), await house.company("Other")];
  const { companyId } = acme.administrator;
  ben = await house.person(companyId, "expert");
  eva = await house.person(companyId, "supervisor");
  kim = await house.person(companyId, "supervisor");
});
afterAll(() => house.close());

const PATH = "/api/console/replies";
const ask = (who: { cookie: string }, method: string, path: string, body?: unknown) =>
  house.ask(method, path, { cookie: who.cookie, ...(body === undefined ? {} : { body }) });
const wanted = (name: string, groupId: string | null = null) => ({
  name,
  groupId,
  texts: { en: "Hello {customer}", de: "" },
});
async function make(who: { cookie: string }, name: string, groupId: string | null = null): Promise<ReplyRecord> {
  const made = await ask(who, "POST", PATH, wanted(name, groupId));
  expect(made.status).toBe(200);
  return made.body as ReplyRecord;
}
async function names(who: { cookie: string }): Promise<string[]> {
  const { replies } = (await ask(who, "GET", PATH)).body as { replies: ReplyRecord[] };
  return replies.map(({ name }) => name);
}
async function groupOf(who: { cookie: string }, name: string): Promise<string> {
  return ((await ask(who, "POST", "/api/console/groups", { name })).body as GroupRecord).id;
}
const share = (who: { cookie: string }, groupId: string, personId: string, access: "read" | "write") =>
  ask(who, "PUT", `/api/console/groups/${groupId}/members`, { personId, access });

it("[Q8][X2] supervisors and administrators manage them, experts read them, and the audit log tells", async () => {
  const made = await make(eva, "Greeting");
  expect(made).toMatchObject({ texts: { en: "Hello {customer}" }, groupId: null, version: 1, changedById: eva.id });
  expect(made.texts).not.toHaveProperty("de");
  expect(await names(ben)).toEqual(["Greeting"]);
  const change = { ...wanted("Welcome"), version: 1 };
  for (const [method, path, body] of [
    ["POST", PATH, wanted("Mine")],
    ["PUT", `${PATH}/${made.id}`, change],
    ["DELETE", `${PATH}/${made.id}`, undefined],
  ] as const)
    expect((await ask(ben, method, path, body)).status).toBe(403);
  expect((await ask(acme, "PUT", `${PATH}/${made.id}`, change)).body).toMatchObject({ name: "Welcome", version: 2 });
  expect((await ask(eva, "DELETE", `${PATH}/${made.id}`)).status).toBe(200);
  expect(await names(ben)).toEqual([]);
  const audit = await ask(acme, "GET", "/api/console/audit?text=reply");
  const { entries } = audit.body as { entries: { act: string; subject: string }[] };
  expect(entries.map(({ act, subject }) => [act, subject])).toEqual([
    ["reply/deleted", made.id],
    ["reply/changed", made.id],
    ["reply/created", made.id],
  ]);
});

it("[Q8][C11] of two who change one at once the second is told who was first", async () => {
  const made = await make(eva, "Contested");
  const path = `${PATH}/${made.id}`;
  const answers = await Promise.all(
    [eva, kim].map((who) => ask(who, "PUT", path, { ...wanted("Mine now"), version: 1 })),
  );
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["200", "409"]);
  const lost = answers.find(({ status }) => status === 409);
  const won = answers.find(({ status }) => status === 200)?.body as ReplyRecord;
  expect(lost?.body).toEqual({ refusal: { reason: "changedMeanwhile", byId: won.changedById, at: won.changedAt } });
  await ask(eva, "DELETE", path);
});

it("[Q8] names are a scope's own: the same one twice is refused, in another group it is not", async () => {
  const groupId = await groupOf(eva, "Shops");
  const first = await make(eva, "Hello");
  expect((await ask(eva, "POST", PATH, wanted("hello"))).body).toEqual({
    refusal: { reason: "invalid", field: "name", problem: "taken" },
  });
  const second = await make(eva, "hello", groupId);
  expect((await ask(eva, "PUT", `${PATH}/${second.id}`, { ...wanted("HELLO"), version: 1 })).status).toBe(422);
  for (const { id } of [first, second]) await ask(eva, "DELETE", `${PATH}/${id}`);
});

it("[Q8] what is too long, empty or too many is refused, saying which field", async () => {
  const problemOf = async (body: unknown) =>
    ((await ask(eva, "POST", PATH, body)).body as { refusal: { field: string; problem: string } }).refusal;
  expect(await problemOf(wanted("x".repeat(41)))).toMatchObject({ field: "name", problem: "tooLong" });
  expect(await problemOf(wanted(" "))).toMatchObject({ field: "name" });
  expect(await problemOf({ ...wanted("Long"), texts: { de: "x".repeat(LONGEST_REPLY + 1) } })).toMatchObject({
    field: "texts.de",
    problem: "tooLong",
  });
  expect(await problemOf({ ...wanted("Empty"), texts: { es: "  " } })).toMatchObject({
    field: "texts",
    problem: "required",
  });
  await house.db
    .insertInto("replies")
    .values(
      Array.from({ length: MOST_REPLIES }, (_, at) => ({
        company_id: acme.administrator.companyId,
        group_id: null,
        name: `Reply ${at}`,
        texts: JSON.stringify({ en: "x" }),
        changed_by_id: eva.id,
        changed_at: 1,
      })),
    )
    .execute();
  expect(await problemOf(wanted("One more"))).toMatchObject({ problem: "tooMany" });
  await house.db.deleteFrom("replies").where("changed_at", "=", 1).execute();
});

it("[X1][Q8] a group's replies are for who sees it, and changed by who may write to it", async () => {
  const groupId = await groupOf(eva, "Clinics");
  const { id } = await make(eva, "For clinics", groupId);
  expect([await names(kim), await names(ben), await names(acme)]).toEqual([[], [], ["For clinics"]]);
  const path = `${PATH}/${id}`;
  const taken = { ...wanted("Taken"), version: 1 };
  expect((await ask(kim, "PUT", path, taken)).status).toBe(404);
  expect((await ask(kim, "POST", PATH, wanted("Smuggled", groupId))).status).toBe(404);
  await share(eva, groupId, kim.id, "read");
  expect(await names(kim)).toEqual(["For clinics"]);
  for (const [method, body] of [
    ["PUT", taken],
    ["DELETE", undefined],
  ] as const)
    expect((await ask(kim, method, path, body)).status).toBe(403);
  await share(eva, groupId, kim.id, "write");
  expect((await ask(kim, "PUT", path, { ...wanted("Ours", groupId), version: 1 })).status).toBe(200);
  expect((await ask(eva, "DELETE", `/api/console/groups/${groupId}`)).status).toBe(200);
  expect(await names(acme)).toEqual([]);
});

it("[X1][Q8] another company's replies do not exist: neither read, changed nor deleted, nor made in its groups", async () => {
  const groupId = await groupOf(eva, "Ours only");
  const ours = await make(eva, "Secret greeting", groupId);
  const wide = await make(eva, "Secret for all");
  expect(await names(other)).toEqual([]);
  for (const { id } of [ours, wide]) {
    expect((await ask(other, "PUT", `${PATH}/${id}`, { ...wanted("Stolen"), version: 1 })).status).toBe(404);
    expect((await ask(other, "DELETE", `${PATH}/${id}`)).status).toBe(404);
  }
  expect((await ask(other, "POST", PATH, wanted("Smuggled", groupId))).status).toBe(404);
  const theirs = await make(other, "Theirs");
  const moved = { ...wanted("Moved", groupId), version: 1 };
  expect((await ask(other, "PUT", `${PATH}/${theirs.id}`, moved)).status).toBe(404);
  expect((await house.ask("GET", PATH)).status).toBe(401);
  expect((await names(acme)).toSorted()).toEqual(["Secret for all", "Secret greeting"]);
});
