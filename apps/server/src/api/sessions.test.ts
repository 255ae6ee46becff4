import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiCaller, type ApiCaller } from "../../testing/api-caller.ts";
import { invite, openHouse, setUp, type Caller, type House } from "../../testing/house.ts";

const CODE = /^s\d{9}$/;
const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
let house: House;
let admin: Caller & { slug: string; groupId: string };
let ana: Caller & { personId: string };
let ben: Caller & { personId: string };
let company: ApiCaller;
let anas: ApiCaller;
let bens: ApiCaller;

beforeAll(async () => {
  house = await openHouse();
  admin = await setUp(house);
  const { groupId } = admin;
  ana = await invite(house, admin, { email: "ana@example.com", name: "Ana", groupIds: [groupId] });
  ben = await invite(house, admin, { email: "ben@example.com", name: "Ben", groupIds: [groupId] });
  company = apiCaller(house, await house.token("company"));
  anas = apiCaller(house, await house.token(ana.personId));
  bens = apiCaller(house, await house.token(ben.personId));
});
afterAll(async () => house.stop());

const make = async (body: object = {}, by = anas) => (await by("POST", "/api/v1/sessions", body)).body;
const read = async (code: string, by = anas) => (await by("GET", `/api/v1/sessions/${code}`)).body;

describe("a session that is made", () => {
  it("[W7] is answered whole, with 200 and its address, and can be read there with its code in any form", async () => {
    const { status, headers, body } = await anas("POST", "/api/v1/sessions", {
      groupid: admin.groupId,
      description: "The printer is on fire",
      end_customer: { name: "Cleo", email: "Cleo@Example.com" },
      waiting_message: "We fetch the extinguisher.",
      custom_api: '{"number": 7}',
      customId: "T-7",
    });
    expect(status).toBe(200);
    expect(headers["location"]).toBe(`${house.url}/api/v1/sessions/${String(body.code)}`);
    expect(body).toEqual({
      code: expect.stringMatching(CODE),
      state: "Open",
      status: "new",
      groupid: admin.groupId,
      support_session_type: "Default",
      waiting_message: "We fetch the extinguisher.",
      description: "The printer is on fire",
      end_customer: { name: "Cleo", email: "cleo@example.com" },
      assigned_userid: ana.personId,
      assigned_at: expect.stringMatching(SECONDS),
      end_customer_link: `${house.url}/${String(body.code)}`,
      supporter_link: expect.stringMatching(/\/console\/queue\/[\w-]+$/),
      webclient_supporter_link: body.supporter_link,
      custom_api: '{"number": 7}',
      customId: "T-7",
      created_at: expect.stringMatching(SECONDS),
      valid_until: expect.stringMatching(SECONDS),
      online: false,
      priority: "normal",
      tags: [],
    });
    expect(Date.parse(body.valid_until) - Date.parse(body.created_at)).toBe(24 * 3_600_000);
    const digits = String(body.code).slice(1);
    const typed = `S${digits.slice(0, 3)}-${digits.slice(3, 6)}%20${digits.slice(6)}`;
    for (const code of [body.code, digits, typed]) expect(await read(code)).toEqual(body);
  });

  it("[W7] goes to the token owner's default group when none is named, and to nobody only when nobody was asked for", async () => {
    const own = await make({}, company);
    expect(own).toMatchObject({ groupid: admin.groupId, assigned_userid: expect.stringMatching(/^u\d+$/) });
    const free = await make({ assigned_userid: "u0", end_customer: "Dora" });
    expect(free).toMatchObject({ end_customer: { name: "Dora" } });
    expect(free).not.toHaveProperty("assigned_userid");
    expect(free).not.toHaveProperty("assigned_at");
  });

  it("[W7] of somebody who has no group goes to one of their own, also when two come at once", async () => {
    const gus = await invite(house, admin, { email: "gus@example.com", name: "Gus", groupIds: [] });
    const his = apiCaller(house, await house.token(gus.personId));
    const made = await Promise.all([make({}, his), make({ end_customer: "Eva" }, his)]);
    const groups = (await his("GET", "/api/v1/groups")).body.groups;
    expect(groups).toMatchObject([{ name: "Gus", permissions: "owned" }]);
    expect(made.map((one) => one.groupid)).toEqual([groups[0].id, groups[0].id]);
  });

  it("[W3] with something wrong says in plain words what, and how the field is called here", async () => {
    for (const [body, words] of [
      [{ description: "x".repeat(4_001) }, "description: is more than 4000 characters."],
      [{ valid_until: "2020-01-01T00:00:00Z" }, /^valid_until: /],
      [{ valid_until: "soon" }, "valid_until: does not have the form it needs."],
      [{ end_customer: { email: "nonsense" } }, "end_customer.email: does not have the form it needs."],
      [{ priority: "highest" }, /^priority: must be one of .*urgent/],
      [{ groupid: "g999999" }, "groupid: does not exist."],
    ] as const) {
      const answered = await anas("POST", "/api/v1/sessions", body);
      expect([body, answered]).toMatchObject([body, { status: 400, body: { error: "invalid_request" } }]);
      expect(answered.body.error_description).toMatch(words);
    }
    const upper = await make({ groupid: admin.groupId.toUpperCase(), assigned_userid: ben.personId.toUpperCase() });
    expect(upper).toMatchObject({ groupid: admin.groupId, assigned_userid: ben.personId });
  });
});

describe("what a token reaches", () => {
  it("[W2] is its person's own cases, also by direct address: others' are not found, whatever the scopes; a company's token reaches all", async () => {
    const { code } = await make();
    for (const [method, body] of [["GET"], ["PUT", { description: "mine now" }], ["DELETE"]] as const)
      expect(await bens(method, `/api/v1/sessions/${String(code)}`, body)).toMatchObject({
        status: 404,
        body: { error: "not_found" },
      });
    expect((await company("GET", `/api/v1/sessions/${String(code)}`)).body.code).toBe(code);
    expect((await anas("PUT", `/api/v1/sessions/${String(code)}`, { assigned_userid: ben.personId })).status).toBe(204);
    expect((await bens("GET", `/api/v1/sessions/${String(code)}`)).body.assigned_userid).toBe(ben.personId);
    expect((await anas("GET", `/api/v1/sessions/${String(code)}`)).status).toBe(200);
  });
});
