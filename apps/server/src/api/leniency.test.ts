import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiCaller, type ApiCaller } from "../../testing/api-caller.ts";
import { invite, openHouse, setUp, type House } from "../../testing/house.ts";

let house: House;
let groupId: string;
let company: ApiCaller;
let personId: string;

beforeAll(async () => {
  house = await openHouse();
  const admin = await setUp(house);
  groupId = admin.groupId;
  ({ personId } = await invite(house, admin, { email: "ana@example.com", name: "Ana", groupIds: [groupId] }));
  company = apiCaller(house, await house.token("company"));
});
afterAll(async () => house.stop());

const create = async (body: string | Buffer, type: string) => {
  const headers = { "content-type": type };
  return await company("POST", "/api/v1/sessions", body, headers);
};

describe("a body", () => {
  const cleo = { end_customer: { name: "Cleo & Co", email: "cleo@example.com" }, description: "It smokes" };
  const form = "end_customer[name]=Cleo+%26+Co&end_customer%5Bemail%5D=cleo@example.com&description=It%20smokes";

  it("[W1] is JSON or a form, whatever the content type says of it, with or without a mark of its encoding", async () => {
    const bodies = [
      JSON.stringify(cleo),
      `\uFEFF ${JSON.stringify(cleo)}\r\n`,
      JSON.stringify(JSON.stringify(cleo)),
      form,
    ];
    const types = ["application/json", "application/x-www-form-urlencoded", "text/plain; charset=utf-8", "x", ""];
    for (const body of bodies)
      for (const type of types) {
        const { status, body: made } = await create(body, type);
        expect({ body, type, status, made }).toMatchObject({ status: 200, made: cleo });
      }
  });

  it("[W1] may be empty, null, or written carelessly as a form", async () => {
    for (const body of ["", "null", "{}", " \n"]) expect((await create(body, "application/json")).status).toBe(200);
    const { body } = await create("Description=It smokes&TAGS[]=hot&TAGS[]=black&TAGS[]=new", "");
    expect(body).toMatchObject({ description: "It smokes", tags: ["hot", "black", "new"] });
    expect((await create("end_customer.name=Cleo&description=a&description=b", "")).body).toMatchObject({
      end_customer: { name: "Cleo" },
      description: "b",
    });
  });

  it("[W1] that is neither is said so, and makes nothing; so is one that is too long, or JSON of another shape", async () => {
    const multipart = '--x\r\ncontent-disposition: form-data; name="description"\r\n\r\nIt smokes\r\n--x--';
    const before = (await company("GET", "/api/v1/sessions")).body.sessions.length as number;
    for (const body of [
      "{",
      '{"description": ',
      "<a b='c'/>",
      multipart,
      "hello",
      "[]",
      "[1]",
      '"x"',
      "true",
      "\0\u0001",
    ]) {
      const { status, body: told } = await create(body, "application/json");
      expect({ body, status, told }).toMatchObject({
        status: 400,
        told: { error: "invalid_request", error_code: 400 },
      });
    }
    const deep = `${'{"end_customer":'.repeat(3_000)}1${"}".repeat(3_000)}`;
    for (const body of [deep, `{"x": ${"[".repeat(20_000)}${"]".repeat(20_000)}, "description": 1e999}`])
      expect([200, 400]).toContain((await create(body, "application/json")).status);
    expect((await create(`{"description": "${"a".repeat(70_000)}"}`, "application/json")).status).toBe(413);
    expect((await company("GET", "/api/v1/sessions")).body.sessions.length - before).toBeLessThanOrEqual(2);
  });

  it("[W1] of a call that takes none does not matter", async () => {
    const { body } = await create("{}", "application/json");
    const path = `/api/v1/sessions/${String(body.code)}`;
    expect((await company("GET", path, "garbage")).status).toBe(200);
    expect((await company("DELETE", path, "<garbage>")).status).toBe(204);
  });
});

describe("a list", () => {
  it("[W1] takes its filters from the body of a GET, too, and from the address first", async () => {
    const { body: mine } = await company("POST", "/api/v1/sessions", { assigned_userid: personId });
    await company("POST", "/api/v1/sessions", { assigned_userid: "u0" });
    const list = async (query: string, body?: unknown) => {
      const { status, body: answered } = await company("GET", `/api/v1/sessions${query}`, body);
      return { status, codes: (answered.sessions as { code: string }[]).map(({ code }) => code) };
    };
    const own = { status: 200, codes: [mine.code] };
    expect(await list(`?assigned_userid=${personId}`)).toEqual(own);
    expect(await list("", { assigned_userid: personId })).toEqual(own);
    expect(await list(`?Assigned_UserID=${personId}`, { assigned_userid: "u0" })).toEqual(own);
    expect(await list(`?assigned_userid=u0&assigned_userid=${personId}`)).toEqual(own);
    expect(await list("", `assigned_userid=${personId}&state=open`)).toEqual(own);
    for (const body of [{}, "", "null", "garbage", "[]", '{"a":']) expect((await list("", body)).status).toBe(200);
    await company("PUT", `/api/v1/sessions/${String(mine.code)}`, { state: "CLOSED" });
    for (const both of ["state=open,closed", "state=Open&state=CLOSED", "state[]=open&state[]=closed"])
      expect(await list(`?assigned_userid=${personId}&${both}`)).toEqual(own);
    expect((await list(`?assigned_userid=${personId}`)).codes).toEqual([]);
  });
});

describe("an address", () => {
  it("[W1] is found in any case, with doubled slashes and one at its end", async () => {
    for (const path of ["/API/V1/Sessions", "/api/v1/sessions/", "/api/v1//sessions", "//api/v1/sessions?full_list=1"])
      expect((await company("GET", path)).status).toBe(200);
  });

  it("[W3] that cannot be read, or that nothing is at, is answered in the API's own shape", async () => {
    for (const path of [
      "/api/v1/sessions/%zz",
      "/api/v1/%e0%a4%a",
      "/api/v1/sessions?offset=%zz",
      `/api/v1/sessions/${"1".repeat(900)}`,
    ])
      for (const method of ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
        const { status, body } = await company(method, path);
        expect({ method, path, status, body }).toMatchObject({
          body: { error: expect.any(String), error_code: status },
        });
        expect(status).toBeLessThan(500);
      }
  });
});
