import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { invite, openHouse, setUp, type House } from "../../testing/house.ts";
import { startServerProcess, type ServerProcess } from "../../testing/server-process.ts";
import { DEVICE, newSecret, opening, Wire, type Anything } from "../../testing/wire.ts";

let house: House;
let other: ServerProcess;
let ada: Awaited<ReturnType<typeof setUp>>;
let adaId: string;
let ben: Awaited<ReturnType<typeof invite>>;
let cleo: Awaited<ReturnType<typeof invite>>;

beforeAll(async () => {
  house = await openHouse();
  other = await startServerProcess(house.databaseUrl);
  ada = await setUp(house);
  const own = await Wire.open(house.url, "console", { cookie: ada.cookie });
  adaId = (await own.next((m) => m.type === "queue/snapshot")).me.personId;
  ben = await invite(house, ada, { email: "ben@example.com", name: "Ben", groupIds: [ada.groupId] });
  cleo = await invite(house, ada, { email: "cleo@example.com", name: "Cleo", groupIds: [] });
});
afterEach(() => Wire.closeAll());
afterAll(async () => {
  await other.stop();
  await house.stop();
});

async function consoleOf(who: { cookie: string }, url = house.url) {
  const wire = await Wire.open(url, "console", { cookie: who.cookie });
  await wire.next((m) => m.type === "queue/snapshot");
  return wire;
}

/** Ada with a customer, and Ben invited. */
async function session(urls: { customer?: string; ben?: string } = {}) {
  const secret = newSecret();
  const customer = await Wire.open(urls.customer ?? house.url, "customer");
  const { caseId } = (await customer.ask(opening(ada.slug, secret))).value as { caseId: string };
  const [a, b] = await Promise.all([consoleOf(ada), consoleOf(ben, urls.ben)]);
  const first = (await a.ask({ type: "session/join", caseId })).value.joined.session as string;
  await customer.next(opened(first));
  const invited = await a.ask({ type: "session/invite", caseId, personId: ben.personId, part: "control" });
  expect(invited.ok).toBe(true);
  return { secret, customer, a, b, caseId, first };
}

/** The same, and Ben has come. */
async function both(urls: { customer?: string; ben?: string } = {}) {
  const there = await session(urls);
  const { b, caseId, customer } = there;
  await b.next(card(caseId, (k) => k.colleagues[0]?.personId === ben.personId));
  const second = (await b.ask({ type: "session/join", caseId })).value.joined.session as string;
  const open = await customer.next(opened(second));
  return { ...there, second, open };
}

const opened = (name: string) => (m: Anything) => m.type === "session/open" && m.session === name;
const card = (caseId: string, fits: (card: Anything) => boolean) => (m: Anything) =>
  m.type === "queue/card" && m.card.id === caseId && fits(m.card);
const view = (fits: (c: Anything) => boolean) => (m: Anything) => m.type === "customer/case" && fits(m.case);
const signals = (wire: Wire) => wire.received.filter((m) => m.type === "session/signal").map((m) => m.body);

describe("a colleague", () => {
  it("[R9] is invited live, comes with a session of their own, and the customer is told by whom and for what", async () => {
    const { b, caseId, first, second, open, customer } = await both();
    await b.next(card(caseId, (k) => k.colleagues[0]?.is === "never" && k.colleagues[0].byId === adaId));
    expect(second).not.toBe(first);
    expect(open).toMatchObject({ expert: { name: "Ben" }, colleague: { by: "Ada", part: "control" } });
    await customer.next(view((k) => k.sessions.length === 2 && k.expert?.name === "Ada"));
  });

  it("[R9] [X9] signals go only between the customer and the expert whose session it is, also across servers", async () => {
    for (const urls of [{}, { customer: other.url }, { ben: other.url }]) {
      const { customer, a, b, caseId, first, second } = await both(urls);
      const signal = { type: "session/signal", caseId };
      // Neither expert speaks in the other's session.
      a.send({ ...signal, session: second, body: "forged" });
      b.send({ ...signal, session: first, body: "forged" });
      a.send({ ...signal, session: first, body: "from Ada" });
      await customer.next((m) => m.type === "session/signal");
      b.send({ ...signal, session: second, body: "from Ben" });
      await customer.next((m) => m.type === "session/signal" && m.session === second);
      customer.send({ ...signal, session: second, body: "to Ben" });
      customer.send({ ...signal, session: first, body: "to Ada" });
      await Promise.all([a, b].map((wire) => wire.next((m) => m.type === "session/signal")));
      expect([signals(customer), signals(a), signals(b)]).toEqual([["from Ada", "from Ben"], ["to Ada"], ["to Ben"]]);
      Wire.closeAll();
    }
  });

  it("[R9] who does not see the group is not invited, and nobody else comes", async () => {
    const { a, caseId } = await session();
    const asked = await a.ask({ type: "session/invite", caseId, personId: cleo.personId, part: "see" });
    expect(asked.refusal).toEqual({ reason: "assigneeCannotSee" });
    expect((await (await consoleOf(cleo)).ask({ type: "session/join", caseId })).refusal).toEqual({
      reason: "notFound",
    });
  });

  it("[R9] whom the customer does not want goes; the first expert's session goes on", async () => {
    const { customer, a, b, caseId, second } = await both();
    await customer.ask({ type: "customer/consent", session: second, answer: "denied" });
    await b.next((m) => m.type === "session/over");
    await a.next(card(caseId, (k) => k.colleagues.length === 0 && k.state === "inProgress"));
    await customer.next(view((k) => k.sessions.length === 1 && k.expert?.name === "Ada"));
    expect(customer.received.some((m) => m.type === "session/over")).toBe(false);
  });

  it("[R9] is sent away by the customer, by name of their session only", async () => {
    const { customer, b, first, second } = await both();
    await customer.ask({ type: "customer/dismiss", session: first });
    await customer.ask({ type: "customer/dismiss", session: second });
    await b.next((m) => m.type === "session/over");
    await customer.next(view((k) => k.sessions.length === 1 && k.sessions[0] === first));
  });

  it("[R9] goes when the expert goes, and the invitation with them", async () => {
    const { a, b, caseId, customer } = await both();
    await a.ask({ type: "session/leave", caseId });
    await b.next((m) => m.type === "session/over");
    await customer.next((m) => m.type === "session/over");
    const waiting = await session();
    await waiting.a.ask({ type: "session/leave", caseId: waiting.caseId });
    await waiting.b.next(card(waiting.caseId, (k) => k.expert.is === "left" && k.colleagues.length === 0));
  });

  it("[C9] [X13] drops and comes back to the same session, also when the server they were at dies", async () => {
    const { a, caseId, second, customer } = await both({ ben: other.url });
    await other.kill();
    await a.next(card(caseId, (k) => k.colleagues[0]?.is === "reconnecting" && k.state === "inProgress"));
    const back = await consoleOf(ben);
    expect((await back.ask({ type: "session/join", caseId })).value.joined.session).toBe(second);
    await a.next(card(caseId, (k) => k.colleagues[0]?.is === "connected"));
    const from = customer.received.findIndex(opened(second)) + 1;
    await customer.next(opened(second), from);
    await other.start();
  });

  it("[R8] a customer who comes back is told of both again, and of nobody who has left meanwhile", async () => {
    const { customer, b, caseId, first, second, secret, a } = await both();
    customer.cut();
    await b.next(card(caseId, (k) => k.customer.is === "reconnecting"));
    const back = await Wire.open(house.url, "customer");
    await back.ask({ type: "customer/return", secret, device: DEVICE });
    await Promise.all([back.next(opened(first)), back.next(opened(second))]);
    back.cut();
    await b.ask({ type: "session/leave", caseId });
    const again = await Wire.open(house.url, "customer");
    await again.ask({ type: "customer/return", secret, device: DEVICE });
    await again.next(view((k) => k.sessions.length === 1));
    expect(again.received.some(opened(second))).toBe(false);
    await a.ask({ type: "session/leave", caseId });
  });

  it("[X5] who is disabled is out of the session within 5 s, on whatever server, and the others stay", async () => {
    const dan = await invite(house, ada, { email: "dan@example.com", name: "Dan", groupIds: [ada.groupId] });
    const { a, caseId, customer } = await session();
    await a.ask({ type: "session/invite", caseId, personId: dan.personId, part: "see" });
    const d = await consoleOf(dan, other.url);
    const { session: third } = (await d.ask({ type: "session/join", caseId })).value.joined;
    await customer.next(opened(third));
    const started = Date.now();
    await ada.call("PATCH", `/api/console/people/${dan.personId}`, { disabled: true });
    expect(await d.closed()).toBe(4401);
    await a.next(card(caseId, (k) => k.colleagues.length === 1 && k.state === "inProgress"));
    await customer.next(view((k) => k.sessions.length === 1));
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});

describe("handing over", () => {
  it("[R24] gives the case to the colleague with a note, and nobody's session ends", async () => {
    const { a, b, caseId, customer, first, second } = await both();
    await b.ask({ type: "case/watch", caseId });
    await a.ask({ type: "session/hand-over", caseId, to: ben.personId, note: "It is the driver." });
    await b.next(card(caseId, (k) => k.assigneeId === ben.personId && k.expert.personId === ben.personId));
    await b.next((m) => m.type === "notice/assigned" && m.to === ben.personId && m.byId === adaId);
    const { timeline } = (
      await b.next((m) => m.type === "case/detail" && m.detail.timeline.some((e: Anything) => e.what.is === "noted"))
    ).detail;
    expect(timeline.slice(-2).map(({ what }: Anything) => what)).toEqual([
      { is: "handedOver", to: ben.personId, from: adaId },
      { is: "noted", text: "It is the driver." },
    ]);
    await customer.next(view((k) => k.expert?.name === "Ben" && k.sessions[0] === second && k.sessions[1] === first));
    await customer.next((m) => opened(second)(m) && m.colleague === null);
    await customer.next((m) => opened(first)(m) && m.colleague?.by === "Ben");
    expect(JSON.stringify(customer.received)).not.toContain("driver");
    const signal = { type: "session/signal", caseId, session: first, body: "still here" };
    a.send(signal);
    await customer.next((m) => m.type === "session/signal" && m.body === "still here");
    await a.ask({ type: "session/leave", caseId });
    await b.next(card(caseId, (k) => k.colleagues.length === 0 && k.state === "inProgress"));
    for (const wire of [a, b, customer]) expect(wire.received.some((m) => m.type === "session/over")).toBe(false);
  });

  it("[R24] is refused for who may only read the group", async () => {
    const eva = await invite(house, ada, { email: "eva@example.com", name: "Eva", groupIds: [] });
    const path = `/api/console/groups/${ada.groupId}/members`;
    expect((await ada.call("PUT", path, { personId: eva.personId, access: "read" })).status).toBe(200);
    const { a, caseId } = await session();
    await a.ask({ type: "session/invite", caseId, personId: eva.personId, part: "see" });
    const e = await consoleOf(eva);
    expect((await e.ask({ type: "session/join", caseId })).ok).toBe(true);
    const over = await a.ask({ type: "session/hand-over", caseId, to: eva.personId, note: "" });
    expect(over.refusal).toEqual({ reason: "assigneeCannotSee" });
    // A change of the lists looks at every session again: reading is enough to stay.
    await ada.call("PUT", path, { personId: cleo.personId, access: "read" });
    await e.next((m) => m.type === "queue/snapshot", e.received.length);
    expect(e.received.some((m) => m.type === "session/over")).toBe(false);
  });
});
