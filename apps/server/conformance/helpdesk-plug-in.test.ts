import { afterAll, beforeAll, expect, it } from "vitest";
import { openIntegrationHouse, type IntegrationHouse } from "./integration-house.ts";

/** What the plug-in of a help desk asks, in its order: it checks the token, finds out whose it is, and works with sessions. */

let house: IntegrationHouse;
let token: string;
beforeAll(async () => {
  house = await openIntegrationHouse();
  token = await house.token(house.admin.personId);
});
afterAll(async () => house.stop());

it("[W1] ping says whether the token is valid, with 200 in both cases", async () => {
  expect(await house.ask("GET", "/ping", { token })).toMatchObject({ status: 200, json: { token_valid: true } });
  const wrong = await house.ask("GET", "/ping", { token: "12345678-LgxKf0bybuAESdNIelrY" });
  expect(wrong).toMatchObject({ status: 200, json: { token_valid: false } });
  expect(await house.ask("GET", "/ping")).toMatchObject({ status: 200, json: { token_valid: false } });
});

it("[W9] account and users fill its settings page", async () => {
  const account = await house.ask("GET", "/account", { token });
  expect(account).toMatchObject({
    status: 200,
    json: { userid: house.admin.personId, email: "ada@example.com", name: "Ada", company_name: "Example Ltd" },
  });
  expect(account.json).toMatchObject({ email_validated: expect.any(Boolean), email_language: expect.any(String) });
  const users = await house.ask("GET", "/users", { token });
  expect(users.status).toBe(200);
  expect(users.json.users.map((one: { email: string }) => one.email).sort()).toEqual([
    "ada@example.com",
    "eve@example.com",
  ]);
  for (const user of users.json.users) expect(user.id).toMatch(/^u\d+$/);
  const full = await house.ask("GET", "/users?full_list=true&email=eve@example.com", { token });
  expect(full.json.users).toHaveLength(1);
  expect(full.json.users[0]).toMatchObject({ id: house.expert.personId, name: "Eve", active: true });
  expect(full.json.users[0].permissions).toEqual(expect.any(String));
});

it("[W8] an empty queue is an empty list, without an offset", async () => {
  const { status, json } = await house.ask("GET", "/sessions?full_list=true&state=open", { token });
  expect({ status, json }).toEqual({ status: 200, json: { sessions: [] } });
});

it("[W1] [W7] the way of a request: made in a group by its name, found in the list, read, changed, closed", async () => {
  const made = await house.ask("POST", "/sessions", {
    token,
    body: {
      groupname: "Helpdesk requests",
      description: "Printer #4711 is out of ink",
      waiting_message: "We are on our way.",
      end_customer: { name: "Grace Hopper", email: "grace@example.net" },
      custom_api: '{"request":4711}',
      customId: "4711",
    },
  });
  // 200 it is, not 201.
  expect(made.status).toBe(200);
  const { code } = made.json;
  expect(code).toMatch(/^s\d{9}$/);
  expect(made.headers["location"]).toBe(`${house.house.url}/api/v1/sessions/${code}`);
  expect(made.headers["content-type"]).toMatch(/^application\/json/);
  expect(made.json).toMatchObject({
    state: "Open",
    status: "new",
    groupid: expect.stringMatching(/^g\d+$/),
    support_session_type: "Default",
    description: "Printer #4711 is out of ink",
    waiting_message: "We are on our way.",
    end_customer: { name: "Grace Hopper", email: "grace@example.net" },
    custom_api: '{"request":4711}',
    customId: "4711",
    assigned_userid: house.admin.personId,
    online: false,
  });
  for (const name of ["created_at", "valid_until", "assigned_at"])
    expect(`${name} ${made.json[name]}`).toMatch(/ \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(Date.parse(made.json.valid_until) - Date.parse(made.json.created_at)).toBe(24 * 3600_000);
  expect(made.json).not.toHaveProperty("closed_at");
  for (const name of ["end_customer_link", "supporter_link", "webclient_supporter_link"])
    expect(`${name} ${made.json[name]}`).toMatch(new RegExp(`^${name} ${house.house.url}/`));

  const groups = await house.ask("GET", "/groups?name=Helpdesk%20requests", { token });
  expect(groups.json.groups).toMatchObject([{ id: made.json.groupid, name: "Helpdesk requests" }]);
  const listed = await house.ask("GET", "/sessions?full_list=true&state=open", { token });
  expect(listed.json.sessions).toEqual([made.json]);
  const short = await house.ask("GET", "/sessions", { token });
  expect(short.json.sessions).toEqual([{ code, state: "Open", groupid: made.json.groupid }]);

  const digits = code.slice(1);
  const dashed = `s${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
  for (const spelt of [code, digits, dashed, dashed.slice(1), dashed.replaceAll("-", "%20"), code.toUpperCase()]) {
    const read = await house.ask("GET", `/sessions/${spelt}`, { token });
    expect({ spelt, status: read.status, json: read.json }).toEqual({ spelt, status: 200, json: made.json });
  }

  const put = await house.ask("PUT", `/sessions/${code}`, { token, body: { description: "Ink is there" } });
  expect(put).toMatchObject({ status: 204, text: "" });
  const closed = await house.ask("PUT", `/sessions/${code}`, { token, body: { state: "closed" } });
  expect(closed).toMatchObject({ status: 204, text: "" });
  const after = await house.ask("GET", `/sessions/${code}`, { token });
  expect(after.json).toMatchObject({ state: "Closed", status: "closed", description: "Ink is there" });
  expect(after.json.closed_at).toMatch(/Z$/);
  expect((await house.ask("GET", "/sessions?full_list=true&state=open", { token })).json.sessions).toEqual([]);
  const both = await house.ask("GET", "/sessions?state=open,closed", { token });
  expect(both.json.sessions.map((one: { code: string }) => one.code)).toEqual([code]);
});

it("[W7] [W3] reopened, deleted, and then not found, in the API's own words", async () => {
  const made = await house.ask("POST", "/sessions", { token, body: { groupname: "Helpdesk requests" } });
  const path = `/sessions/${made.json.code}`;
  expect((await house.ask("PUT", path, { token, body: { state: "Closed" } })).status).toBe(204);
  expect((await house.ask("PUT", path, { token, body: { state: "Closed" } })).status).toBe(204);
  expect((await house.ask("PUT", path, { token, body: { state: "Open" } })).status).toBe(204);
  expect((await house.ask("GET", path, { token })).json).toMatchObject({ state: "Open" });
  expect(await house.ask("DELETE", path, { token })).toMatchObject({ status: 204, text: "" });
  const gone = await house.ask("GET", path, { token });
  expect(gone.status).toBe(404);
  expect(gone.json).toEqual({
    error: "not_found",
    error_description: expect.any(String),
    error_code: 404,
    error_signature: expect.any(String),
  });
});

it("[W5] [W1] an app's plug-in gets its tokens as a form, is told when one is too old, refreshes it, and goes on", async () => {
  const back = "https://helpdesk.example.com/callback";
  const wanted = {
    name: "Plug-in",
    redirectUris: [back],
    scopes: ["Sessions.Create", "Sessions.ReadOwn"],
    confidential: true,
  };
  const registered = await house.admin.call("POST", "/api/console/apps", wanted);
  const app = { client_id: registered.body.app.clientId, client_secret: registered.body.clientSecret };
  const asked = { response_type: "code", client_id: app.client_id, redirect_uri: back, state: "a b&c" };
  const decided = await house.expert.call("POST", "/api/console/authorization", { ...asked, allow: true });
  const { code = "", state } = Object.fromEntries(new URL(decided.body.url as string).searchParams);
  expect(state).toBe("a b&c");
  const tokens = async (fields: Record<string, string>) =>
    await house.ask("POST", "/OAuth2/Token", {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...app, ...fields }).toString(),
    });
  const first = await tokens({ grant_type: "authorization_code", code, redirect_uri: back });
  expect(first).toMatchObject({ status: 200, json: { token_type: "bearer", expires_in: expect.any(Number) } });
  const list = async (token: string) => await house.ask("GET", "/sessions", { token });
  expect((await list(first.json.access_token)).status).toBe(200);

  await house.db
    .updateTable("oauth_tokens")
    .set({ expires_at: Date.now() - 1 })
    .where("kind", "=", "access")
    .execute();
  expect(await list(first.json.access_token)).toMatchObject({
    status: 401,
    json: { error: "token_expired", error_code: 401 },
  });
  const next = await tokens({ grant_type: "refresh_token", refresh_token: first.json.refresh_token });
  expect(next.status).toBe(200);
  const made = await house.ask("POST", "/sessions", { token: next.json.access_token, body: {} });
  expect(made).toMatchObject({ status: 200, json: { assigned_userid: house.expert.personId } });
  expect((await list(next.json.access_token)).json.sessions).toMatchObject([{ code: made.json.code }]);
  const lacks = await house.ask("PUT", `/sessions/${made.json.code}`, { token: next.json.access_token, body: {} });
  expect(lacks).toMatchObject({ status: 403, json: { error: "invalid_permission" } });
});

it("[W2] [W3] without a valid token nothing is told; without the permission it is 403", async () => {
  for (const given of [{}, { token: "12345678-LgxKf0bybuAESdNIelrY" }, { headers: { authorization: "Basic YTpi" } }]) {
    const { status, json } = await house.ask("GET", "/sessions", given);
    expect({ status, json }).toMatchObject({ status: 401, json: { error: "invalid_token", error_code: 401 } });
  }
  const reader = await house.token(house.admin.personId, ["Sessions.ReadOwn"]);
  const refused = await house.ask("POST", "/sessions", { token: reader, body: {} });
  expect(refused).toMatchObject({ status: 403, json: { error: "invalid_permission", error_code: 403 } });
  expect((await house.ask("GET", "/sessions", { token: reader })).status).toBe(200);
});

it("[W2] what an expert's token does not reach is not found, and the company's token reaches all", async () => {
  const made = await house.ask("POST", "/sessions", { token, body: { groupid: house.admin.groupId } });
  const own = await house.token(house.expert.personId);
  const path = `/sessions/${made.json.code}`;
  for (const [method, body] of [["GET"], ["PUT", { state: "closed" }], ["DELETE"]] as const) {
    const { status, json } = await house.ask(method, path, { token: own, ...(body === undefined ? {} : { body }) });
    expect({ method, status, json }).toMatchObject({ method, status: 404, json: { error: "not_found" } });
  }
  const company = await house.token("company");
  expect((await house.ask("GET", path, { token: company })).status).toBe(200);
  expect(
    (await house.ask("PUT", path, { token: company, body: { assigned_userid: house.expert.personId } })).status,
  ).toBe(204);
  // Now it is theirs.
  expect((await house.ask("GET", path, { token: own })).json).toMatchObject({ assigned_userid: house.expert.personId });
  expect((await house.ask("PUT", path, { token: own, body: { assigned_userid: "u0" } })).status).toBe(204);
  const nobodys = await house.ask("GET", path, { token: company });
  expect(nobodys.json).not.toHaveProperty("assigned_userid");
  expect(nobodys.json).not.toHaveProperty("assigned_at");
});
