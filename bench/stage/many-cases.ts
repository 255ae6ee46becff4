import type pg from "pg";

const FIRST = "Eva,Ben,Ada,Ida,Tom,Lea,Max,Mia,Jan,Ole,Kai,Zoe,Ana,Leo,Rui,Pia,Noa,Uwe,Eli,Ava".split(",");
const LAST =
  "Müller,Schmidt,Weber,Fischer,Becker,García,López,Smith,Jones,Novak,Silva,Rossi,Dubois,Larsen,Kowalski".split(",");
const WORDS =
  "printer screen mail password network slow update error login window file drive scanner camera sound keyboard driver invoice report calendar phone export backup license browser meeting monitor letter table folder".split(
    " ",
  );

/**
 * Fills a company's group with `count` cases over the last year: 200 open, 600 ended within the last day, the rest ended
 * before. Exactly one of them is from the customer Xaver Quintero. Unless they are to be `searched`, without the indexes for it.
 */
export async function storeCases(
  client: pg.Client,
  count: number,
  at: { companyId: string; groupId: string },
  { searched = true }: { searched?: boolean } = {},
): Promise<void> {
  const now = Date.now();
  const sql = `
    INSERT INTO cases (id, version, company_id, group_id, code, created_by, created_at, valid_until, validity_ms,
      customer, expert, life, customer_name, customer_email, description, priority)
    SELECT 'case' || n, CASE WHEN n <= 200 THEN 1 ELSE 4 END, $1, $2, 's' || lpad((n * 997)::text, 9, '0'),
      '{"kind":"person","personId":"u1"}', ended - 600000, ended + 86400000, 86400000,
      CASE WHEN n <= 200 THEN '{"is":"never"}'::jsonb ELSE jsonb_build_object('is','left','personId',NULL,'since',ended) END,
      '{"is":"never"}',
      CASE WHEN n <= 200 THEN '{"state":"new"}'::jsonb
        ELSE jsonb_build_object('state','closed','closedAt',ended,'outcome','solved','closedBy',jsonb_build_object('kind','customer')) END,
      name, lower(replace(name, ' ', '.')) || n || '@example.com', words, 'normal'
    FROM (
      SELECT n,
        CASE WHEN n = $4 THEN 'Xaver Quintero'
          ELSE ($5::text[])[1 + n % ${FIRST.length}] || ' ' || ($6::text[])[1 + (n / 7) % ${LAST.length}] END AS name,
        ($7::text[])[1 + n % 30] || ' ' || ($7::text[])[1 + (n / 3) % 30] || ' ' || ($7::text[])[1 + (n / 11) % 30] || ' since ' ||
          ($7::text[])[1 + (n / 17) % 30] || ' ' || ($7::text[])[1 + (n / 29) % 30] || ' ' || md5(n::text) AS words,
        $3::bigint - CASE WHEN n <= 800 THEN (n * 100000)::bigint ELSE 86400000 + (n::bigint * 31536000000 / $8) END AS ended
      FROM generate_series($9::int, $10::int) AS n
    ) AS made`;
  // Made again at the end: filling it row by row takes longer than everything else together.
  const { rows } = await client.query<{ name: string; sql: string }>(
    "SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE tablename = 'cases' AND indexdef LIKE '%USING gin%'",
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  // In pieces, so that nothing has to be held at once.
  for (let from = 1; from <= count; from += 100_000) {
    const to = Math.min(count, from + 99_999);
    await client.query(sql, [
      at.companyId,
      at.groupId,
      now,
      Math.floor(count / 2),
      FIRST,
      LAST,
      WORDS,
      count,
      from,
      to,
    ]);
  }
  await client.query("SET maintenance_work_mem = '512MB'");
  if (searched) for (const index of rows) await client.query(index.sql);
  await client.query("VACUUM ANALYZE cases");
}
