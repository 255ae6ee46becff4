import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openHouse, setUp, signIn, type House } from "../../testing/house.ts";
import { startServerProcess, type ServerProcess } from "../../testing/server-process.ts";
import { DEVICE, newSecret, opening, Wire, type Anything } from "../../testing/wire.ts";

let first: House;
let second: ServerProcess;
let ada: Awaited<ReturnType<typeof setUp>>;
let pool: pg.Pool;

beforeAll(async () => {
  first = await openHouse();
  second = await startServerProcess(first.databaseUrl);
  ada = await setUp(first);
  pool = new pg.Pool({ connectionString: first.databaseUrl, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await second.stop();
  await first.stop();
});

async function consoleAt(url: string) {
  const { cookie } = await signIn(url, "ada@example.com");
  const wire = await Wire.open(url, "console", { cookie });
  await wire.next((m) => m.type === "queue/snapshot");
  return wire;
}

async function customerAt(url: string) {
  const wire = await Wire.open(url, "customer");
  const secret = newSecret();
  const { value } = await wire.ask(opening(ada.slug, secret));
  return Object.assign(wire, { secret, caseId: value.caseId as string });
}

const card = (caseId: string, fits: (card: Anything) => boolean) => (m: Anything) =>
  m.type === "queue/card" && m.card.id === caseId && fits(m.card);

it("[Q2][C4][X9] an expert on one server and a customer on another meet, signal, and part", async () => {
  const expert = await consoleAt(first.url);
  const customer = await customerAt(second.url);
  await expert.next(card(customer.caseId, (k) => k.customer.is === "connected"));
  const { session } = (await expert.ask({ type: "session/join", caseId: customer.caseId })).value.joined;
  await customer.next((m) => m.type === "session/open");
  await expert.next(card(customer.caseId, (k) => k.state === "inProgress"));
  const sent = Array.from({ length: 40 }, (_, n) => `signal ${n}`);
  for (const body of sent) {
    expert.send({ type: "session/signal", caseId: customer.caseId, session, body });
    customer.send({ type: "session/signal", caseId: customer.caseId, session, body });
  }
  for (const wire of [expert, customer]) {
    await wire.next((m) => m.type === "session/signal" && m.body === sent.at(-1));
    // In the order they were sent, none lost, none twice.
    expect(wire.received.filter((m) => m.type === "session/signal").map((m) => m.body)).toEqual(sent);
  }
  await expert.ask({ type: "case/close", caseId: customer.caseId, outcome: "solved" });
  await customer.next((m) => m.type === "customer/case" && m.case.state === "closed");
});

it("[C14] each case expires once, whichever server sees it first", async () => {
  const customer = await customerAt(second.url);
  const expert = await consoleAt(first.url);
  await pool.query("UPDATE cases SET valid_until = 1, due_at = 1 WHERE id = $1", [customer.caseId]);
  await expert.next(card(customer.caseId, (k) => k.state === "expired"));
  const { rows } = await pool.query("SELECT event FROM case_history WHERE case_id = $1", [customer.caseId]);
  expect(rows.filter((row) => row.event.is === "expired")).toHaveLength(1);
});

it("[C14][X13] a server killed with -9 leaves nobody stuck: the others see its customer reconnecting, who comes back", async () => {
  const expert = await consoleAt(first.url);
  const customer = await customerAt(second.url);
  await expert.ask({ type: "session/join", caseId: customer.caseId });
  await expert.next(card(customer.caseId, (k) => k.state === "inProgress"));
  const alone = await customerAt(second.url);
  await second.kill();
  await expert.next(card(customer.caseId, (k) => k.customer.is === "reconnecting"));
  const back = await Wire.open(first.url, "customer");
  await back.ask({ type: "customer/return", secret: customer.secret, device: DEVICE });
  const open = await back.next((m) => m.type === "session/open");
  expect(open.caseId).toBe(customer.caseId);
  const before = expert.received.findIndex(card(customer.caseId, (k) => k.customer.is === "reconnecting"));
  await expert.next(
    card(customer.caseId, (k) => k.customer.is === "connected" && k.state === "inProgress"),
    before,
  );
  // Whoever does not come back has left after the grace.
  await pool.query(
    "UPDATE cases SET due_at = 1, customer = jsonb_set(customer, '{leaveBy}', '1') WHERE id = $1 AND due_at IS NOT NULL",
    [alone.caseId],
  );
  await expert.next(card(alone.caseId, (k) => k.customer.is === "left" && k.state === "pending"));
  await second.start();
});
