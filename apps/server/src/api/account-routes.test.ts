import { afterAll, beforeAll, expect, it } from "vitest";
import { openApiCaller, type ApiCall } from "../../testing/open-api-caller.ts";
import { PASSWORD, startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
let api: ApiCall;
beforeAll(async () => {
  house = await startTestHttp();
  api = await openApiCaller(house.app);
});
afterAll(() => house.close());

it("[W9] the account is the person's, of a company's token that of whoever made it", async () => {
  const acme = await house.company("Acme");
  const ben = await house.person(acme.administrator.companyId, "expert");
  const { personId, name, companyId } = acme.administrator;
  expect((await api(await house.token(companyId), "GET", "/Account")).body).toEqual({
    userid: personId,
    email: acme.email,
    name,
    company_name: "Acme",
    email_validated: false,
    email_language: "auto",
  });
  expect((await api(await house.token(ben.id), "GET", "/account")).body).toMatchObject({
    userid: ben.id,
    email: ben.email,
  });
});

it("[W9] name and language are changed by the person's own token, address and password are not", async () => {
  const acme = await house.company("Changing");
  const ben = await house.person(acme.administrator.companyId, "expert");
  const token = await house.token(ben.id);
  expect(await api(token, "PUT", "/account", { name: "Benedict", email_language: "de-AT" })).toMatchObject({
    status: 204,
    body: undefined,
  });
  const read = async () => (await api(token, "GET", "/account")).body;
  expect(await read()).toMatchObject({ name: "Benedict", email_language: "de" });
  expect((await api(token, "PUT", "/account", { email: ben.email.toUpperCase() })).status).toBe(204);
  for (const body of [
    { email: "other@example.com" },
    { name: "Other", password: "new and long", oldpassword: PASSWORD },
  ])
    expect((await api(token, "PUT", "/account", body)).status).toBe(400);
  expect(await read()).toMatchObject({ name: "Benedict", email: ben.email });
  expect((await house.signIn(ben.email, PASSWORD)).status).toBe(200);
  const reader = await house.token(ben.id, ["Account.Read"]);
  expect((await api(reader, "PUT", "/account", { name: "No" })).body).toMatchObject({ error: "invalid_permission" });
});
