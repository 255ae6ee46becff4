import { afterEach, beforeEach, expect, it } from "vitest";
import { PASSWORD, PUBLIC_URL, startTestHttp, type TestHttp } from "../http/test-http.ts";
import { hashToken, installationSecret, makeSetupToken } from "../store/installation.ts";

let house: TestHttp;
beforeEach(async () => {
  house = await startTestHttp();
});
afterEach(() => house.close());

const body = (token: string) => ({
  token,
  company: "Müller & Söhne GmbH",
  name: "Ana",
  email: "Ana@Example.com",
  password: PASSWORD,
});

async function token(): Promise<string> {
  await installationSecret(house.db, house.now);
  const made = await makeSetupToken(house.db);
  if (made === undefined) throw new Error("There is an administrator");
  return made;
}

it("[X4] [P8] set-up by the one-time token makes company, administrator, group and module, and is gone afterwards", async () => {
  const first = await token();
  const second = await token();
  expect((await house.ask("GET", "/api/setup")).body).toEqual({ needed: true });
  expect((await house.ask("POST", "/api/setup", { body: body("guessed") })).status).toBe(404);
  const made = await house.ask("POST", "/api/setup", { body: body(first) });
  expect(made).toMatchObject({ status: 200, body: { moduleUrl: `${PUBLIC_URL}/m/mueller-soehne-gmbh` } });

  expect((await house.ask("GET", "/api/setup")).body).toEqual({ needed: false });
  for (const used of [first, second])
    expect((await house.ask("POST", "/api/setup", { body: body(used) })).status).toBe(404);
  expect(await makeSetupToken(house.db)).toBeUndefined();

  const { cookie } = await house.signIn("ana@example.com", PASSWORD);
  expect((await house.ask("GET", "/api/console/me", { cookie })).body).toMatchObject({
    email: "ana@example.com",
    role: "administrator",
    company: { name: "Müller & Söhne GmbH" },
  });
  const page = await house.ask("GET", "/api/customer/modules/mueller-soehne-gmbh");
  expect(page.body).toMatchObject({ suspended: false, branding: { company: "Müller & Söhne GmbH" } });
  const groups = await house.ask("GET", "/api/console/groups", { cookie });
  expect(groups.body).toMatchObject({
    groups: [{ name: "Support", access: "write", warnMs: 120_000, alarmMs: 300_000 }],
  });
  const audit = (await house.ask("GET", "/api/console/audit", { cookie })).body as { entries: { act: string }[] };
  expect(audit.entries.map((entry) => entry.act).toReversed()).toEqual([
    "company/created",
    "person/created",
    "group/created",
    "module/created",
    "person/signedIn",
  ]);
});

it("[X4] of two who set up at once, one does", async () => {
  const good = await token();
  const both = await Promise.all(
    ["a@example.com", "b@example.com"].map((email) =>
      house.ask("POST", "/api/setup", { body: { ...body(good), email } }),
    ),
  );
  expect(both.map((each) => each.status).toSorted((a, b) => a - b)).toEqual([200, 404]);
  expect(await house.db.selectFrom("companies").selectAll().execute()).toHaveLength(1);
});

it("[X11] the set-up token, invitations and passwords are kept as hashes only", async () => {
  const good = await token();
  const row = await house.db.selectFrom("installation").selectAll().executeTakeFirstOrThrow();
  expect(row.setup_token_hashes).toEqual([hashToken(good)]);
  const company = await house.company("Hashes");
  const invited = await house.ask("POST", "/api/console/invitations", {
    cookie: company.cookie,
    body: { email: "i@example.com", role: "expert", groupIds: [] },
  });
  const { url } = invited.body as { url: string };
  const invitations = JSON.stringify(await house.db.selectFrom("invitations").selectAll().execute());
  expect(invitations).not.toContain(url.split("token=")[1]);
  const credentials = JSON.stringify(await house.db.selectFrom("credentials").selectAll().execute());
  expect(credentials).not.toContain(PASSWORD);
});

it("[X11] the installation's secret is made once, whoever starts first", async () => {
  const [one, two] = await Promise.all([installationSecret(house.db, 1), installationSecret(house.db, 2)]);
  expect(one).toBe(two);
  expect(one).toHaveLength(43);
});

it("[P8] companies of the same name get module addresses of their own", async () => {
  expect((await house.company("Same Name")).slug).toBe("same-name");
  expect((await house.company("Same  name!")).slug).toBe("same-name-2");
  expect((await house.company("株式会社")).slug).toBe("help");
});
