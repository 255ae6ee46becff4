import { afterAll, beforeAll, expect, it } from "vitest";
import { SCOPES } from "@beckon/api/scopes.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { beckon as run } from "./beckon.ts";

let house: TestHttp;
beforeAll(async () => {
  house = await startTestHttp();
});
afterAll(async () => house.close());

async function beckon(...args: string[]) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await run(args, {
    env: { DATABASE_URL: house.databaseUrl },
    out: (line) => said.push(line),
    err: (line) => complained.push(line),
  });
  const out = said.join("\n");
  return { code, out, err: complained.join("\n"), json: () => JSON.parse(out) as Record<string, unknown> };
}

async function isValid(token: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${String(token)}` };
  return (await house.ask("GET", "/api/v1/ping", { headers })).body;
}

it("[W4] the command line makes, lists and revokes tokens", async () => {
  expect(await beckon("token", "create", "--company", "--scopes", "all")).toMatchObject({
    code: 1,
    err: expect.stringContaining("run setup first"),
  });
  const acme = await house.company("Acme");
  const own = await beckon("token", "create", "--user", acme.email, "--scopes", "groups.*,Account.Read", "--json");
  expect(own.json()).toEqual({
    ok: true,
    token: expect.stringMatching(/^\d{8}-[A-Za-z0-9]{20}$/),
    id: expect.any(String),
    level: "person",
    scopes: ["Groups.Read", "Groups.Create", "Groups.Modify", "Groups.Share", "Groups.Delete", "Account.Read"],
    name: "Command line",
    personId: acme.administrator.personId,
    companyId: acme.administrator.companyId,
  });
  expect(await isValid(own.json()["token"])).toEqual({ token_valid: true });

  // With one company its name need not be said, wherever the option stands.
  const company = await beckon("token", "create", "--scopes", "ALL", "--name", "Help desk", "--json", "--company");
  expect(company.json()).toMatchObject({
    level: "company",
    scopes: [...SCOPES],
    companyId: acme.administrator.companyId,
  });

  const other = await house.company("Other");
  expect(await beckon("token", "create", "--company", "--scopes", "all")).toMatchObject({
    code: 2,
    err: expect.stringContaining(`--company NAME:\n  ${acme.administrator.companyId}  Acme`),
  });
  const named = await beckon("token", "create", "--company", "other", "--scopes", "all", "--json");
  expect(named.json()).toMatchObject({ companyId: other.administrator.companyId });

  const all = (await beckon("token", "list", "--json")).json()["tokens"] as { id: string }[];
  expect(all.map(({ id }) => id)).toEqual([named, company, own].map((each) => each.json()["id"]));
  expect(JSON.stringify(all)).not.toContain(String(own.json()["token"]).slice(9));
  const some = (await beckon("token", "list", "--company", "Acme", "--json")).json()["tokens"];
  expect(some).toMatchObject([{ id: company.json()["id"], name: "Help desk", lastUsedAt: null }]);
  expect((await beckon("token", "list", "--user", acme.email)).out).toMatch(/^t\d+ {2}\d{8}-… .*last used 20/);

  const id = String(own.json()["id"]);
  expect(await beckon("token", "revoke", id)).toMatchObject({ code: 0, out: `The token ${id} is revoked.` });
  expect(await isValid(own.json()["token"])).toEqual({ token_valid: false });
  expect(await beckon("token", "revoke", id)).toMatchObject({ code: 1, err: `There is no token ${id}.` });
});

it("[W4] the command line says what is wrong with how a token was asked for", async () => {
  const create = async (...args: string[]) => {
    const { code, err } = await beckon("token", "create", ...args);
    return [code, err.split("\n")[0]];
  };
  expect(await create("--scopes", "all")).toEqual([2, "Say whose token it is: either --user EMAIL or --company."]);
  expect(await create("--user", "a@example.com", "--company", "--scopes", "all")).toEqual([
    2,
    "Say whose token it is: either --user EMAIL or --company.",
  ]);
  expect(await create("--company")).toEqual([2, "--scopes is missing."]);
  expect(await create("--company", "--scopes", "Sessions.Fly")).toEqual([
    2,
    "There is no permission Sessions.Fly. There are:",
  ]);
  expect(await create("--user", "nobody@example.com", "--scopes", "all")).toEqual([
    1,
    "Nobody signs in as nobody@example.com.",
  ]);
  expect(await create("--company", "Nowhere", "--scopes", "all")).toEqual([
    1,
    "There is no company Nowhere. There are:",
  ]);
});
