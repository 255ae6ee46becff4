import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { invite, openHouse, setUp, type House } from "../../testing/house.ts";
import { DEVICE, newSecret, opening, Wire, type Anything } from "../../testing/wire.ts";

const DAY = 24 * 3_600_000;
let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;
let ben: Awaited<ReturnType<typeof invite>>;

beforeAll(async () => {
  house = await openHouse();
  ada = await setUp(house);
  ben = await invite(house, ada, { email: "ben@example.com", name: "Ben", groupIds: [ada.groupId] });
});
afterEach(() => Wire.closeAll());
afterAll(() => house.stop());

const MESSAGE = {
  text: "The till prints nothing",
  reach: { by: "phone", at: "+49 (30) 123-456" },
  callBack: true,
  stays: false,
};

async function consoleOf(who: { cookie: string }) {
  const wire = await Wire.open(house.url, "console", { cookie: who.cookie });
  await wire.next((m) => m.type === "queue/snapshot");
  return wire;
}

async function customer(about = {}) {
  const secret = newSecret();
  const wire = await Wire.open(house.url, "customer");
  const reply = await wire.ask(opening(ada.slug, secret, about));
  return Object.assign(wire, { secret, reply, caseId: reply.value?.caseId as string });
}

const view = (fits: (c: Anything) => boolean) => (m: Anything) => m.type === "customer/case" && fits(m.case);
const card = (caseId: string, fits: (card: Anything) => boolean) => (m: Anything) =>
  m.type === "queue/card" && m.card.id === caseId && fits(m.card);

describe("a message", () => {
  it("[H3] it stands in the queue to be answered, its customer comes back to it, and reads how it was answered", async () => {
    const b = await consoleOf(ben);
    const eva = await customer();
    await eva.ask({ type: "customer/leave-message", ...MESSAGE });
    const shown = await b.next(card(eva.caseId, (k) => k.message !== null));
    expect(shown.card).toMatchObject({ waitingSince: null, message: { reach: MESSAGE.reach, callBack: true } });
    expect(shown.card.validUntil - shown.card.message.at).toBe(7 * DAY);
    const told = await eva.next(view((k) => k.message !== null));
    expect(told.case).toMatchObject({ place: null, estimate: null, waitingSince: null });

    eva.close();
    const back = await Wire.open(house.url, "customer");
    await back.ask({ type: "customer/return", secret: eva.secret, device: DEVICE });
    expect((await back.next(view(() => true))).case).toMatchObject({ message: { text: MESSAGE.text }, place: null });

    const answer = { type: "case/answer", caseId: eva.caseId, way: "phone", note: "New paper", outcome: "solved" };
    expect((await b.ask(answer)).ok).toBe(true);
    expect((await back.next(view((k) => k.state === "closed"))).case).toMatchObject({
      answered: "phone",
      message: null,
    });
    await b.ask({ type: "case/watch", caseId: eva.caseId });
    const { detail } = await b.next((m) => m.type === "case/detail" && m.detail.card.id === eva.caseId);
    expect(detail.timeline.map((entry: Anything) => entry.what)).toContainEqual({
      is: "messageAnswered",
      way: "phone",
      note: "New paper",
    });
    expect(JSON.stringify(back.received)).not.toContain("New paper");
  });

  it("[H3] whoever waits after all has a place again", async () => {
    const eva = await customer();
    await eva.ask({ type: "customer/leave-message", ...MESSAGE });
    await eva.next(view((k) => k.message !== null));
    const mark = eva.mark;
    await eva.ask({ type: "customer/wait" });
    const waits = await eva.next(
      view((k) => k.message === null && k.place !== null),
      mark,
    );
    expect(waits.case.waitingSince).toBeGreaterThan(0);
  });

  it("[H3] it can be left as the case is made", async () => {
    const b = await consoleOf(ben);
    const eva = await customer({ message: MESSAGE });
    const shown = await b.next(card(eva.caseId, (k) => k.message !== null));
    expect(shown.card).toMatchObject({ waitingSince: null, state: "pending", customer: { is: "connected" } });
  });

  it("[H3] nothing is taken that nobody can be reached by", async () => {
    const eva = await customer();
    for (const reach of [
      { by: "email", at: "nobody" },
      { by: "email", at: "" },
      { by: "phone", at: "call me" },
      { by: "phone", at: "12 34" },
      { by: "phone", at: "javascript:alert(12345)" },
      { by: "post", at: "12345" },
    ]) {
      const wire = await Wire.open(house.url, "customer");
      wire.send({ type: "customer/leave-message", id: newSecret(), ...MESSAGE, reach });
      expect(await wire.closed()).toBe(4400);
    }
    expect((await eva.ask({ type: "customer/wait" })).ok).toBe(true);
  });

  it("[H3] for how long it can be answered is the group's to say", async () => {
    const path = `/api/console/groups/${ada.groupId}`;
    const changed = await ada.call("PATCH", path, { messageValidityMs: 2 * DAY });
    expect(changed.body.messageValidityMs).toBe(2 * DAY);
    const eva = await customer();
    await eva.ask({ type: "customer/leave-message", ...MESSAGE });
    const told = await eva.next(view((k) => k.message !== null));
    expect(told.case.validUntil - told.case.message.at).toBe(2 * DAY);
  });
});

describe("the estimate", () => {
  it("[H1] [A10] it comes from how long the group's last customers really waited, and is not there before", async () => {
    const group = await ada.call("POST", "/api/console/groups", { name: "Fresh" });
    const groupId = group.body.id as string;
    const [usual] = (await ada.call("GET", "/api/console/modules")).body.modules;
    const { id: _id, url: _url, createdAt: _at, suspended: _suspended, ...settings } = usual;
    const made = await ada.call("POST", "/api/console/modules", { ...settings, slug: "fresh", groupId });
    expect(made.status).toBe(200);
    const a = await consoleOf(ada);
    const comes = async () => {
      const wire = await Wire.open(house.url, "customer");
      const { value } = await wire.ask(opening("fresh", newSecret()));
      const told = await wire.next(view((k) => k.place !== null));
      return { wire, caseId: value.caseId as string, estimate: told.case.estimate };
    };
    for (let count = 0; count < 5; count++) {
      const { wire, caseId, estimate } = await comes();
      expect(estimate).toEqual({ is: "unknown" });
      await a.ask({ type: "session/join", caseId });
      await a.ask({ type: "session/leave", caseId });
      await a.ask({ type: "case/close", caseId, outcome: null });
      wire.close();
    }
    // What was read a moment ago is remembered for ten seconds: another server reads anew.
    const other = await house.another();
    const wire = await Wire.open(other.url, "customer");
    await wire.ask(opening("fresh", newSecret()));
    const told = await wire.next(view((k) => k.place === 1));
    expect(told.case.estimate).toEqual({ is: "range", from: 0, to: 1 });
    await other.stop();
  });
});

describe("what is being done", () => {
  it("[A9] [H2] that nobody is there is told at once, and so is it when somebody comes, or has the case", async () => {
    const [a, b] = [await consoleOf(ada), await consoleOf(ben)];
    for (const wire of [a, b]) await wire.ask({ type: "availability/choose", status: "away" });
    const eva = await customer();
    const first = await eva.next(view((k) => k.place !== null));
    expect(first.case).toMatchObject({ care: { is: "nobody" } });
    await b.ask({ type: "availability/choose", status: "online" });
    await eva.next(view((k) => k.care?.is === "looking"));
    await b.ask({ type: "case/assign", caseId: eva.caseId, to: ben.personId, expected: null });
    const taken = await eva.next(view((k) => k.expert !== null));
    expect(taken.case).toMatchObject({ care: null, expert: { name: "Ben" } });
  });

  it("[A12] [H2] outside the opening hours it is told when it opens, on the module's page and to who waits", async () => {
    const now = new Date();
    // An hour on the weekday in two days' time, wherever that is in the week.
    const weekday = ((now.getUTCDay() + 1) % 7) + 1;
    const hours = { timeZone: "UTC", weekly: [{ weekday, from: 540, to: 600 }], holidays: [] };
    const { groups } = (await ada.call("GET", "/api/console/groups")).body;
    const { assignment } = groups.find((group: Anything) => group.id === ada.groupId);
    const path = `/api/console/groups/${ada.groupId}/assignment`;
    await consoleOf(ben);
    const eva = await customer();
    await eva.next(view((k) => k.care?.is === "looking"));
    expect((await ada.call("PUT", path, { ...assignment, hours })).status).toBe(200);
    const told = await eva.next(view((k) => k.care?.is === "closed"));
    const opens = new Date(told.case.care.opensAt);
    expect([opens.getUTCHours(), opens.getUTCMinutes(), opens.getUTCDay() || 7]).toEqual([9, 0, weekday]);
    const page = await ada.call("GET", `/api/customer/modules/${ada.slug}`);
    expect(page.body.closed).toEqual({ opensAt: told.case.care.opensAt });
    await ada.call("PUT", path, assignment);
    await eva.next(
      view((k) => k.care?.is === "looking"),
      eva.received.indexOf(told),
    );
    expect((await ada.call("GET", `/api/customer/modules/${ada.slug}`)).body.closed).toBe(null);
  });
});
