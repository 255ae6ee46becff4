import pg from "pg";

/**
 * Closed cases of the last four weeks, as the server keeps them: nobody waits for weeks in a story. Five of six were picked
 * up, half of these in under two minutes; the rest abandoned. The people have them in turn.
 */
export async function pastCases(
  databaseUrl: string,
  at: { groupId: string; moduleId: string; people: readonly string[] },
  count: number,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `WITH played AS (
         SELECT n, n % 6 < 5 AS met, 15000 + (n * 37) % 240 * 1000 AS waited, 60000 + (n * 91) % 1500 * 1000 AS handled,
           ($4::bigint / 86400000 - 1 - n * n % 28) * 86400000 + (ARRAY[9, 10, 11, 9, 14, 8, 16, 10])[1 + n % 8] * 3600000 AS came
         FROM generate_series(1, $5::int) AS n
       ), made AS (
         INSERT INTO cases (id, version, company_id, group_id, module_id, code, created_by, created_at, valid_until, validity_ms,
           customer, expert, life, customer_name, customer_email, description, priority)
         SELECT $1 || n, 4, g.company_id, g.id, CASE WHEN n % 3 > 0 THEN $2 END, 's' || lpad((substr(g.id, 2)::int * 1000 + n)::text, 9, '0'),
           jsonb_build_object('kind', 'module', 'moduleId', $2::text), came, came + 86400000, 86400000,
           jsonb_build_object('is', 'left', 'personId', NULL, 'since', came + waited + handled),
           jsonb_build_object('is', 'left', 'personId', NULL, 'since', came + waited + handled),
           jsonb_build_object('state', 'closed', 'closedAt', came + waited + handled, 'outcome', 'solved', 'closedBy', '{"kind":"customer"}'::jsonb),
           'Customer ' || n, '', '', 'normal'
         FROM played, groups g WHERE g.id = $1
       )
       INSERT INTO case_figures (case_id, company_id, group_id, module_id, person_id, came_at, met_at, waited_ms, handled_ms, stars, customer_left)
       SELECT g.id || n, g.company_id, g.id, CASE WHEN n % 3 > 0 THEN $2 END, CASE WHEN met THEN ($3::text[])[1 + n % array_length($3, 1)] END,
         came, CASE WHEN met THEN came + waited END, CASE WHEN met THEN waited END, CASE WHEN met THEN handled ELSE 0 END,
         CASE WHEN met AND n % 2 = 0 THEN CASE WHEN n % 7 = 0 THEN 2 ELSE 5 - n % 3 END END, true
       FROM played, groups g WHERE g.id = $1`,
      [at.groupId, at.moduleId, at.people, Date.now(), count],
    );
  } finally {
    await client.end();
  }
}
