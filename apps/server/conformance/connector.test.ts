import { afterAll, beforeAll, expect, it } from "vitest";
import { openIntegrationHouse, type IntegrationHouse } from "./integration-house.ts";

/** What connectors of other systems send: fields of their own, everything as text, paths in whatever case, no group. */

let house: IntegrationHouse;
let token: string;
beforeAll(async () => {
  house = await openIntegrationHouse();
  token = await house.token(house.admin.personId);
});
afterAll(async () => house.stop());

it("[W1] the customer as a plain text is their name", async () => {
  for (const body of [{ end_customer: "Grace Hopper" }, "end_customer=Grace+Hopper"]) {
    const { status, json } = await house.ask("POST", "/sessions", { token, body });
    expect({ status, json }).toMatchObject({ status: 200, json: { end_customer: { name: "Grace Hopper" } } });
  }
  const written = await house.ask("POST", "/sessions", { token, body: { end_customer: '{"name":"Grace"}' } });
  expect(written.json).toMatchObject({ end_customer: { name: "Grace" } });
});

it("[W1] without a group a session goes to the default group of the token's owner, and what is not known is ignored", async () => {
  const body = {
    description: "From a connector",
    otherSystem: { id: 7, deep: [1, 2, { x: null }] },
    groupid: null,
    support_session_type: "default",
    sms_invite_number: "+49 170 1234567",
    sms_invite_language: "de",
    tv_version: "15",
    password: "",
  };
  const { status, json } = await house.ask("POST", "/sessions?source=connector&trace", { token, body });
  expect(status).toBe(200);
  expect(json).toMatchObject({ description: "From a connector", support_session_type: "Default" });
  const groups = await house.ask("GET", "/groups", { token });
  expect(groups.json.groups.map((one: { id: string }) => one.id)).toContain(json.groupid);
  for (const name of ["otherSystem", "sms_invite_number", "tv_version"]) expect(json).not.toHaveProperty(name);
});

it("[W1] paths and names of fields in any case, with a slash at the end", async () => {
  const made = await house.ask("POST", "/Sessions/", { token, body: { Description: "Mixed", GROUPNAME: "Mixed" } });
  expect(made).toMatchObject({ status: 200, json: { description: "Mixed" } });
  const { code } = made.json;
  for (const path of [`/SESSIONS/${code}`, `/Sessions/${code.toUpperCase()}/`, `/sessions/${code}?X=1`])
    expect({ path, ...(await house.ask("GET", path, { token })) }).toMatchObject({ path, status: 200, json: { code } });
  for (const path of ["/Account", "/USERS", "/Groups", "/Ping", "/Reports/Connections"])
    expect({ path, status: (await house.ask("GET", path, { token })).status }).toEqual({ path, status: 200 });
});

it("[W1] true is written true, True, TRUE and 1; false the same way", async () => {
  await house.ask("POST", "/sessions", { token, body: {} });
  for (const word of ["true", "True", "TRUE", "1"]) {
    const { json } = await house.ask("GET", `/sessions?full_list=${word}`, { token });
    expect({ word, full: Object.hasOwn(json.sessions[0], "created_at") }).toEqual({ word, full: true });
  }
  for (const word of ["false", "False", "0", ""]) {
    const { status, json } = await house.ask("GET", `/sessions?full_list=${word}`, { token });
    expect({ word, status, names: Object.keys(json.sessions[0]).sort() }).toEqual({
      word,
      status: 200,
      names: ["code", "groupid", "state"],
    });
  }
});

it("[W1] enumerations in any case", async () => {
  const { json } = await house.ask("POST", "/sessions", { token, body: {} });
  for (const [state, seen] of [
    ["CLOSED", "Closed"],
    ["oPeN", "Open"],
    ["Closed", "Closed"],
  ]) {
    expect((await house.ask("PUT", `/sessions/${json.code}`, { token, body: { State: state } })).status).toBe(204);
    expect((await house.ask("GET", `/sessions/${json.code}`, { token })).json.state).toBe(seen);
    const listed = await house.ask("GET", `/sessions?state=${state}`, { token });
    expect(listed.json.sessions.map((one: { code: string }) => one.code)).toContain(json.code);
  }
});

it("[W1] numbers, booleans and null where a text is meant, and whatever type the body claims to be", async () => {
  const types = [
    "application/json",
    "application/json;charset=utf-8",
    "text/plain",
    "application/octet-stream",
    "text/json",
  ];
  for (const type of types) {
    const headers = { "content-type": type };
    const body = JSON.stringify({ customId: 4711, description: true, waiting_message: null, custom_api: 1.5 });
    const { status, json } = await house.ask("POST", "/sessions", { token, headers, body });
    expect({ type, status, json }).toMatchObject({
      type,
      status: 200,
      json: { customId: "4711", description: "true", custom_api: "1.5" },
    });
    expect(json).not.toHaveProperty("waiting_message");
  }
  const bare = await house.ask("POST", "/sessions", { token, body: '{"description":"no type at all"}' });
  expect(bare).toMatchObject({ status: 200, json: { description: "no type at all" } });
  expect((await house.ask("POST", "/sessions", { token })).status).toBe(200);
});

it("[W1] the token's scheme in any case", async () => {
  for (const authorization of [`bearer ${token}`, `BEARER ${token}`, `Bearer  ${token}`])
    expect((await house.ask("GET", "/account", { headers: { authorization } })).status).toBe(200);
});

it("[W9] a group is made, shared, read, unshared, renamed and deleted", async () => {
  const made = await house.ask("POST", "/groups", { token, body: { name: "Connector" } });
  expect(made).toMatchObject({ status: 200, json: { id: expect.stringMatching(/^g\d+$/), name: "Connector" } });
  const path = `/groups/${made.json.id}`;
  const eve = house.expert.personId;
  const share = { users: [{ userid: eve, permissions: "readwrite" }] };
  expect(await house.ask("POST", `${path}/share_group`, { token, body: share })).toMatchObject({
    status: 204,
    text: "",
  });
  const shared = await house.ask("GET", path, { token });
  expect(shared.json).toMatchObject({
    owner: { userid: house.admin.personId, name: "Ada" },
    shared_with: [{ userid: eve, name: "Eve", permissions: "readwrite" }],
  });
  expect((await house.ask("POST", `${path}/unshare_group`, { token, body: { users: [eve] } })).status).toBe(204);
  expect((await house.ask("GET", path, { token })).json.shared_with ?? []).toEqual([]);
  expect((await house.ask("PUT", path, { token, body: { name: "Connected" } })).status).toBe(204);
  expect((await house.ask("GET", path, { token })).json).toMatchObject({ name: "Connected" });
  expect(await house.ask("DELETE", path, { token })).toMatchObject({ status: 204, text: "" });
  expect((await house.ask("GET", path, { token })).status).toBe(404);
});

it("[W9] people are added, read and changed; the account, too", async () => {
  const body = { email: "new@example.com", name: "New Person", language: "de" };
  const made = await house.ask("POST", "/users", { token, body });
  expect(made).toMatchObject({ status: 200, json: { id: expect.stringMatching(/^u\d+$/), name: "New Person" } });
  const path = `/users/${made.json.id}`;
  expect((await house.ask("GET", path, { token })).json).toMatchObject({ email: "new@example.com", active: true });
  expect(await house.ask("PUT", path, { token, body: { active: "False" } })).toMatchObject({ status: 204, text: "" });
  expect((await house.ask("GET", path, { token })).json).toMatchObject({ active: false });
  expect((await house.ask("PUT", "/account", { token, body: { name: "Ada L." } })).status).toBe(204);
  expect((await house.ask("GET", "/account", { token })).json).toMatchObject({ name: "Ada L." });
});

it("[W17] connection records are listed, empty as they are, by every filter there is", async () => {
  const query = `username=Ada&userid=${house.admin.personId}&groupid=${house.admin.groupId}&from_date=2024-04-16T20:40:38Z&to_date=2034-04-16T20:40:38Z&has_code=True&devicename=x`;
  const { status, json } = await house.ask("GET", `/reports/connections?${query}`, { token });
  expect({ status, json }).toEqual({ status: 200, json: { records: [] } });
});
