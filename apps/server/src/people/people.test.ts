import { afterAll, beforeAll, expect, it } from "vitest";
import { PASSWORD, startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
});
afterAll(() => house.close());

const change = (cookie: string, id: string, body: unknown) =>
  house.ask("PATCH", `/api/console/people/${id}`, { cookie, body });

async function invited(body: {
  email: string;
  role: string;
  groupIds: string[];
}): Promise<{ id: string; token: string }> {
  const answered = await house.ask("POST", "/api/console/invitations", { cookie: acme.cookie, body });
  expect(answered.status).toBe(200);
  const { invitation, url } = answered.body as { invitation: { id: string }; url: string };
  return { id: invitation.id, token: url.split("#token=")[1] ?? "" };
}
const accept = (token: string) =>
  house.ask("POST", "/api/invitations/accept", { body: { token, name: "New", password: PASSWORD } });

it("[P3] the last administrator can be neither disabled nor demoted, a second one can", async () => {
  const me = acme.administrator.personId;
  const refusal = (field: string) => ({ refusal: { reason: "invalid", field, problem: "notAccepted" } });
  expect((await change(acme.cookie, me, { disabled: true })).body).toEqual(refusal("disabled"));
  expect((await change(acme.cookie, me, { role: "expert" })).body).toEqual(refusal("role"));
  const second = await house.person(acme.administrator.companyId, "administrator");
  expect((await change(acme.cookie, second.id, { role: "expert" })).status).toBe(200);
});

it("[P3] two administrators who demote each other at once leave one", async () => {
  const company = await house.company("Duel");
  const second = await house.person(company.administrator.companyId, "administrator");
  const both = await Promise.all([
    change(company.cookie, second.id, { role: "expert" }),
    change(second.cookie, company.administrator.personId, { role: "expert" }),
  ]);
  expect(both.filter((each) => each.status === 200)).toHaveLength(1);
});

it("[P2] an invitation makes a person with its role and groups, once", async () => {
  const { token } = await invited({ email: "Ben@Example.com", role: "supervisor", groupIds: [acme.groupId] });
  const read = await house.ask("POST", "/api/invitations/read", { body: { token } });
  expect(read.body).toEqual({ company: "Acme", email: "ben@example.com", name: "" });
  expect((await accept(token)).status).toBe(200);
  expect((await accept(token)).status).toBe(404);
  const { cookie } = await house.signIn("ben@example.com", PASSWORD);
  expect((await house.ask("GET", "/api/console/me", { cookie })).body).toMatchObject({ role: "supervisor" });
  const groups = await house.ask("GET", "/api/console/groups", { cookie });
  expect(groups.body).toMatchObject({ groups: [{ id: acme.groupId, access: "write" }] });
  const again = { email: "ben@example.com", role: "expert", groupIds: [] };
  const taken = await house.ask("POST", "/api/console/invitations", { cookie: acme.cookie, body: again });
  expect(taken.body).toEqual({ refusal: { reason: "invalid", field: "email", problem: "taken" } });
});

it("[P2] an invitation taken back, replaced, too old or by somebody disabled since is worthless", async () => {
  const withdrawn = await invited({ email: "w@example.com", role: "expert", groupIds: [] });
  await house.ask("DELETE", `/api/console/invitations/${withdrawn.id}`, { cookie: acme.cookie });
  expect((await accept(withdrawn.token)).status).toBe(404);

  const first = await invited({ email: "r@example.com", role: "expert", groupIds: [] });
  const second = await invited({ email: "r@example.com", role: "expert", groupIds: [] });
  expect((await accept(first.token)).status).toBe(404);
  house.now += 7 * 24 * 60 * 60 * 1000;
  expect((await accept(second.token)).status).toBe(404);
  expect((await house.ask("GET", "/api/console/invitations", { cookie: acme.cookie })).body).toEqual({
    invitations: [],
  });

  const inviter = await house.person(acme.administrator.companyId, "administrator");
  const answered = await house.ask("POST", "/api/console/invitations", {
    cookie: inviter.cookie,
    body: { email: "d@example.com", role: "expert", groupIds: [] },
  });
  const { url } = answered.body as { url: string };
  await change(acme.cookie, inviter.id, { disabled: true });
  expect((await accept(url.split("#token=")[1] ?? "")).status).toBe(404);
});

it("[P7] every change of people leaves an entry that can be found, and only by administrators of the company", async () => {
  const company = await house.company("Audited");
  const person = await house.person(company.administrator.companyId, "expert");
  await change(company.cookie, person.id, { role: "supervisor" });
  await change(company.cookie, person.id, { disabled: true });
  const read = async (query: string) =>
    (await house.ask("GET", `/api/console/audit?${query}`, { cookie: company.cookie })).body as {
      entries: { act: string; actorName: string; subject: string; details: unknown }[];
      more: boolean;
    };
  expect((await read(`actorId=${company.administrator.personId}&act=person/changed`)).entries).toMatchObject([
    { actorName: "Audited Admin", subject: person.id, details: { role: "supervisor", roleBefore: "expert" } },
  ]);
  expect((await read("text=disabled")).entries).toMatchObject([{ act: "person/disabled", subject: person.id }]);
  expect((await read(`from=${house.now + 1}`)).entries).toEqual([]);
  expect((await read("text=%25")).entries).toEqual([]);
  const all = await read("");
  expect(all.more).toBe(false);
});

it("[P7] audit entries come newest first, a hundred a page", async () => {
  const company = await house.company("Pages");
  for (let round = 0; round < 120; round += 1)
    await house.ask("POST", "/api/console/groups", { cookie: company.cookie, body: { name: `G${round}` } });
  type Page = { entries: { id: string }[]; more: boolean };
  const read = async (query: string) =>
    (await house.ask("GET", `/api/console/audit${query}`, { cookie: company.cookie })).body as Page;
  const first = await read("");
  const second = await read(`?before=${first.entries.at(-1)?.id}`);
  expect([first.entries.length, first.more, second.more]).toEqual([100, true, false]);
  const ids = [...first.entries, ...second.entries].map((entry) => Number(entry.id));
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => b - a));
});

it("[P7] the database itself refuses to change or delete audit entries", async () => {
  const { db } = house;
  await expect(db.updateTable("audit").set({ actor_name: "Nobody" }).execute()).rejects.toThrow("append-only");
  await expect(db.deleteFrom("audit").execute()).rejects.toThrow("append-only");
});

it("[P1] people change their own name, and nothing else of themselves or others", async () => {
  const person = await house.person(acme.administrator.companyId, "expert");
  expect((await change(person.cookie, person.id, { name: "Cleo" })).body).toMatchObject({ name: "Cleo" });
  expect((await change(person.cookie, person.id, { role: "administrator" })).status).toBe(403);
  expect((await change(person.cookie, acme.administrator.personId, { name: "Cleo" })).status).toBe(403);
});
