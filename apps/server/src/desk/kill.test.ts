import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId, openHouse, setUp, signIn, type House } from "../../testing/house.ts";
import { startServerProcess, type ServerProcess } from "../../testing/server-process.ts";

let house: House;
let victim: ServerProcess;
let ada: Awaited<ReturnType<typeof setUp>>;
let pool: pg.Pool;

beforeAll(async () => {
  house = await openHouse();
  ada = await setUp(house);
  await house.server.stop();
  victim = await startServerProcess(house.databaseUrl);
  pool = new pg.Pool({ connectionString: house.databaseUrl, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await victim.stop();
  await house.stop();
});

it("[X12][C10][C13] twenty kills during writes lose no acknowledged case, and repeated requests make no second one", async () => {
  const { call } = await signIn(victim.url, "ada@example.com");
  const acknowledged = new Map<string, string>();
  const asked = new Set<string>();
  let killed = 0;

  async function create(requestId: string): Promise<boolean> {
    asked.add(requestId);
    const wanted = { requestId, groupId: ada.groupId, customerName: requestId, customerEmail: "", description: "" };
    const answer = await call("POST", "/api/console/cases", wanted).catch(() => undefined);
    if (answer?.status !== 200) return false;
    const before = acknowledged.get(requestId);
    if (before !== undefined) expect(answer.body.caseId).toBe(before);
    acknowledged.set(requestId, answer.body.caseId as string);
    return true;
  }

  while (killed < 20) {
    const round = Array.from({ length: 12 }, newId);
    const requests = round.map(create);
    // Killed in the midst: as soon as some of the round were answered, never the same number.
    await Promise.race([Promise.all(requests.slice(0, 1 + (killed % 6))), Promise.all(requests)]);
    await victim.kill();
    killed++;
    const done = await Promise.all(requests);
    await victim.start();
    for (const [index, ok] of done.entries())
      if (!ok || index % 4 === 0) expect(await create(round[index] ?? "")).toBe(true);
  }

  const { rows } = await pool.query("SELECT id, customer_name, version FROM cases");
  const kept = new Map(rows.map((row) => [row.customer_name, row.id]));
  for (const [requestId, caseId] of acknowledged) expect(kept.get(requestId)).toBe(caseId);
  expect(rows).toHaveLength(asked.size);
  const history = await pool.query("SELECT case_id, count(*)::int AS entries FROM case_history GROUP BY case_id");
  expect(history.rows.every((row) => row.entries === 1)).toBe(true);
  expect(history.rows).toHaveLength(rows.length);
}, 240_000);
