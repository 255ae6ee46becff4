import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { newId, openHouse, setUp, signIn, type House } from "../../testing/house.ts";
import { startServerProcess, type ServerProcess } from "../../testing/server-process.ts";
import { openWebhookReceiver, type WebhookReceiver } from "../../testing/webhook-receiver.ts";
import { Wire } from "../../testing/wire.ts";
import { openDatabase, type OpenDatabase } from "../store/database.ts";

let house: House;
let victim: ServerProcess;
let survivor: ServerProcess;
let ada: Awaited<ReturnType<typeof setUp>>;
let receiver: WebhookReceiver;
let database: OpenDatabase;

beforeAll(async () => {
  house = await openHouse();
  ada = await setUp(house);
  await house.server.stop();
  const settings = { WEBHOOKS_TO_PRIVATE_ADDRESSES: "true" };
  [victim, survivor] = await Promise.all([
    startServerProcess(house.databaseUrl, settings),
    startServerProcess(house.databaseUrl, settings),
  ]);
  receiver = await openWebhookReceiver();
  database = openDatabase(house.databaseUrl);
}, 60_000);
afterAll(async () => {
  Wire.closeAll();
  await database.close();
  await Promise.all([victim.stop(), survivor.stop()]);
  await receiver.close();
  await house.stop();
});

it("[W14][X12] servers killed with -9 in the midst of deliveries lose no event, and each case's order holds", async () => {
  const { call, cookie } = await signIn(survivor.url, "ada@example.com");
  const kinds = ["created", "closed", "reopened"];
  const made = await call("POST", "/api/console/webhooks", { name: "Desk", url: receiver.url, kinds });
  receiver.secret = made.body.secret;
  // Every third message is taken and never answered: it is under way when the server dies.
  let came = 0;
  receiver.answer = (_received, response) => void (came++ % 3 === 0 || response.end());
  const onVictim = await signIn(victim.url, "ada@example.com");
  const console_ = await Wire.open(survivor.url, "console", { cookie });
  const create = async (by: typeof onVictim): Promise<string> => {
    const facts = { customerName: "Eva", customerEmail: "", description: "" };
    const asked = { requestId: newId(), groupId: ada.groupId, ...facts };
    return (await by.call("POST", "/api/console/cases", asked)).body.caseId;
  };
  const cases: string[] = [];
  for (let round = 0; round < 3; round++) {
    cases.push(...(await Promise.all(Array.from({ length: 5 }, () => create(onVictim)))));
    await vi.waitFor(() => expect(came).toBeGreaterThan(round * 5), 20_000);
    await victim.kill();
    for (const caseId of cases.slice(-5)) {
      expect(await console_.ask({ type: "case/close", caseId, outcome: null })).toMatchObject({ ok: true });
      expect(await console_.ask({ type: "case/reopen", caseId })).toMatchObject({ ok: true });
    }
    await victim.start();
  }
  receiver.answer = (_received, response) => void response.end();
  // What the dead had in hand is due again once their lease is over, or the pause after an answer that did not come.
  const allTold = async () => {
    await database.pool.query("UPDATE webhook_deliveries SET leased_until = 0, next_at = 0 WHERE state = 'waiting'");
    const { rows } = await database.pool.query(
      "SELECT state, count(*)::int AS n FROM webhook_deliveries GROUP BY state",
    );
    expect(rows).toEqual([{ state: "delivered", n: 45 }]);
  };
  await vi.waitFor(allTold, { timeout: 40_000, interval: 1_000 });
  const byCase = Map.groupBy(receiver.received, ({ body }) => body.data.session.code);
  expect(byCase.size).toBe(15);
  for (const told of byCase.values()) {
    const inOrder = told.filter(({ id }, index) => told.findIndex((one) => one.id === id) === index);
    expect(inOrder.map(({ body }) => body.type)).toEqual(["session.created", "session.closed", "session.reopened"]);
  }
}, 120_000);
