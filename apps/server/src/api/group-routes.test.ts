import { afterAll, beforeAll, expect, it } from "vitest";
import { openApiCaller, type ApiCall } from "../../testing/open-api-caller.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
let api: ApiCall;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
let ben: { id: string };
let token: string;
let bens: string;
beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
  ben = await house.person(acme.administrator.companyId, "expert");
  api = await openApiCaller(house.app);
  token = await house.token(acme.administrator.companyId);
  bens = await house.token(ben.id);
});
afterAll(() => house.close());

async function group(name: string, by = token): Promise<string> {
  const answered = await api(by, "POST", "/groups", { name, policy_id: "p1" });
  expect(answered).toMatchObject({ status: 200, body: { name, permissions: "owned", shared_with: [] } });
  return answered.body.id as string;
}
const path = (id: string, act = "") => `/groups/${id}${act}`;

it("[W9] [P4] a group is made, renamed, shared to read or to write, no longer shared, and deleted", async () => {
  const id = await group("Shops");
  expect((await api(token, "PUT", path(id), { name: "Branches" })).status).toBe(204);
  const owner = { userid: acme.administrator.personId, name: acme.administrator.name };
  expect((await api(bens, "GET", path(id))).status).toBe(404);
  const share = (permissions: string) =>
    api(token, "POST", path(id, "/share_group"), { users: [{ userid: ben.id, permissions }] });
  for (const permissions of ["read", "readwrite"]) {
    expect((await share(permissions)).status).toBe(204);
    expect((await api(bens, "GET", path(id))).body).toMatchObject({ id, name: "Branches", permissions, owner });
    expect((await api(token, "GET", path(id))).body).toMatchObject({
      permissions: "owned",
      shared_with: [{ userid: ben.id, name: expect.any(String), permissions }],
    });
  }
  const unshare = () => api(token, "POST", path(id, "/unshare_group"), { users: [ben.id] });
  expect((await unshare()).status).toBe(204);
  expect((await unshare()).status).toBe(204);
  expect((await api(bens, "GET", path(id))).status).toBe(404);
  expect((await api(token, "DELETE", path(id))).status).toBe(204);
  expect(await api(token, "DELETE", path(id))).toMatchObject({ status: 404, body: { error: "not_found" } });
});

it("[W9] groups are listed by a part of their name, own ones and those of others apart", async () => {
  const own = await group("North own", bens);
  const shared = await group("North shared");
  await group("North hidden");
  await api(token, "POST", path(shared, "/share_group"), { users: [{ userid: ben.id }] });
  const list = async (query: string) =>
    (await api(bens, "GET", `/groups?name=NORTH${query}`)).body.groups.map((one: { id: string }) => one.id);
  expect(await list("")).toEqual([own, shared]);
  expect(await list("&shared=True")).toEqual([shared]);
  expect(await list("&shared=0")).toEqual([own]);
  const all = await api(token, "GET", "/groups?shared=true&name=north");
  expect(all.body.groups).toMatchObject([{ id: own, permissions: "readwrite", owner: { userid: ben.id } }]);
});

it("[W9] sharing with several shares with all of them or with none", async () => {
  const id = await group("Together");
  const users = [{ userid: ben.id }, { userid: "u999999" }];
  const answered = await api(token, "POST", path(id, "/share_group"), { users });
  expect(answered).toMatchObject({ status: 400, body: { error_description: "userid: does not exist." } });
  expect((await api(token, "GET", path(id))).body.shared_with).toEqual([]);
  const withOwner = { users: [{ userid: acme.administrator.personId }] };
  expect((await api(token, "POST", path(id, "/share_group"), withOwner)).status).toBe(400);
});

it("[W9] [P4] what is not theirs is neither renamed, shared nor deleted; of another company it is not there", async () => {
  const id = await group("Ours");
  await api(token, "POST", path(id, "/share_group"), { users: [{ userid: ben.id, permissions: "full" }] });
  const other = await house.token((await house.company("Other")).administrator.companyId);
  for (const [by, status] of [
    [bens, 403],
    [other, 404],
  ] as const) {
    expect((await api(by, "PUT", path(id), { name: "Taken" })).status).toBe(status);
    expect((await api(by, "DELETE", path(id))).status).toBe(status);
    expect((await api(by, "POST", path(id, "/share_group"), { users: [{ userid: ben.id }] })).status).toBe(status);
    expect((await api(by, "POST", path(id, "/unshare_group"), { users: [ben.id] })).status).toBe(status);
  }
  expect((await api(token, "GET", path(id))).body).toMatchObject({ name: "Ours", shared_with: [{ userid: ben.id }] });
  const reader = await house.token(acme.administrator.companyId, ["Groups.Read", "Groups.Modify"]);
  expect((await api(reader, "DELETE", path(id))).body).toMatchObject({ error: "invalid_permission" });
});

it("[W9] [P4] a group that holds something is not deleted", async () => {
  expect(await api(token, "DELETE", path(acme.groupId))).toMatchObject({
    status: 409,
    body: { error: "invalid_request", error_code: 409 },
  });
});

it("[W9] two who share and delete a group at once leave no half of it", async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await group(`Race ${round}`);
    const [shared, deleted] = await Promise.all([
      api(token, "POST", path(id, "/share_group"), { users: [{ userid: ben.id }] }),
      api(token, "DELETE", path(id)),
    ]);
    expect(deleted.status).toBe(204);
    expect([204, 404]).toContain(shared.status);
    expect((await api(bens, "GET", path(id))).status).toBe(404);
  }
});

it("[W9] garbage is refused and changes nothing", async () => {
  const id = await group("Calm");
  for (const body of [{}, { name: "" }, { name: "x".repeat(101) }, { name: { a: 1 } }, "[", { name: "a\u0007b" }])
    expect(await api(token, "POST", "/groups", body)).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
  for (const body of [{}, { users: [] }, { users: ["me"] }, { users: [{ userid: ben.id, permissions: "own" }] }])
    expect((await api(token, "POST", path(id, "/share_group"), body)).status).toBe(400);
  for (const bad of ["g0", "x", "g1%00", "g99999999999999999999"])
    expect((await api(token, "GET", path(bad))).status).toBe(404);
  expect((await api(token, "GET", path(id))).body).toMatchObject({ name: "Calm", shared_with: [] });
});
