import type pg from "pg";

/** How the cases of a company are reported on: made of `storeCases`' cases, so that each has figures and, mostly, a connection record. */
export async function storeFigures(client: pg.Client): Promise<void> {
  await client.query(`
    INSERT INTO case_figures (case_id, company_id, group_id, person_id, came_at, met_at, waited_ms, handled_ms, stars, customer_left)
    SELECT c.id, c.company_id, c.group_id, 'u' || 1 + n % 50, created_at, CASE WHEN met THEN created_at + waited END,
      CASE WHEN met THEN waited END, CASE WHEN met THEN 30000 + n * 7919 % 3600000 ELSE 0 END, CASE WHEN met AND n % 3 = 0 THEN 1 + n % 5 END, true
    FROM (SELECT *, n % 10 > 0 AS met, n * 104729 % 600000 AS waited
      FROM (SELECT *, substr(id, 5)::bigint AS n FROM cases) AS numbered) AS c ORDER BY created_at`);
  await client.query(`
    INSERT INTO connections (id, company_id, case_id, group_id, person_id, started_at, ended_at)
    SELECT 'connection' || case_id, company_id, case_id, group_id, 'u1', met_at, met_at + handled_ms
    FROM case_figures WHERE met_at IS NOT NULL ORDER BY met_at + handled_ms`);
  await client.query("VACUUM ANALYZE case_figures, connections");
}
