import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { caseEvent } from "@beckon/api/events.ts";
import { invite, newId, openHouse, setUp, type House } from "../../testing/house.ts";
import { openWebhookReceiver, type WebhookReceiver } from "../../testing/webhook-receiver.ts";
import { Wire } from "../../testing/wire.ts";
import { openDatabase, type OpenDatabase } from "../store/database.ts";
import { KEPT_MS } from "./event-log.ts";

const HOUR = 60 * 60_000;
const KINDS = ["created", "assigned", "stateChanged", "closed", "reopened", "expired", "rated", "escalated"];
let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;
let database: OpenDatabase;
let console_: Wire;
let receiver: WebhookReceiver;
let hook: string;

beforeAll(async () => {
  house = await openHouse(undefined, { WEBHOOKS_TO_PRIVATE_ADDRESSES: "true" });
  ada = await setUp(house);
  database = openDatabase(house.databaseUrl);
  console_ = await Wire.open(house.url, "console", { cookie: ada.cookie });
}, 60_000);
afterAll(async () => {
  Wire.closeAll();
  await database.close();
  await house.stop();
});
beforeEach(async () => {
  receiver = await openWebhookReceiver();
  hook = await makeHook();
});
afterEach(async () => {
  await ada.call("DELETE", `/api/console/webhooks/${hook}`);
  await receiver.close();
});

async function makeHook(about: object = {}): Promise<string> {
  const settings = { name: "Desk", url: receiver.url, kinds: KINDS, ...about };
  const made = await ada.call("POST", "/api/console/webhooks", settings);
  expect(made).toMatchObject({ status: 200, body: { secret: expect.stringMatching(/^whsec_/) } });
  receiver.secret = made.body.secret;
  return made.body.id;
}
async function makeCase(): Promise<string> {
  const facts = { customerName: "Eva", customerEmail: "", description: "", priority: "normal", tags: [] };
  const asked = { requestId: newId(), groupId: ada.groupId, assigneeId: null, ...facts };
  return (await ada.call("POST", "/api/console/cases", asked)).body.caseId;
}
const closeCase = (caseId: string) => console_.ask({ type: "case/close", caseId, outcome: null });
const types = () => receiver.received.map(({ body }) => body.type);
const deliveries = async () => (await ada.call("GET", `/api/console/webhooks/${hook}/deliveries`)).body.deliveries;
const record = async () =>
  (await ada.call("GET", "/api/console/webhooks")).body.webhooks.find(({ id }: { id: string }) => id === hook);
/** What waits for its next try is due at once. */
const comeRound = () => database.pool.query("UPDATE webhook_deliveries SET next_at = 0 WHERE state = 'waiting'");
const until = async (check: () => void | Promise<void>) => await vi.waitFor(check, { timeout: 15_000, interval: 50 });

describe("what is told", () => {
  it("[W14] is signed as Standard Webhooks say, in order for each case, and verified by their library", async () => {
    const caseId = await makeCase();
    await closeCase(caseId);
    await until(() => expect(types()).toEqual(["session.created", "session.state_changed", "session.closed"]));
    expect(receiver.turnedAway).toBe(0);
    for (const { body, headers } of receiver.received) {
      expect(caseEvent.parse(body)).toEqual(body);
      expect(headers).toMatchObject({ "content-type": "application/json", "user-agent": "Beckon-Webhooks/1" });
    }
    const [last] = await deliveries();
    expect(last).toMatchObject({
      kind: "closed",
      state: "delivered",
      attempts: 1,
      code: receiver.received[0]?.body.data.session.code,
      last: { status: 200, answer: "ok", at: expect.any(Number), tookMs: expect.any(Number) },
    });
    expect(await record()).toMatchObject({ off: null, failingSince: null, waiting: 0 });
  });

  it("[W14] is only what was asked for; nothing while it is switched off", async () => {
    const settings = { name: "Desk", url: receiver.url, kinds: ["closed"] };
    const change = (enabled: boolean) => ada.call("PUT", `/api/console/webhooks/${hook}`, { ...settings, enabled });
    await change(false);
    await closeCase(await makeCase());
    expect(await record()).toMatchObject({ kinds: ["closed"], off: { because: "person" } });
    // What has its place before the webhook is on again is none of its business.
    await until(async () => {
      const { rows } = await database.pool.query("SELECT 1 FROM case_events WHERE position IS NULL");
      expect(rows).toEqual([]);
    });
    await change(true);
    await closeCase(await makeCase());
    await until(() => expect(types()).toEqual(["session.closed"]));
    expect(await deliveries()).toHaveLength(1);
  });

  it("[W14] is signed by the new secret and, for a day, by the one before", async () => {
    const rotated = await ada.call("POST", `/api/console/webhooks/${hook}/secret`, {});
    expect(await record()).toMatchObject({ oldSecretUntil: expect.any(Number) });
    await makeCase();
    await until(() => expect(types()).toHaveLength(1));
    expect(receiver.received[0]?.headers["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/);
    receiver.secret = rotated.body.secret;
    await makeCase();
    await until(() => expect(types()).toHaveLength(2));
    await database.pool.query("UPDATE webhooks SET before_until = $1", [Date.now() - 1]);
    await makeCase();
    await until(() => expect(types()).toHaveLength(3));
    expect(receiver.received[2]?.headers["webhook-signature"]).toMatch(/^v1,\S+$/);
    expect(receiver.turnedAway).toBe(0);
    // Neither secret stands in the database in the clear [X11].
    const { rows } = await database.pool.query("SELECT encode(secret, 'escape') AS secret FROM webhooks");
    for (const { secret } of rows) expect(secret).not.toContain("whsec_");
  });

  it("[W14] can be a test, which is tried once and says what came of it", async () => {
    receiver.answer = (_received, response) => void response.writeHead(500).end("not today");
    const { body } = await ada.call("POST", `/api/console/webhooks/${hook}/test`, {});
    await until(async () =>
      expect((await deliveries())[0]).toMatchObject({
        id: body.deliveryId,
        kind: "test",
        caseId: null,
        state: "failed",
        attempts: 1,
        last: { status: 500, answer: "not today" },
      }),
    );
    expect(types()).toEqual(["webhook.test"]);
  });
});

describe("what did not arrive", () => {
  it("[W14] is tried again, and what came later in that case waits for it; another case does not", async () => {
    let refusing = true;
    receiver.answer = ({ body }, response) => {
      const isFirst = body.data.session.code === receiver.received[0]?.body.data.session.code;
      response.writeHead(refusing && isFirst ? 503 : 204).end();
    };
    const first = await makeCase();
    await until(() => expect(types()).toHaveLength(1));
    await closeCase(first);
    await closeCase(await makeCase());
    await until(() => expect(types()).toHaveLength(4));
    await until(async () => expect((await record()).waiting).toBe(3));
    const held = (await deliveries()).filter(({ state }: { state: string }) => state === "waiting");
    expect(held.map(({ attempts }: { attempts: number }) => attempts)).toEqual([0, 0, 1]);
    refusing = false;
    await comeRound();
    await until(() => expect(types()).toHaveLength(7));
    const ofFirst = receiver.received.filter(
      ({ body }) => body.data.session.code === receiver.received[0]?.body.data.session.code,
    );
    expect(ofFirst.map(({ body }) => body.type)).toEqual([
      "session.created",
      "session.created",
      "session.state_changed",
      "session.closed",
    ]);
    // The same message again: receivers know it by its id.
    expect(ofFirst[0]?.id).toBe(ofFirst[1]?.id);
  });

  it("[W14] is given up after three days, what waits behind it goes on, and an address that fails for so long is switched off", async () => {
    receiver.answer = (_received, response) => void response.writeHead(500).end("broken");
    const caseId = await makeCase();
    await until(async () => expect((await record()).failingSince).not.toBeNull());
    await closeCase(caseId);
    await until(async () => expect((await record()).waiting).toBe(3));
    await database.pool.query("UPDATE case_events SET at = $1 WHERE kind = 'created'", [Date.now() - KEPT_MS + HOUR]);
    receiver.answer = (_received, response) => void response.end();
    await database.pool.query("UPDATE case_events SET at = $1 WHERE kind = 'created'", [Date.now() - KEPT_MS - 1]);
    await comeRound();
    await until(async () => expect((await record()).waiting).toBe(0));
    const states = (await deliveries()).map(({ kind, state }: Record<string, string>) => [kind, state]);
    expect(states).toEqual([
      ["closed", "delivered"],
      ["stateChanged", "delivered"],
      ["created", "failed"],
    ]);
    await database.pool.query("UPDATE webhooks SET failing_since = $1", [Date.now() - KEPT_MS - 1]);
    await until(async () => expect(await record()).toMatchObject({ off: { because: "failing" } }));
    const { entries } = (await ada.call("GET", "/api/console/audit?act=webhook/switchedOff")).body;
    expect(entries[0]).toMatchObject({ subject: hook, actorId: null, details: { name: "Desk" } });
  });

  it("[W14] with 410 the address is switched off at once; switched on again it is told what waits", async () => {
    receiver.answer = (_received, response) => void response.writeHead(410).end();
    await makeCase();
    await until(async () => expect(await record()).toMatchObject({ off: { because: "gone" } }));
    receiver.answer = (_received, response) => void response.end();
    const settings = { name: "Desk", url: receiver.url, kinds: KINDS, enabled: true };
    await ada.call("PUT", `/api/console/webhooks/${hook}`, settings);
    await until(async () => expect((await record()).waiting).toBe(0));
    expect((await deliveries())[0]).toMatchObject({ state: "delivered", attempts: 2 });
  });

  it("[W14] can be sent again by hand, also what arrived", async () => {
    await makeCase();
    await until(() => expect(types()).toHaveLength(1));
    const [first] = await deliveries();
    const again = await ada.call("POST", `/api/console/webhooks/${hook}/deliveries/${first.id}/again`, {});
    expect(again).toMatchObject({ status: 200 });
    await until(() => expect(types()).toEqual(["session.created", "session.created"]));
    expect(receiver.received[1]).toMatchObject({ id: receiver.received[0]?.id, text: receiver.received[0]?.text });
    expect(await deliveries()).toHaveLength(2);
  });
});

describe("receivers that make trouble", () => {
  it("[W14] one that never answers holds up no other", async () => {
    const other = await openWebhookReceiver();
    try {
      const slow = await makeHook({ name: "Slow", url: other.url });
      other.secret = receiver.secret;
      other.answer = () => undefined;
      receiver.secret = "";
      await ada.call("DELETE", `/api/console/webhooks/${hook}`);
      hook = await makeHook();
      await Promise.all(Array.from({ length: 30 }, () => makeCase()));
      await until(() => expect(types()).toHaveLength(30));
      // No more than eight are tried there at a time.
      expect(other.received).toHaveLength(8);
      await ada.call("DELETE", `/api/console/webhooks/${slow}`);
    } finally {
      await other.close();
    }
  });

  it("[W15] redirects are not followed, and an answer is read and shown to a bounded length, as text", async () => {
    const elsewhere = await openWebhookReceiver();
    try {
      receiver.answer = (_received, response) => void response.writeHead(302, { location: elsewhere.url }).end();
      await makeCase();
      await until(async () => expect((await deliveries())[0]).toMatchObject({ last: { status: 302 } }));
      expect(elsewhere.received.length + elsewhere.turnedAway).toBe(0);
      let sent = 0;
      receiver.answer = (_received, response) => {
        response.writeHead(500);
        const more = () => {
          while (!response.destroyed && sent < 50e6) {
            sent += 1e5;
            if (!response.write("\0\u0007<b>long</b>".repeat(1e4))) return void response.once("drain", more);
          }
        };
        more();
      };
      await comeRound();
      await until(async () => expect((await deliveries())[0]).toMatchObject({ last: { status: 500 } }));
      const { answer } = (await deliveries())[0].last;
      expect(answer).toHaveLength(500);
      expect(answer).toMatch(/^<b>long<\/b><b>/);
      expect(sent).toBeLessThan(20e6);
    } finally {
      await elsewhere.close();
    }
  });
});

it("[W14][X2] only administrators have to do with webhooks, and only with their company's", async () => {
  const bea = await invite(house, ada, { email: "bea@example.com", name: "Bea", role: "supervisor" });
  const settings = { name: "Hers", url: receiver.url, kinds: KINDS };
  for (const [method, path, body] of [
    ["GET", "", undefined],
    ["POST", "", settings],
    ["PUT", `/${hook}`, { ...settings, enabled: true }],
    ["DELETE", `/${hook}`, undefined],
    ["POST", `/${hook}/secret`, {}],
    ["POST", `/${hook}/test`, {}],
    ["GET", `/${hook}/deliveries`, undefined],
    ["POST", `/${hook}/deliveries/1/again`, {}],
  ] as const) {
    const answered = await bea.call(method, `/api/console/webhooks${path}`, body);
    expect([method, path, answered.body.refusal]).toEqual([method, path, { reason: "notAllowed" }]);
  }
  expect((await ada.call("POST", "/api/console/webhooks/none/test", {})).body.refusal).toEqual({ reason: "notFound" });
});

it("[W14] a thousand events arrive, each once, in each case's order, and the queue goes on meanwhile", async () => {
  const cases = await Promise.all(Array.from({ length: 250 }, () => makeCase()));
  for (const caseId of cases) await closeCase(caseId);
  await vi.waitFor(() => expect(receiver.received).toHaveLength(750), { timeout: 60_000, interval: 100 });
  for (const caseId of cases) expect(await console_.ask({ type: "case/reopen", caseId })).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1_250), { timeout: 60_000, interval: 100 });
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1_250);
  const byCase = Map.groupBy(receiver.received, ({ body }) => body.data.session.code);
  expect(byCase.size).toBe(250);
  for (const told of byCase.values())
    expect(told.map(({ body }) => body.type)).toEqual([
      "session.created",
      "session.state_changed",
      "session.closed",
      "session.state_changed",
      "session.reopened",
    ]);
}, 150_000);
