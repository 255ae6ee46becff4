import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { invite, newId, openHouse, setUp, type House } from "../../testing/house.ts";
import { DEVICE, newSecret, opening, Wire, type Anything } from "../../testing/wire.ts";

let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;
let ben: Awaited<ReturnType<typeof invite>>;
let cleo: Awaited<ReturnType<typeof invite>>;

beforeAll(async () => {
  house = await openHouse();
  ada = await setUp(house);
  ben = await invite(house, ada, { email: "ben@example.com", name: "Ben", groupIds: [ada.groupId] });
  cleo = await invite(house, ada, { email: "cleo@example.com", name: "Cleo" });
});
afterEach(() => Wire.closeAll());
afterAll(() => house.stop());

async function consoleOf(who: { cookie: string }, url = house.url) {
  const wire = await Wire.open(url, "console", { cookie: who.cookie });
  const snapshot = await wire.next((m) => m.type === "queue/snapshot");
  return Object.assign(wire, { snapshot });
}

async function waitingCustomer(about = {}) {
  const secret = newSecret();
  const wire = await Wire.open(house.url, "customer");
  const { value } = await wire.ask(opening(ada.slug, secret, about));
  return Object.assign(wire, { secret, caseId: value.caseId as string, code: value.code as string });
}

const card = (caseId: string, fits: (card: Anything) => boolean) => (m: Anything) =>
  m.type === "queue/card" && m.card.id === caseId && fits(m.card);
const view = (fits: (c: Anything) => boolean) => (m: Anything) => m.type === "customer/case" && fits(m.case);

describe("the queue", () => {
  it("[Q2] a customer's case appears in every open console that may see it, and in no other", async () => {
    const [a, b, c] = await Promise.all([consoleOf(ada), consoleOf(ben), consoleOf(cleo)]);
    const customer = await waitingCustomer();
    await a.next(card(customer.caseId, (k) => k.customer.is === "connected" && k.state === "pending"));
    await b.next(card(customer.caseId, (k) => k.customerName === "Eva"));
    expect(c.received.some((m) => m.type === "queue/card")).toBe(false);
    const later = await consoleOf(cleo);
    expect(later.snapshot.cards).toEqual([]);
    expect((await consoleOf(ben)).snapshot.cards.map((k: Anything) => k.id)).toContain(customer.caseId);
  });

  it("[Q1] what a person may not see does not exist for them", async () => {
    const customer = await waitingCustomer();
    const c = await consoleOf(cleo);
    for (const type of ["case/watch", "session/join", "case/reopen", "case/delete"]) {
      expect((await c.ask({ type, caseId: customer.caseId })).refusal).toEqual({ reason: "notFound" });
    }
  });

  it("[Q1] the customer sees no notes of the team", async () => {
    const customer = await waitingCustomer();
    const b = await consoleOf(ben);
    await b.ask({ type: "case/note", caseId: customer.caseId, text: "Sounds like the toner again" });
    await b.ask({ type: "case/say", caseId: customer.caseId, text: "Hello Eva" });
    await customer.next(
      view((k) => k.messages.some((line: Anything) => line.text === "Hello Eva" && line.name === "Ben")),
    );
    expect(JSON.stringify(customer.received)).not.toContain("toner");
  });

  it("[A1] both people concerned are told of an assignment", async () => {
    const [a, b] = await Promise.all([consoleOf(ada), consoleOf(ben)]);
    const customer = await waitingCustomer();
    await a.ask({ type: "case/assign", caseId: customer.caseId, to: ben.personId, expected: null });
    expect(await b.next((m) => m.type === "notice/assigned" && m.caseId === customer.caseId)).toMatchObject({
      to: ben.personId,
    });
    const noSight = await a.ask({
      type: "case/assign",
      caseId: customer.caseId,
      to: cleo.personId,
      expected: ben.personId,
    });
    expect(noSight.refusal).toEqual({ reason: "assigneeCannotSee" });
  });

  it("[C11] of two who take a case at once one has it, and the other is told who", async () => {
    const [a, b] = await Promise.all([consoleOf(ada), consoleOf(ben)]);
    const customer = await waitingCustomer();
    const adaId = a.snapshot.me.personId;
    const take = (who: Wire, to: string) =>
      who.ask({ type: "case/assign", caseId: customer.caseId, to, expected: null });
    const [first, second] = await Promise.all([take(a, adaId), take(b, ben.personId)]);
    expect(first.ok).toBe(!second.ok);
    const lost = first.ok ? second : first;
    expect(lost.refusal).toMatchObject({ reason: "alreadyTaken", byName: first.ok ? "Ada" : "Ben" });
  });

  it("[A10] a customer sees their place, and moves up when somebody before them is helped", async () => {
    const first = await waitingCustomer();
    const second = await waitingCustomer();
    const before = await second.next(view((k) => k.place !== null));
    const b = await consoleOf(ben);
    await b.ask({ type: "session/join", caseId: first.caseId });
    await second.next(view((k) => k.place === before.case.place - 1));
  });

  it("[A10] whoever left is before nobody, and finds their place again when they come back", async () => {
    const first = await waitingCustomer();
    const second = await waitingCustomer();
    const before = await second.next(view((k) => k.place !== null));
    await first.ask({ type: "customer/leave" });
    await second.next(view((k) => k.place === before.case.place - 1));
    const after = second.mark;
    const again = await Wire.open(house.url, "customer");
    await again.ask({
      type: "customer/return",
      secret: first.secret,
      device: { browser: "", system: "", screen: "", language: "" },
    });
    await second.next(
      view((k) => k.place === before.case.place),
      after,
    );
  });
});

describe("making cases", () => {
  it("[M4] opening the module again goes back to the open case; after it is closed, a new one is made", async () => {
    const customer = await waitingCustomer();
    const again = await Wire.open(house.url, "customer");
    expect((await again.ask(opening(ada.slug, customer.secret))).value.caseId).toBe(customer.caseId);
    await again.ask({ type: "customer/close" });
    await again.next(view((k) => k.state === "closed"));
    const third = await Wire.open(house.url, "customer");
    expect((await third.ask(opening(ada.slug, customer.secret))).value.caseId).not.toBe(customer.caseId);
  });

  it("[C13] a request repeated with its id makes one case", async () => {
    const b = await consoleOf(ben);
    const id = newId();
    const wanted = { groupId: ada.groupId, customerName: "Kim", customerEmail: "", description: "" };
    const first = await b.ask({ type: "case/create", case: wanted }, id);
    const after = b.mark;
    b.send({ type: "case/create", case: wanted, id });
    const second = await b.next((m) => m.type === "reply" && m.id === id, after);
    expect(second.value).toEqual(first.value);
    const other = await consoleOf(ada);
    expect((await other.ask({ type: "case/create", case: wanted }, id)).refusal).toMatchObject({
      reason: "invalid",
      field: "id",
    });
  });

  it("[C6] a case made by hand is valid for as long as its group says", async () => {
    const group = await ada.call("POST", "/api/console/groups", { name: "Short" });
    await ada.call("PATCH", `/api/console/groups/${group.body.id}`, { validityMs: 3_600_000 });
    const wanted = { requestId: newId(), groupId: group.body.id, customerName: "", customerEmail: "", description: "" };
    const made = await ada.call("POST", "/api/console/cases", wanted);
    const { body } = await ada.call("GET", `/api/console/cases?groupId=${group.body.id}`);
    expect(body.cards).toHaveLength(1);
    expect(body.cards[0]).toMatchObject({ id: made.body.caseId });
    expect(body.cards[0].validUntil - body.cards[0].createdAt).toBe(3_600_000);
  });

  it("[M6] a suspended module makes no case", async () => {
    const { body } = await ada.call("GET", "/api/console/modules");
    const made = await ada.call("POST", "/api/console/modules", { ...body.modules[0], name: "Second", slug: "second" });
    await ada.call("PATCH", `/api/console/modules/${made.body.id}`, { suspended: true });
    const wire = await Wire.open(house.url, "customer");
    expect((await wire.ask(opening("second", newSecret()))).refusal).toEqual({ reason: "moduleSuspended" });
    await ada.call("DELETE", `/api/console/modules/${made.body.id}`);
    expect((await wire.ask(opening("second", newSecret()))).refusal).toEqual({ reason: "notFound" });
  });

  it("[M1] what a module asks for must be given", async () => {
    const { body } = await ada.call("GET", "/api/console/modules");
    const fields = { name: "required", email: "hidden", description: "optional" };
    const settings = { ...body.modules[0], name: "Strict", slug: "strict", disclaimer: "I agree", fields };
    expect((await ada.call("POST", "/api/console/modules", settings)).status).toBe(200);
    const wire = await Wire.open(house.url, "customer");
    const ask = (about: object) => wire.ask({ ...opening("strict", newSecret()), ...about });
    expect((await ask({ customerName: "" })).refusal).toEqual({
      reason: "invalid",
      field: "name",
      problem: "required",
    });
    expect((await ask({ disclaimerAccepted: false })).refusal).toMatchObject({
      field: "disclaimer",
      problem: "notAccepted",
    });
    const made = await ask({ customerEmail: "kept@example.org" });
    const b = await consoleOf(ben);
    expect(b.snapshot.cards.find((k: Anything) => k.id === made.value.caseId).customerEmail).toBe("");
  });

  it("[A2] a module's default assignee has every case of that module", async () => {
    const { body } = await ada.call("GET", "/api/console/modules");
    await ada.call("POST", "/api/console/modules", {
      ...body.modules[0],
      name: "Bens",
      slug: "bens",
      assigneeId: ben.personId,
    });
    const wire = await Wire.open(house.url, "customer");
    await wire.ask(opening("bens", newSecret()));
    await wire.next(view((k) => k.expert?.name === "Ben"));
  });
});

describe("codes", () => {
  async function byHand() {
    const b = await consoleOf(ben);
    const wanted = { groupId: ada.groupId, customerName: "", customerEmail: "", description: "" };
    const { value } = await b.ask({ type: "case/create", case: wanted });
    return Object.assign(b, value as { caseId: string; code: string });
  }

  it("[S3] a code shows who is asking before it joins as the customer", async () => {
    const expert = await byHand();
    const wire = await Wire.open(house.url, "customer");
    const typed = expert.code.replace(/^s/, "S").replace(/(\d{3})/g, "$1 ");
    const look = await wire.ask({ type: "customer/look", code: typed });
    expect(look.value.invitation).toMatchObject({ expert: "Ben", branding: { company: "Example Ltd" } });
    const joined = await wire.ask({
      type: "customer/join",
      code: typed,
      secret: newSecret(),
      customerName: "Eva",
      device: DEVICE,
    });
    expect(joined.value.caseId).toBe(expert.caseId);
    await expert.next(card(expert.caseId, (k) => k.customerName === "Eva" && k.customer.is === "connected"));
  });

  it("[S5] while its customer is there, nobody else joins with the code, and the customer comes back with their secret", async () => {
    const expert = await byHand();
    const join = (wire: Wire, secret: string) =>
      wire.ask({ type: "customer/join", code: expert.code, secret, customerName: "", device: DEVICE });
    const secret = newSecret();
    const first = await Wire.open(house.url, "customer");
    expect((await join(first, secret)).ok).toBe(true);
    const second = await Wire.open(house.url, "customer");
    expect((await join(second, newSecret())).refusal).toEqual({ reason: "codeNotValid" });
    first.cut();
    const back = await Wire.open(house.url, "customer");
    expect((await back.ask({ type: "customer/return", secret, device: DEVICE })).value.caseId).toBe(expert.caseId);
  });

  it("[S5] of two newcomers with one code at once, one becomes the customer", async () => {
    const expert = await byHand();
    const wires = await Promise.all([1, 2].map(() => Wire.open(house.url, "customer")));
    const replies = await Promise.all(
      wires.map((wire) =>
        wire.ask({ type: "customer/join", code: expert.code, secret: newSecret(), customerName: "", device: DEVICE }),
      ),
    );
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
  });

  it("[S4] unknown, malformed, closed and claimed codes get the same answer, and many wrong ones a pause", async () => {
    const expert = await byHand();
    await expert.ask({ type: "case/close", caseId: expert.caseId, outcome: null });
    const claimed = await waitingCustomer();
    const wire = await Wire.open(house.url, "customer");
    for (const code of ["s000000000", "not a code", expert.code, claimed.code]) {
      expect((await wire.ask({ type: "customer/look", code })).refusal).toEqual({ reason: "codeNotValid" });
    }
    let paused;
    for (let guess = 0; guess < 10 && !paused; guess++) {
      const { refusal } = await wire.ask({ type: "customer/look", code: `s00000000${guess}` });
      if (refusal.reason === "tooManyTries") paused = refusal;
    }
    expect(paused).toMatchObject({ reason: "tooManyTries", retryAfterSeconds: expect.any(Number) });
  });
});

describe("the session", () => {
  it("[C4] connecting makes it In progress and asks the customer, with the expert's name and company", async () => {
    const customer = await waitingCustomer();
    const b = await consoleOf(ben);
    const { value } = await b.ask({ type: "session/join", caseId: customer.caseId });
    const open = await customer.next((m) => m.type === "session/open");
    expect(open).toMatchObject({ session: value.joined.session, expert: { name: "Ben", company: "Example Ltd" } });
    await b.next(card(customer.caseId, (k) => k.state === "inProgress" && k.assigneeId === ben.personId));
  });

  it("[X9] signals go between the two parties, and from nobody else", async () => {
    const customer = await waitingCustomer();
    const [b, a] = await Promise.all([consoleOf(ben), consoleOf(ada)]);
    const { session } = (await b.ask({ type: "session/join", caseId: customer.caseId })).value.joined;
    const signal = { type: "session/signal", caseId: customer.caseId, session };
    a.send({ ...signal, body: "from somebody else" });
    b.send({ ...signal, session: `${customer.caseId}-1`, body: "from somebody else" });
    b.send({ ...signal, body: "from the expert" });
    customer.send({ ...signal, body: "from the customer" });
    expect((await customer.next((m) => m.type === "session/signal")).body).toBe("from the expert");
    expect((await b.next((m) => m.type === "session/signal")).body).toBe("from the customer");
    expect(JSON.stringify([customer.received, a.received])).not.toContain("somebody else");
  });

  it("[C9] a dropped side is shown as reconnecting at once; back in time, the session is the same one", async () => {
    const customer = await waitingCustomer();
    const b = await consoleOf(ben);
    const { value } = await b.ask({ type: "session/join", caseId: customer.caseId });
    await b.next(card(customer.caseId, (k) => k.state === "inProgress"));
    customer.cut();
    await b.next(card(customer.caseId, (k) => k.customer.is === "reconnecting" && k.state === "inProgress"));
    const back = await Wire.open(house.url, "customer");
    await back.ask({ type: "customer/return", secret: customer.secret, device: DEVICE });
    expect((await back.next((m) => m.type === "session/open")).session).toBe(value.joined.session);
    b.cut();
    await back.next(view((k) => k.expert.presence === "reconnecting"));
    const b2 = await consoleOf(ben);
    expect((await b2.ask({ type: "session/join", caseId: customer.caseId })).value.joined.session).toBe(
      value.joined.session,
    );
  });

  it("[C3] an expert who leaves ends the session for both, and the customer waits again", async () => {
    const customer = await waitingCustomer();
    const b = await consoleOf(ben);
    await b.ask({ type: "session/join", caseId: customer.caseId });
    await customer.next((m) => m.type === "session/open");
    await b.ask({ type: "session/leave", caseId: customer.caseId });
    await customer.next((m) => m.type === "session/over");
    await customer.next(view((k) => k.state === "pending" && k.waitingSince !== null));
  });

  it("[C11] a case in session is nobody else's to connect to or to assign", async () => {
    const customer = await waitingCustomer();
    const [a, b] = await Promise.all([consoleOf(ada), consoleOf(ben)]);
    await b.ask({ type: "session/join", caseId: customer.caseId });
    expect((await a.ask({ type: "session/join", caseId: customer.caseId })).refusal).toMatchObject({ byName: "Ben" });
    const assign = { type: "case/assign", caseId: customer.caseId, to: null, expected: ben.personId };
    expect((await a.ask(assign)).refusal).toMatchObject({ reason: "inSession", byName: "Ben" });
  });

  it("[C8] the customer of a module's case closes it, rates it, and reopens it into the queue", async () => {
    const customer = await waitingCustomer();
    const b = await consoleOf(ben);
    await customer.ask({ type: "customer/close" });
    await b.next(card(customer.caseId, (k) => k.state === "closed"));
    expect((await customer.ask({ type: "customer/rate", stars: 5, comment: "Quick" })).ok).toBe(true);
    const mark = b.mark;
    await customer.ask({ type: "customer/reopen" });
    await b.next(
      card(customer.caseId, (k) => k.state === "pending" && k.customer.is === "connected" && k.stars === 5),
      mark,
    );
  });

  it("[C12] deleting takes the personal data with it and leaves an audit entry", async () => {
    const customer = await waitingCustomer({ customerName: "Very Personal" });
    const a = await consoleOf(ada);
    expect((await a.ask({ type: "case/delete", caseId: customer.caseId })).ok).toBe(true);
    await customer.next((m) => m.type === "customer/gone");
    const { body } = await ada.call("GET", "/api/console/audit?act=case/deleted");
    const entry = body.entries.find((e: Anything) => e.subject === customer.code);
    expect(entry).toMatchObject({ actorName: "Ada", details: { groupId: ada.groupId, state: "pending" } });
    expect(JSON.stringify(body.entries)).not.toContain("Very Personal");
  });
});

it("[X21] the audit log tells who did what with which case", async () => {
  const customer = await waitingCustomer();
  const b = await consoleOf(ben);
  await b.ask({ type: "session/join", caseId: customer.caseId });
  await b.ask({ type: "case/close", caseId: customer.caseId, outcome: "solved" });
  const { body } = await ada.call("GET", `/api/console/audit?text=${customer.code}`);
  const acts = body.entries.map((e: Anything) => [e.act, e.actorName]);
  expect(acts).toEqual([
    ["case/closed", "Ben"],
    ["case/left", "Ben"],
    ["case/connected", "Ben"],
    ["case/assigned", "Ben"],
  ]);
});

it("[X21] a stay in a session has its end in the audit log, also when the customer ends it", async () => {
  const customer = await waitingCustomer();
  const b = await consoleOf(ben);
  await b.ask({ type: "session/join", caseId: customer.caseId });
  await b.ask({ type: "session/leave", caseId: customer.caseId });
  await b.ask({ type: "session/join", caseId: customer.caseId });
  await customer.ask({ type: "customer/close" });
  await b.next(card(customer.caseId, (k) => k.state === "closed"));
  const { body } = await ada.call("GET", `/api/console/audit?text=${customer.code}`);
  const acts = body.entries.map((e: Anything) => [e.act, e.actorName]);
  expect(acts.toReversed()).toEqual(
    ["assigned", "connected", "left", "connected", "left"].map((act) => [`case/${act}`, "Ben"]),
  );
});

describe("the border", () => {
  it("[X6] a console's socket needs a sign-in and our own page's origin", async () => {
    const nobody = await Wire.open(house.url, "console");
    expect(await nobody.closed()).toBe(4401);
    await expect(
      Wire.open(house.url, "console", { cookie: ben.cookie, origin: "https://evil.example" }),
    ).rejects.toThrow("403");
  });

  it("[X8] what is no message closes that connection, and only that one", async () => {
    const b = await consoleOf(ben);
    for (const bad of [
      "not json",
      "[]",
      '{"type":"case/create"}',
      '{"type":"hello","protocol":"1","language":"en"}',
      "{}",
    ]) {
      const wire = await Wire.open(house.url, "console", { cookie: ben.cookie });
      await wire.next((m) => m.type === "queue/snapshot");
      wire.send(bad);
      expect(await wire.closed()).toBe(4400);
    }
    expect((await b.ask({ type: "case/watch", caseId: "none" })).refusal).toEqual({ reason: "notFound" });
    const other = await Wire.open(house.url, "customer", { silent: true });
    other.send({ type: "hello", protocol: "0", language: "en" });
    expect(await other.closed()).toBe(4426);
    const flood = await Wire.open(house.url, "customer");
    for (let i = 0; i < 400; i++) flood.send({ type: "ping" });
    expect(await flood.closed()).toBe(4429);
    const large = await Wire.open(house.url, "customer");
    large.send("x".repeat(200_000));
    expect(await large.closed()).toBe(1009);
  });

  it("[X5] ending somebody's sign-in ends their console within 5 s", async () => {
    const dora = await invite(house, ada, { email: "dora@example.com", name: "Dora" });
    const d = await consoleOf(dora);
    const started = Date.now();
    await ada.call("PATCH", `/api/console/people/${dora.personId}`, { disabled: true });
    expect(await d.closed()).toBe(4401);
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});
