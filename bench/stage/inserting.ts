import { randomInt, randomUUID } from "node:crypto";
import pg from "pg";
import { born, DEFAULT_VALIDITY_MS } from "@beckon/domain/case.ts";
import { drawSessionCode } from "@beckon/domain/session-code.ts";
import { figuresRow } from "../../apps/server/src/store/case-reports.ts";
import { rowOf } from "../../apps/server/src/store/case-rows.ts";
import { perform } from "./actor.ts";
import { now } from "./figures.ts";
import type { Posted } from "./posting.ts";

/** The limit: the same rows (case, figures, history, audit log) in one statement, each committed before the next, on as many connections as the server's pool has. */
const CONNECTIONS = 10;
let pool: pg.Pool | undefined;
let at = { companyId: "", groupId: "", personId: "" };

perform({
  async open(given: { databaseUrl: string; companyId: string; groupId: string }) {
    pool = new pg.Pool({ connectionString: given.databaseUrl, max: CONNECTIONS });
    const { rows } = await pool.query<{ id: string }>("SELECT id FROM people LIMIT 1");
    at = { ...given, personId: rows[0]?.id ?? "" };
  },
  async insert({ ms, most }: { ms: number; most: number }): Promise<Posted> {
    const connections = pool;
    if (connections === undefined) throw new Error("not open");
    // Made beforehand: the limit is what driver and database can do, with nothing beside it.
    const ready = Array.from({ length: most }, statement);
    const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => connections.connect()));
    const started = now();
    let made = 0;
    const loop = async (client: pg.PoolClient) => {
      while (now() - started < ms) {
        const next = ready.pop();
        if (next === undefined) throw new Error("too few rows were made beforehand");
        await client.query(next);
        made++;
      }
    };
    await Promise.all(clients.map(loop));
    const seconds = (now() - started) / 1000;
    for (const client of clients) client.release();
    return { cases: made, seconds, refused: 0 };
  },
  close: () => pool?.end(),
});

function statement(): pg.QueryConfig {
  const createdAt = Date.now();
  const createdBy = { kind: "person" as const, personId: at.personId };
  const event = {
    is: "created" as const,
    case: {
      id: randomUUID(),
      companyId: at.companyId,
      groupId: at.groupId,
      moduleId: null,
      code: drawSessionCode((below) => randomInt(below)),
      createdBy,
      createdAt,
      validUntil: createdAt + DEFAULT_VALIDITY_MS,
      validityMs: DEFAULT_VALIDITY_MS,
      assigneeId: null,
      customerName: "Eva Müller",
      customerEmail: "eva@example.org",
      description: "The printer on the second floor prints nothing since this morning",
      priority: "normal" as const,
      tags: [],
    },
  };
  const row = Object.entries(rowOf(born(event), null));
  const figures = Object.entries(figuresRow(born(event), [event]));
  const history = [event.case.id, 1, createdAt, JSON.stringify(createdBy), JSON.stringify(event), randomUUID()];
  const audit = [
    at.companyId,
    createdAt,
    at.personId,
    "case/created",
    event.case.code,
    JSON.stringify({ groupId: at.groupId }),
  ];
  const before = row.length + history.length + audit.length;
  const places = (from: number, count: number) => Array.from({ length: count }, (_, n) => `$${from + n}`).join(", ");
  const namesOf = (columns: readonly [string, unknown][]) => columns.map(([name]) => `"${name}"`).join(", ");
  return {
    text:
      `WITH made AS (INSERT INTO cases (${namesOf(row)}) VALUES (${places(1, row.length)}) RETURNING id), ` +
      `audited AS (INSERT INTO audit (company_id, at, actor_id, act, subject, details, actor_name) ` +
      `VALUES (${places(row.length + history.length + 1, audit.length)}, ` +
      `(SELECT name FROM people WHERE id = $${row.length + history.length + 3})) RETURNING id), ` +
      `counted AS (INSERT INTO case_figures (${namesOf(figures)}) VALUES (${places(before + 1, figures.length)}) RETURNING case_id) ` +
      "INSERT INTO case_history (case_id, seq, at, actor, event, request_id) " +
      `VALUES (${places(row.length + 1, history.length)})`,
    values: [...row.map(([, value]) => value), ...history, ...audit, ...figures.map(([, value]) => value)],
  };
}
