import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { invite, openHouse, setUp, signIn, type House } from "../../testing/house.ts";
import { startServerProcess, type ServerProcess } from "../../testing/server-process.ts";
import { newSecret, opening, Wire, type Anything } from "../../testing/wire.ts";

let first: House;
let second: ServerProcess;
let ada: Awaited<ReturnType<typeof setUp>>;
let ben: Awaited<ReturnType<typeof invite>>;
let pool: pg.Pool;

beforeAll(async () => {
  first = await openHouse();
  second = await startServerProcess(first.databaseUrl);
  ada = await setUp(first);
  ben = await invite(first, ada, { email: "ben@example.com", name: "Ben", groupIds: [ada.groupId] });
  pool = new pg.Pool({ connectionString: first.databaseUrl, max: 2 });
});
afterEach(() => Wire.closeAll());
afterAll(async () => {
  await pool.end();
  await second.stop();
  await first.stop();
});

async function consoleOf(email: string, url = first.url) {
  const { cookie } = await signIn(url, email);
  const wire = await Wire.open(url, "console", { cookie });
  const { people } = await wire.next((m) => m.type === "queue/snapshot");
  return Object.assign(wire, { people: people as Anything[] });
}

const card = (fits: (person: Anything) => boolean) => (m: Anything) =>
  m.type === "people/card" && m.person.id === ben.personId && fits(m.person);
const stands = (status: string) => card((person) => person.availability.status === status);
/** Makes it as if what happened to Ben had happened so much longer ago. */
const earlier = (column: "left_at" | "active_at", ms: number) =>
  pool.query(`UPDATE availability SET ${column} = ${column} - $2 WHERE person_id = $1 AND ${column} IS NOT NULL`, [
    ben.personId,
    ms,
  ]);

it("[A11] what somebody says of themselves reaches every console on every server, and outlives reloads and absences", async () => {
  const watcher = await consoleOf("ada@example.com", second.url);
  const own = await consoleOf("ben@example.com");
  expect((await watcher.next(stands("online"))).person).toMatchObject({ capacity: 3, load: 0 });
  expect(await own.ask({ type: "availability/choose", status: "busy" })).toMatchObject({ ok: true });
  const told = (await watcher.next(stands("busy"))).person.availability;
  expect(told.because).toBeNull();
  own.close();
  const reloaded = await consoleOf("ben@example.com", second.url);
  const seen = reloaded.people.find((one) => one.id === ben.personId);
  expect(seen.availability).toEqual(told);
  reloaded.close();
  await reloaded.closed();
  await earlier("left_at", 60_000);
  await watcher.next(stands("offline"));
  await (await consoleOf("ben@example.com")).ask({ type: "availability/choose", status: "online" });
});

it("[A11] whoever comes back within 30 s was never seen to be away; whoever does not is offline everywhere", async () => {
  const watcher = await consoleOf("ada@example.com", second.url);
  const own = await consoleOf("ben@example.com");
  await own.ask({ type: "availability/choose", status: "online" });
  own.cut();
  await expect.poll(() => leftAt(), { timeout: 15_000 }).not.toBeNull();
  await earlier("left_at", 20_000);
  const back = await consoleOf("ben@example.com", second.url);
  expect(await leftAt()).toBeNull();
  expect(back.people.find((one) => one.id === ben.personId).availability.status).toBe("online");
  expect(watcher.received.some(stands("offline"))).toBe(false);
  const since = await sinceOf();
  back.cut();
  await expect.poll(() => leftAt(), { timeout: 15_000 }).not.toBeNull();
  expect((await ada.call("GET", "/api/console/people")).body.people).toContainEqual(
    expect.objectContaining({ id: ben.personId, availability: { status: "online", because: null, since } }),
  );
  await earlier("left_at", 30_000);
  await watcher.next(stands("offline"));
});

it("[A11] the people of a server killed with -9 keep their standing for 30 s; signing out ends it at once", async () => {
  const watcher = await consoleOf("ada@example.com");
  const own = await consoleOf("ben@example.com", second.url);
  const from = watcher.mark;
  await own.ask({ type: "availability/choose", status: "busy" });
  await watcher.next(stands("busy"), from);
  await second.kill();
  await expect.poll(() => leftAt(), { timeout: 20_000 }).not.toBeNull();
  expect(watcher.received.slice(from).filter(stands("offline"))).toEqual([]);
  await earlier("left_at", 30_000);
  await watcher.next(stands("offline"), from);
  await second.start();

  const caller = await signIn(first.url, "ben@example.com");
  const wire = await Wire.open(first.url, "console", caller);
  await wire.next((m) => m.type === "queue/snapshot");
  const mark = watcher.mark;
  await wire.ask({ type: "availability/choose", status: "online" });
  await watcher.next(stands("online"), mark);
  await caller.call("POST", "/api/auth/sign-out", {});
  await wire.closed();
  await watcher.next(stands("offline"), mark);
});

it("[A11] whoever touched no console for 15 minutes is away, and back with a touch; what they chose themselves stays", async () => {
  const watcher = await consoleOf("ada@example.com");
  const [one, other] = [await consoleOf("ben@example.com"), await consoleOf("ben@example.com", second.url)];
  await one.ask({ type: "availability/choose", status: "online" });
  await earlier("active_at", 14 * 60_000);
  // The newest touch of all their consoles counts.
  other.send({ type: "availability/touch", agoMs: 0 });
  one.send({ type: "availability/touch", agoMs: 20 * 60_000 });
  await expect.poll(() => idleFor()).toBeLessThan(60_000);
  let from = watcher.mark;
  await earlier("active_at", 16 * 60_000);
  const away = await watcher.next(stands("away"), from);
  expect(away.person.availability.because).toBe("inactivity");
  from = watcher.mark;
  other.send({ type: "availability/touch", agoMs: 0 });
  await watcher.next(stands("online"), from);

  await one.ask({ type: "availability/choose", status: "away" });
  other.send({ type: "availability/touch", agoMs: 0 });
  // The touch was served when what came after it on the same line is answered.
  await other.ask({ type: "case/unwatch", caseId: "none" });
  const { rows } = await pool.query("SELECT status, because FROM availability WHERE person_id = $1", [ben.personId]);
  expect(rows).toEqual([{ status: "away", because: "choice" }]);
  await one.ask({ type: "availability/choose", status: "online" });
});

it("[A11] how many cases somebody has is told when it changes: given, left by the customer, made, closed", async () => {
  const watcher = await consoleOf("ada@example.com", second.url);
  const customer = await Wire.open(first.url, "customer");
  const { value } = await customer.ask(opening(ada.slug, newSecret()));
  const { caseId } = value;
  const load = async (count: number) =>
    watcher.next(
      card((person) => person.load === count),
      watcher.mark,
    );
  const given = load(1);
  await watcher.ask({ type: "case/assign", caseId, to: ben.personId, expected: null });
  await given;
  const left = load(0);
  await customer.ask({ type: "customer/leave" });
  await left;
  const byHand = load(1);
  const made = await watcher.ask({
    type: "case/create",
    case: { customerName: "Eva", customerEmail: "", description: "", groupId: ada.groupId, assigneeId: ben.personId },
  });
  await byHand;
  const closed = load(0);
  await watcher.ask({ type: "case/close", caseId: made.value.caseId, outcome: null });
  await closed;
});

it("[A1] a case moved to a group that its assignee does not see becomes nobody's", async () => {
  const { body: hidden } = await ada.call("POST", "/api/console/groups", { name: "Hidden" });
  const wire = await consoleOf("ada@example.com");
  const own = await consoleOf("ben@example.com");
  const made = await wire.ask({
    type: "case/create",
    case: { customerName: "Kim", customerEmail: "", description: "", groupId: ada.groupId, assigneeId: ben.personId },
  });
  const { caseId } = made.value;
  await wire.ask({ type: "case/edit", caseId, from: { groupId: ada.groupId }, to: { groupId: hidden.id } });
  const moved = (m: Anything) => m.type === "queue/card" && m.card.id === caseId && m.card.groupId === hidden.id;
  await wire.next((m) => moved(m) && m.card.assigneeId === null);
  expect(await own.next((m) => m.type === "notice/assigned" && m.from === ben.personId)).toMatchObject({ to: null });
});

async function leftAt(): Promise<number | null> {
  const { rows } = await pool.query("SELECT left_at FROM availability WHERE person_id = $1", [ben.personId]);
  return rows[0]?.left_at ?? null;
}
async function sinceOf(): Promise<number> {
  const { rows } = await pool.query("SELECT since FROM availability WHERE person_id = $1", [ben.personId]);
  return Number(rows[0].since);
}
async function idleFor(): Promise<number> {
  const { rows } = await pool.query("SELECT active_at FROM availability WHERE person_id = $1", [ben.personId]);
  return Date.now() - Number(rows[0].active_at);
}
