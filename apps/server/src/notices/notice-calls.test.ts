import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_NOTICES } from "@beckon/domain/notice.ts";
import { invite, openHouse, setUp, signIn, type Caller, type House } from "../../testing/house.ts";
import { openMailbox, type Mailbox } from "../../testing/mailbox.ts";
import { openDatabase, type OpenDatabase } from "../store/database.ts";
import { MOST_BROWSERS } from "./browsers.ts";

const PATH = "/api/console/notices";
let house: House;
let mailbox: Mailbox;
let ada: Awaited<ReturnType<typeof setUp>>;
let ben: Awaited<ReturnType<typeof invite>>;
let database: OpenDatabase;

beforeAll(async () => {
  mailbox = await openMailbox();
  house = await openHouse(undefined, { SMTP_URL: mailbox.url, MAIL_FROM: "Beckon <beckon@example.com>" });
  ada = await setUp(house);
  ben = await invite(house, ada, { email: "ben@example.com", name: "Ben" });
  database = openDatabase(house.databaseUrl);
});
afterAll(async () => {
  await database.close();
  await house.stop();
  await mailbox.close();
});

/** What a browser would give; nothing is ever sent there. */
const aBrowser = (endpoint = `https://push.example.com/${randomBytes(8).toString("hex")}`) => ({
  endpoint,
  p256dh: randomBytes(65).toString("base64url"),
  auth: randomBytes(16).toString("base64url"),
  userAgent: "Firefox on Linux",
  language: "es",
});
const browsers = async (who: Caller = ben) => (await who.call("GET", PATH)).body.browsers;

it("[N2] what each person chooses is kept for them alone", async () => {
  const before = await ben.call("GET", PATH);
  expect(before.body).toMatchObject({ choices: DEFAULT_NOTICES, browsers: [], sendsMail: true });
  const choices = { ...DEFAULT_NOTICES, sound: "bell", email: true, push: false, groups: ["g1"], repeatMs: 300_000 };
  expect((await ben.call("PUT", PATH, { choices, language: "de" })).status).toBe(200);
  expect((await ben.call("GET", PATH)).body.choices).toEqual(choices);
  expect((await ada.call("GET", PATH)).body.choices).toEqual(DEFAULT_NOTICES);
  for (const wrong of [{ sound: "siren" }, { repeatMs: 1 }, { push: "yes" }])
    expect((await ben.call("PUT", PATH, { choices: { ...choices, ...wrong }, language: "de" })).status).toBe(422);
});

it("[N2] a test comes by the ways that were chosen, in one's own language, and not too often", async () => {
  const asked = await ben.call("POST", `${PATH}/test`, {});
  expect(asked.body).toEqual({ browsers: { told: 0, failed: 0 }, email: "sent" });
  const letter = await mailbox.next(({ to }) => to.includes("ben@example.com"));
  expect(letter.subject).toBe("Ein Test von Beckon");
  expect(letter.text).toContain(`${house.url}/console/settings`);
  for (let n = 0; n < 5; n++) await ben.call("POST", `${PATH}/test`, {});
  expect(await ben.call("POST", `${PATH}/test`, {})).toMatchObject({ status: 429 });
});

it("[N3] an address that is no push service's on the Internet is refused", async () => {
  for (const endpoint of [
    "http://push.example.com/x",
    "https://127.0.0.1/x",
    "https://169.254.169.254/",
    "file:///x",
  ]) {
    const { status, body } = await ben.call("POST", `${PATH}/browsers`, aBrowser(endpoint));
    expect([status, body.refusal.field]).toEqual([422, "endpoint"]);
  }
  expect(await browsers()).toEqual([]);
});

it("[N1][X1] each sees and forgets only their own browsers, named by the hash of their address", async () => {
  const browser = aBrowser();
  const { body } = await ben.call("POST", `${PATH}/browsers`, browser);
  expect(body.id).toBe(createHash("sha256").update(browser.endpoint).digest("base64url"));
  expect(await browsers()).toEqual([{ id: body.id, userAgent: "Firefox on Linux", since: expect.any(Number) }]);
  expect(await browsers(ada)).toEqual([]);
  expect((await ada.call("DELETE", `${PATH}/browsers/${body.id}`)).status).toBe(404);
  expect((await ben.call("DELETE", `${PATH}/browsers/${body.id}`)).status).toBe(200);
  expect(await browsers()).toEqual([]);
});

it("[X11][N3] the database keeps what a browser gave locked", async () => {
  const browser = aBrowser();
  await ben.call("POST", `${PATH}/browsers`, browser);
  const { rows } = await database.pool.query("SELECT *, encode(sealed, 'escape') AS shown FROM notice_browsers");
  const all = JSON.stringify(rows);
  for (const secret of [browser.endpoint, browser.p256dh, browser.auth]) expect(all).not.toContain(secret);
});

it("[N3] nobody has more browsers than there is room for: the one not seen the longest makes place", async () => {
  await database.pool.query("DELETE FROM notice_browsers");
  const first = await ben.call("POST", `${PATH}/browsers`, aBrowser());
  for (let n = 0; n < MOST_BROWSERS; n++) await ben.call("POST", `${PATH}/browsers`, aBrowser());
  const ids = (await browsers()).map(({ id }: { id: string }) => id);
  expect(ids).toHaveLength(MOST_BROWSERS);
  expect(ids).not.toContain(first.body.id);
});

it("[X5] when a sign-in ends, its browser shows nothing more", async () => {
  await database.pool.query("DELETE FROM notice_browsers");
  const elsewhere = await signIn(house.url, "ben@example.com");
  await elsewhere.call("POST", `${PATH}/browsers`, aBrowser());
  await ben.call("POST", `${PATH}/browsers`, aBrowser());
  expect(await browsers()).toHaveLength(2);
  await elsewhere.call("POST", "/api/auth/sign-out", {});
  expect(await browsers()).toHaveLength(1);
});
