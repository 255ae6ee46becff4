import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { invite, openHouse, setUp, type House } from "../../testing/house.ts";
import { startServerProcess, type ServerProcess } from "../../testing/server-process.ts";
import { newSecret, opening, Wire, type Anything } from "../../testing/wire.ts";

let first: House;
let second: ServerProcess;
let ada: Awaited<ReturnType<typeof setUp>>;
let pool: pg.Pool;

beforeAll(async () => {
  first = await openHouse();
  second = await startServerProcess(first.databaseUrl);
  ada = await setUp(first);
  pool = new pg.Pool({ connectionString: first.databaseUrl, max: 2 });
  await pool.query("UPDATE groups SET policy = 'leastBusy', accept_ms = 60000");
});
afterAll(async () => {
  Wire.closeAll();
  await pool.end();
  await second.stop();
  await first.stop();
});

/** An expert with a console on one of the servers, who accepts at once whatever is offered. */
async function expertAt(url: string, name: string, capacity: number) {
  const groupIds = [ada.groupId];
  const person = await invite(first, ada, { email: `${name}@example.com`, name, groupIds });
  await ada.call("PUT", `/api/console/groups/${ada.groupId}/members`, { personId: person.personId, access: "write" });
  await ada.call("PATCH", `/api/console/people/${person.personId}/workload`, { capacity });
  const wire = await Wire.open(url, "console", { cookie: person.cookie });
  await wire.next((m) => m.type === "queue/snapshot");
  const offered = (m: Anything) => m.type === "queue/card" && m.card.offer?.to === person.personId;
  wire.each(offered, ({ card }) => void wire.ask({ type: "case/accept", caseId: card.id }).catch(() => undefined));
  return { ...person, wire };
}

async function customersAt(url: string, count: number): Promise<string[]> {
  const opened = Array.from({ length: count }, async () => {
    const wire = await Wire.open(url, "customer");
    return (await wire.ask(opening(ada.slug, newSecret()))).value.caseId as string;
  });
  return await Promise.all(opened);
}

/** How many cases each person has, once as many as `total` are given. */
async function onceGiven(total: number): Promise<Map<string, number>> {
  let given = new Map<string, number>();
  await expect
    .poll(
      async () => {
        const { rows } = await pool.query(
          "SELECT assignee_id, count(*)::int FROM cases WHERE assignee_id IS NOT NULL AND state <> 'closed' GROUP BY 1",
        );
        given = new Map(rows.map((row) => [row.assignee_id, row.count]));
        return [...given.values()].reduce((sum, count) => sum + count, 0);
      },
      { timeout: 30_000 },
    )
    .toBe(total);
  return given;
}

/** What history says of being given: by case, and of each person's most at once. */
async function replay() {
  const { rows } = await pool.query(
    "SELECT case_id, event, at FROM case_history WHERE event ->> 'is' IN ('offered', 'offerEnded', 'assigned', 'closed') ORDER BY at, case_id, seq",
  );
  const holder = new Map<string, string>();
  const most = new Map<string, number>();
  const doubles: string[] = [];
  for (const { case_id, event } of rows) {
    if (event.is === "offered" && holder.has(case_id)) doubles.push(case_id);
    if (event.is === "closed" || (event.is === "offerEnded" && event.because !== "accepted")) holder.delete(case_id);
    if (event.is === "offered" || event.is === "assigned") holder.set(case_id, event.to);
    for (const person of new Set(holder.values()))
      most.set(person, Math.max(most.get(person) ?? 0, [...holder.values()].filter((one) => one === person).length));
  }
  return { doubles, most };
}

it("[A13][A6] cases that race in over two servers go to nobody twice and to nobody beyond their limit; a server that is killed loses none", async () => {
  const limits = [3, 2, 1, 2];
  const experts = [];
  for (const [n, limit] of limits.entries())
    experts.push(await expertAt(n % 2 === 0 ? first.url : second.url, `expert${n}`, limit));
  const cases = (await Promise.all([customersAt(first.url, 10), customersAt(second.url, 10)])).flat();
  const given = await onceGiven(8);
  expect(experts.map(({ personId }) => given.get(personId))).toEqual(limits);
  expect((await replay()).doubles).toEqual([]);

  // Two become free at two servers in one moment: two more are given, not three.
  const { rows } = await pool.query(
    "SELECT DISTINCT ON (assignee_id) id, assignee_id FROM cases WHERE assignee_id = ANY($1) ORDER BY assignee_id, id",
    [[experts[0]?.personId, experts[1]?.personId]],
  );
  const of = (personId: string | undefined) => rows.find((row) => row.assignee_id === personId)?.id as string;
  await Promise.all(
    experts
      .slice(0, 2)
      .map(({ wire, personId }) => wire.ask({ type: "case/close", caseId: of(personId), outcome: "solved" })),
  );
  const again = await onceGiven(8);
  expect(experts.map(({ personId }) => again.get(personId))).toEqual(limits);

  // One server dies while more cases come in; its experts come back at the other.
  const more = customersAt(first.url, 5);
  await second.kill();
  cases.push(...(await more));
  for (const expert of [experts[1], experts[3]]) {
    if (!expert) continue;
    const wire = await Wire.open(first.url, "console", { cookie: expert.cookie });
    await wire.next((m) => m.type === "queue/snapshot");
    const { rows: theirs } = await pool.query("SELECT id FROM cases WHERE assignee_id = $1 AND state <> 'closed'", [
      expert.personId,
    ]);
    for (const { id } of theirs) await wire.ask({ type: "case/close", caseId: id, outcome: "solved" });
    const offered = (m: Anything) => m.type === "queue/card" && m.card.offer?.to === expert.personId;
    wire.each(offered, ({ card }) => void wire.ask({ type: "case/accept", caseId: card.id }).catch(() => undefined));
  }
  await onceGiven(8);
  const { doubles, most } = await replay();
  expect(doubles).toEqual([]);
  for (const [n, { personId }] of experts.entries()) expect(most.get(personId)).toBe(limits[n]);
  const { rows: kept } = await pool.query("SELECT id FROM cases");
  expect(new Set(kept.map((row) => row.id))).toEqual(new Set(cases));
  await second.start();
}, 90_000);

it("[A9] who supervises and sees the case is told that nobody came, on whichever server they are; experts are not", async () => {
  const groupIds = [ada.groupId];
  const eva = await invite(first, ada, { email: "eva@example.com", name: "Eva", role: "supervisor", groupIds });
  const max = await invite(first, ada, { email: "max@example.com", name: "Max", groupIds });
  const [above, beside] = [
    await Wire.open(second.url, "console", { cookie: eva.cookie }),
    await Wire.open(second.url, "console", { cookie: max.cookie }),
  ];
  for (const wire of [above, beside]) await wire.next((m) => m.type === "queue/snapshot");
  const [caseId] = await customersAt(first.url, 1);
  await pool.query("UPDATE cases SET waiting_since = waiting_since - 600000 WHERE id = $1", [caseId]);
  const notice = await above.next((m) => m.type === "notice/escalated" && m.caseId === caseId);
  expect(notice).toMatchObject({ from: ada.groupId, to: null });
  expect(notice.waitedMs).toBeGreaterThanOrEqual(600_000);
  await beside.next((m) => m.type === "queue/card" && m.card.id === caseId);
  expect(beside.received.some((m) => m.type === "notice/escalated")).toBe(false);
});
