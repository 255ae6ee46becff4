import { afterAll, beforeAll, expect, it } from "vitest";
import { openIntegrationHouse, type IntegrationHouse } from "./integration-house.ts";

/** What scripts do that were written by hand: filters in a GET's body, forms, and a PUT that counts as done at exactly 204. */

let house: IntegrationHouse;
let token: string;
beforeAll(async () => {
  house = await openIntegrationHouse();
  token = await house.token(house.admin.personId);
});
afterAll(async () => house.stop());

const make = async (body: object) => {
  const made = await house.ask("POST", "/sessions", { token, body });
  expect(made.status).toBe(200);
  return made.json as { code: string; groupid: string };
};
const codes = (answer: { json: { sessions: { code: string }[] } }) => answer.json.sessions.map((one) => one.code);

it("[W1] a GET carries an empty object, or its filters, as its body", async () => {
  const one = await make({ groupname: "Scripts" });
  const other = await make({});
  for (const body of ["{}", "", " ", "null"])
    expect(
      codes(await house.ask("GET", "/sessions", { token, body, headers: { "content-type": "application/json" } })),
    ).toEqual([other.code, one.code]);
  const filtered = await house.ask("GET", "/sessions", { token, body: { groupid: one.groupid, full_list: true } });
  expect(codes(filtered)).toEqual([one.code]);
  expect(filtered.json.sessions[0]).toHaveProperty("created_at");
  const form = await house.ask("GET", "/sessions", {
    token,
    body: `groupid=${one.groupid}&full_list=False`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect(form.json.sessions).toEqual([{ code: one.code, state: "Open", groupid: one.groupid }]);
  for (const path of [`/sessions/${one.code}`, "/account", "/ping", "/groups", "/users"])
    expect({ path, status: (await house.ask("GET", path, { token, body: "{}" })).status }).toEqual({
      path,
      status: 200,
    });
});

it("[W1] a PUT answers exactly 204 and no body, from JSON and from a form", async () => {
  const { code } = await make({});
  const path = `/sessions/${code}`;
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const puts = [
    { body: { description: "from JSON" } },
    { body: "description=from+a+form&waiting_message=M%C3%BCller", headers: form },
    { body: '{"custom_api":"as a form"}', headers: form },
    { body: "custom_api=as+text", headers: { "content-type": "text/plain" } },
    { body: "{}" },
  ];
  for (const given of puts) {
    const { status, text } = await house.ask("PUT", path, { token, ...given });
    expect({ given, status, text }).toEqual({ given, status: 204, text: "" });
  }
  expect((await house.ask("GET", path, { token })).json).toMatchObject({
    description: "from a form",
    waiting_message: "Müller",
    custom_api: "as text",
  });
});

it("[W8] the list is walked page by page with the code of the last, newest first", async () => {
  const made: string[] = [];
  for (let index = 0; index < 5; index += 1) made.unshift((await make({ groupname: "Walk" })).code);
  const { json } = await house.ask("GET", "/groups?name=Walk", { token });
  const [{ id: groupid }] = json.groups;
  const list = `/sessions?groupid=${groupid}`;
  expect(codes(await house.ask("GET", list, { token }))).toEqual(made);
  const [, second = ""] = made;
  expect(codes(await house.ask("GET", `${list}&offset=${second}`, { token }))).toEqual(made.slice(2));
  const last = await house.ask("GET", `${list}&offset=${made.at(-1)}`, { token });
  expect(last.json).toEqual({ sessions: [] });
});

it("[W8] filters by assignee, and u0 is nobody", async () => {
  const company = await house.token("company");
  const nobodys = await make({ groupname: "Filters", assigned_userid: "u0" });
  const eves = await make({ groupid: house.admin.groupId, assigned_userid: house.expert.personId });
  const listed = await house.ask("GET", `/sessions?assigned_userid=${house.expert.personId}`, { token: company });
  expect(codes(listed)).toEqual([eves.code]);
  expect(codes(await house.ask("GET", "/sessions?assigned_userid=u0", { token: company }))).toContain(nobodys.code);
});

it("[W3] what cannot be read or is not allowed answers 400 in the API's shape and names the field", async () => {
  const { code, groupid } = await make({ groupname: "Same" });
  const wrong: [string, string, object | string][] = [
    ["POST", "/sessions", '{"description":'],
    ["POST", "/sessions", { description: "x".repeat(4_001) }],
    ["POST", "/sessions", { custom_api: "x".repeat(4_001) }],
    ["POST", "/sessions", { end_customer: { name: "x".repeat(101) } }],
    ["POST", "/sessions", { end_customer: { email: `${"x".repeat(250)}@example.com` } }],
    ["POST", "/sessions", { groupid, groupname: "Another" }],
    ["POST", "/sessions", { groupid: "12" }],
    ["POST", "/sessions", { valid_until: "soon" }],
    ["PUT", `/sessions/${code}`, { state: "ajar" }],
    ["PUT", `/sessions/${code}`, { groupid, groupname: "Another" }],
  ];
  for (const [method, path, body] of wrong) {
    const { status, json } = await house.ask(method, path, { token, body });
    expect({ body, status, json }).toMatchObject({
      body,
      status: 400,
      json: { error: "invalid_request", error_code: 400 },
    });
  }
  // Both, and the same: that is fine.
  expect((await house.ask("POST", "/sessions", { token, body: { groupid, groupname: "Same" } })).status).toBe(200);
});

it("[W1] valid_until is what was asked for, to the second", async () => {
  const at = new Date(Date.now() + 3 * 3600_000).toISOString();
  const made = await house.ask("POST", "/sessions", { token, body: { valid_until: at } });
  expect(made.json.valid_until).toBe(`${at.slice(0, 19)}Z`);
});

it("[W8] a module's name is asked for a session", async () => {
  const { code } = await make({ groupid: house.admin.groupId, custom_module_id: house.admin.slug });
  const { status, json } = await house.ask("GET", `/sessions/${code}/custom_modules_config_id`, { token });
  expect({ status, json }).toEqual({ status: 200, json: { config_id: house.admin.slug } });
});
