import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { invite, openHouse, setUp, signIn, type House } from "../../testing/house.ts";
import { startServerProcess, type ServerProcess } from "../../testing/server-process.ts";
import { newSecret, opening, Wire } from "../../testing/wire.ts";

let house: House;
let other: ServerProcess;
let ada: Awaited<ReturnType<typeof setUp>>;
let pool: pg.Pool;

beforeAll(async () => {
  house = await openHouse();
  other = await startServerProcess(house.databaseUrl);
  ada = await setUp(house);
  pool = new pg.Pool({ connectionString: house.databaseUrl, max: 2 });
});
afterEach(() => Wire.closeAll());
afterAll(async () => {
  await pool.end();
  await other.stop();
  await house.stop();
});

async function consoleOf(who: { cookie: string }, url = house.url) {
  const wire = await Wire.open(url, "console", { cookie: who.cookie });
  await wire.next((m) => m.type === "queue/snapshot");
  return wire;
}

async function customerOf(url = house.url) {
  const wire = await Wire.open(url, "customer");
  const { value } = await wire.ask(opening(ada.slug, newSecret()));
  return Object.assign(wire, { caseId: value.caseId as string });
}

describe("people who may no longer be here", () => {
  const ways: [string, (who: Awaited<ReturnType<typeof invite>>) => Promise<unknown>][] = [
    ["is disabled", (who) => ada.call("PATCH", `/api/console/people/${who.personId}`, { disabled: true })],
    ["signs out in another tab", (who) => who.call("POST", "/api/auth/sign-out", {})],
    [
      "has this sign-in ended",
      async (who) => {
        const elsewhere = await signIn(house.url, emailOf.get(who) ?? "");
        const list = await who.call("GET", "/api/auth/get-session");
        return elsewhere.call("POST", "/api/auth/revoke-session", { token: list.body.session.token });
      },
    ],
    [
      "ends all other sign-ins",
      async (who) => {
        const elsewhere = await signIn(house.url, emailOf.get(who) ?? "");
        return elsewhere.call("POST", "/api/auth/revoke-other-sessions", {});
      },
    ],
    ["ends all sign-ins", (who) => who.call("POST", "/api/auth/revoke-sessions", {})],
    [
      "changes the password and ends the others",
      async (who) => {
        const elsewhere = await signIn(house.url, emailOf.get(who) ?? "");
        return elsewhere.call("POST", "/api/auth/change-password", {
          currentPassword: "correct horse battery",
          newPassword: "another horse battery",
          revokeOtherSessions: true,
        });
      },
    ],
    [
      "has a sign-in that ran out",
      (who) =>
        pool.query("UPDATE sign_ins SET expires_at = now() - interval '1 second' WHERE person_id = $1", [who.personId]),
    ],
    [
      "is disabled by nobody who tells of it",
      (who) => pool.query("UPDATE people SET disabled_at = 1 WHERE id = $1", [who.personId]),
    ],
  ];
  const emailOf = new Map<object, string>();
  let number = 0;
  for (const [what, act] of ways) {
    it(`[X5] somebody who ${what} is gone from every server within 5 s`, async () => {
      const email = `p${++number}@example.com`;
      const who = await invite(house, ada, { email, name: email, groupIds: [ada.groupId] });
      emailOf.set(who, email);
      const [here, there] = await Promise.all([consoleOf(who), consoleOf(who, other.url)]);
      const answer = await act(who);
      const started = Date.now();
      if (typeof answer === "object" && answer !== null && "status" in answer) expect(answer.status).toBe(200);
      const codes = await Promise.all([here.closed(), there.closed()]);
      expect(codes).toEqual([4401, 4401]);
      expect(Date.now() - started).toBeLessThan(5_000);
    });
  }

  it("[X5] whoever is disabled no longer sees a customer's screen: the session ends at once", async () => {
    const who = await invite(house, ada, { email: "eve@example.com", name: "Eve", groupIds: [ada.groupId] });
    const customer = await customerOf(other.url);
    const wire = await consoleOf(who);
    await wire.ask({ type: "session/join", caseId: customer.caseId });
    await customer.next((m) => m.type === "session/open");
    const started = Date.now();
    await ada.call("PATCH", `/api/console/people/${who.personId}`, { disabled: true });
    await customer.next((m) => m.type === "session/over");
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it("[X1] whoever loses the case's group loses the session, and leaves nothing stuck behind", async () => {
    const who = await invite(house, ada, { email: "fay@example.com", name: "Fay", groupIds: [ada.groupId] });
    const customer = await customerOf();
    const wire = await consoleOf(who);
    await wire.ask({ type: "session/join", caseId: customer.caseId });
    await customer.next((m) => m.type === "session/open");
    await ada.call("PUT", `/api/console/groups/${ada.groupId}/members`, { personId: who.personId, access: null });
    await customer.next((m) => m.type === "session/over");
    await wire.next((m) => m.type === "session/over");
  });

  it("[P2] the invitations of somebody who may no longer invite are worthless", async () => {
    const second = await invite(house, ada, { email: "gus@example.com", name: "Gus", role: "administrator" });
    const made = await second.call("POST", "/api/console/invitations", {
      email: "gus2@example.com",
      role: "administrator",
      groupIds: [],
    });
    const token = made.body.url.split("#token=")[1];
    await ada.call("PATCH", `/api/console/people/${second.personId}`, { role: "expert" });
    const accepted = await ada.call("POST", "/api/invitations/accept", {
      token,
      name: "Gus",
      password: "correct horse battery",
    });
    expect(accepted.status).toBe(404);
  });
});
