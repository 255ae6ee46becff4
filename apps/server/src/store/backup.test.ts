import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { backUp } from "./backup.ts";
import { TRANSIENT } from "./backup-format.ts";
import { openDatabase, type OpenDatabase } from "./database.ts";
import { restore } from "./restore.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let folder: string;
let path: string;
let databases: TestDatabase[];
let opened: OpenDatabase[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "beckon-backup-"));
  path = join(folder, "backup");
  databases = [];
  opened = [];
});
afterEach(async () => {
  for (const open of opened) await open.close();
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true });
});

async function database(): Promise<OpenDatabase> {
  const made = await createTestDatabase();
  const open = openDatabase(made.url);
  databases.push(made);
  opened.push(open);
  return open;
}

/** Puts at least a row into every table, with values that are easily damaged, without knowing the tables. */
async function fill({ pool }: OpenDatabase): Promise<void> {
  await pool.query(`
    INSERT INTO installation (secret, setup_token_hashes, created_at) VALUES ('s', '{"a,b","c\\"d"}', 9007199254740991);
    INSERT INTO companies (name, created_at) VALUES (E'Tab\\t, line\\n, quote " and \\\\ and 🙂', 1), ('Other', 2);
    INSERT INTO people (company_id, name, email, role, created_at)
      VALUES ('c1', 'Ana', 'ana@example.com', 'administrator', '2026-01-02 03:04:05.678901+02'), ('c1', '', 'b@example.com', 'expert', now());
    INSERT INTO credentials (person_id, provider, account, password_hash) VALUES ('u1', 'credential', 'u1', 'salt:hash');
    INSERT INTO sign_ins (person_id, token, expires_at) VALUES ('u1', 'token', now());
    INSERT INTO passkeys (person_id, name, credential_id, public_key, counter, device_type, backed_up) VALUES ('u1', E'two\\nlines', 'id', 'key', 4294967295, 'multiDevice', true);
    INSERT INTO two_factors (person_id, secret, recovery_codes, verified) VALUES ('u1', 'sealed', '["a \\"b\\""]', true);
    INSERT INTO groups (company_id, name, owner_id, warn_ms, alarm_ms, created_at) VALUES ('c1', 'Support', 'u1', 1, 2, 3);
    INSERT INTO group_shares VALUES ('c1', 'g1', 'u2', 'read');
    INSERT INTO modules (company_id, group_id, name, slug, settings, version, revision, changed_by, changed_at, created_at)
      VALUES ('c1', 'g1', 'M', 'm', E'{"welcome":"two\\\\nlines, \\\\"quoted\\\\""}', 1, 2, 'u1', 5, 4);
    INSERT INTO module_versions VALUES ('m1', 1, '{"name":"M"}', NULL, 4);
    INSERT INTO logos VALUES ('logo', 'c1', '\\x00ff5c', 5);
    INSERT INTO module_drafts VALUES ('m1', '{"name":"N"}', 'u1', 5);
    INSERT INTO invitations (company_id, token_hash, email, role, group_ids, created_by_id, created_at, expires_at)
      VALUES ('c1', 'h', 'x@example.com', 'expert', '{g1}', 'u1', 1, 2);
    INSERT INTO audit (company_id, at, actor_name, act, subject, details)
      SELECT 'c1', n, 'Ana', 'a/b', '', jsonb_build_object('n', n, 'text', E'"\\\\') FROM generate_series(1, 2345) AS n;
    INSERT INTO cases (id, version, company_id, group_id, code, created_by, created_at, valid_until, validity_ms, customer, expert, life, customer_name, customer_email, description, priority)
      VALUES ('k1', 1, 'c1', 'g1', 's123456789', '{"kind":"module","moduleId":"m1"}', 1, 2, 3, '{"is":"never"}', '{"is":"never"}', '{"state":"closed","closedAt":7}', 'Cy', '', E'two\\nlines', 'normal');
    INSERT INTO case_history VALUES ('k1', 1, 1, '{"kind":"customer"}', '{"is":"created"}', 'r1');
    INSERT INTO recordings VALUES ('r1', 'c1', 'k1', 'u1', 'video/webm', 'key', '\\x00ff5c', 1, 2, NULL, 30, 5, 20, 0, 20, '\\x');
    INSERT INTO recording_pieces SELECT 'r1', n, NULL, n, 1, set_byte('\\x00', 0, n) FROM generate_series(0, 19) AS n;
    INSERT INTO recording_events VALUES ('r1', 0, '\\x0a0d');
    INSERT INTO attachments VALUES ('a1', 'c1', 'k1', E'two\\nlines.png', 3, 1, 'key', '\\x00ff5c', 1, 2, '\\x89504e47');
    INSERT INTO attachment_pieces VALUES ('a1', 0, '\\x000a5c');
    INSERT INTO moves VALUES ('hash', 'k1', 5, NULL);
    INSERT INTO availability (person_id, status, because, since, active_at, hours, skills)
      VALUES ('u1', 'away', 'missed', 6, 5, '{"timeZone":"Europe/Madrid","weekly":[],"holidays":[]}', '{Printers,"a, \\"b\\""}');
    INSERT INTO notice_choices VALUES ('u1', '{"groups":["a \\"b\\""]}');
    UPDATE cases SET tags = ARRAY['a,b', E'c"d\\\\'], tag_keys = tags;
    INSERT INTO contacts (company_id, name, email, note, group_id, made_at, last_seen_at) VALUES ('c1', 'Cy', 'cy@example.com', E'two\\nlines', 'g1', 1, 2);
    INSERT INTO contact_addresses VALUES ('c1', 'cy@example.com', 't1');
    INSERT INTO devices (company_id, device_hash, contact_id, channel, facts, group_id, first_seen_at, last_seen_at)
      VALUES ('c1', 'h', 't1', 'desktop', '{"host":"a \\"b\\""}', 'g1', 1, 2);
    UPDATE cases SET contact_id = 't1', device_hash = 'h';
    INSERT INTO replies (company_id, group_id, name, texts, changed_by_id, changed_at)
      VALUES ('c1', 'g1', 'Hello', '{"en":"Two\\nlines, {customer}"}', 'u1', 5);
    INSERT INTO company_sign_in (company_id, version, is_on, slug, issuer, client_id, sealed_secret, scopes, trusts_addresses,
      role_claim, role_values, group_ids, makes_people, is_only)
      VALUES ('c1', 1, true, 'acme', 'https://idp.example', 'beckon', '\\x00ff', 'openid', false, '', '{}', '{}', true, false);
    INSERT INTO company_domains (domain, company_id) VALUES ('acme.example', 'c1');
    INSERT INTO oauth_apps (company_id, client_id, name, redirect_uris, scopes, created_by_id, created_at)
      VALUES ('c1', 'app', 'App', '{"https://a.example/?x=1,2"}', '{Users.Read}', 'u1', 5);
    INSERT INTO oauth_grants (app_id, person_id, scopes, created_at) VALUES ('o1', 'u1', '{Users.Read}', 5);
    INSERT INTO oauth_codes (code_hash, grant_id, redirect_uri, expires_at) VALUES ('hash', 'og1', 'https://a.example/', 5);
    INSERT INTO oauth_tokens (token_hash, grant_id, kind, expires_at) VALUES ('hash', 'og1', 'access', 5);
    INSERT INTO case_events (position, company_id, case_id, at, kind, actor, before, snapshot)
      SELECT 7, company_id, id, 5, 'created', '{"kind":"system"}', '{}', '{"text":"two\\nlines"}' FROM cases LIMIT 1;
    INSERT INTO event_log (last, forgotten) VALUES (7, 3);
    INSERT INTO webhooks (id, company_id, name, url, kinds, secret, created_at)
      VALUES ('w1', 'c1', 'Desk', 'https://example.com', '{created,closed}', '\\x00ff', 5);
    INSERT INTO webhook_deliveries (webhook_id, case_id, event_id, kind, state, made_at, next_at, answer)
      SELECT 'w1', case_id, id, 'created', 'waiting', 5, 6, E'two\\nlines' FROM case_events;
    INSERT INTO scim_tokens (company_id, token_hash, hint, made_by_id, created_at) VALUES ('c1', 'scim', 'scim-12345', 'u1', 5);
    INSERT INTO scim_people (person_id, company_id, external_id) VALUES ('u1', 'c1', E'two\\nlines');
    INSERT INTO scim_groups (company_id, display_name, created_at) VALUES ('c1', 'Leads', 5);
    INSERT INTO scim_role_members (scim_group_id, company_id, person_id) VALUES ('sg1', 'c1', 'u1');
    INSERT INTO script_tokens (company_id, person_id, level, name, scopes, hint, token_hash, created_at)
      VALUES ('c1', 'u1', 'person', E'two\\nlines', '{Users.Read,"a, \\"b\\""}', '12345678', 'hash', 5);
    INSERT INTO connections (company_id, case_id, group_id, person_id, device_id, started_at, notes)
      VALUES ('c1', 'k1', 'g1', 'u1', 'd1', 5, E'two\\nlines');
    INSERT INTO case_figures (case_id, company_id, group_id, came_at, customer_left) VALUES ('k1', 'c1', 'g1', 1, true);
  `);
}

async function everyRow({ pool }: OpenDatabase): Promise<Record<string, unknown[]>> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
  );
  const all: Record<string, unknown[]> = {};
  for (const { name } of rows) {
    if (TRANSIENT.has(name)) continue;
    const found = await pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" AS t ORDER BY 1`);
    all[name] = found.rows.map((row) => row.row);
  }
  return all;
}

it("[X17] a restored backup has every row of every table, its counters go on, and people keep their passwords", async () => {
  const source = await database();
  await fill(source);
  const before = await everyRow(source);
  for (const [table, rows] of Object.entries(before)) expect([table, rows.length]).not.toEqual([table, 0]);
  const summary = await backUp(source.pool, path, 5);
  expect(summary).toMatchObject({ madeAt: 5, tables: { audit: 2345, people: 2, cases: 1 } });
  expect((await stat(path)).mode & 0o777).toBe(0o600);

  const target = await database();
  await restore(target.pool, path, { replace: false, now: 6 });
  expect(await everyRow(target)).toEqual(before);
  expect((await target.pool.query("SELECT * FROM sign_ins")).rows).toEqual([]);
  const added = await target.pool.query<{ id: string }>(
    "INSERT INTO people (company_id, name, email, role) VALUES ('c1', 'C', 'c@example.com', 'expert') RETURNING id",
  );
  expect(added.rows[0]?.id).toBe("u3");
  const entry = await target.pool.query<{ id: number }>(
    "INSERT INTO audit (company_id, at, actor_name, act, subject, details) VALUES ('c1', 1, '', 'a', '', '{}') RETURNING id",
  );
  expect(entry.rows[0]?.id).toBe(2346);
  await expect(target.pool.query("DELETE FROM audit")).rejects.toThrow("append-only");
});

it("[X17] a database with a company in it is replaced only when asked, and by all or nothing", async () => {
  const source = await database();
  await fill(source);
  await backUp(source.pool, path, 5);
  const target = await database();
  await target.pool.query("INSERT INTO companies (name, created_at) VALUES ('Mine', 1)");
  await expect(restore(target.pool, path, { replace: false, now: 6 })).rejects.toThrow("not empty");

  const lines = gunzipSync(await readFile(path))
    .toString()
    .split("\n");
  const damaged: [string, string][] = [
    [lines.slice(0, -40).join("\n"), "ends too early"],
    [lines.join("\n").replace("Other", "0ther"), "checksum does not fit"],
    ["{}\n", "no backup of Beckon"],
    [lines.join("\n").replace('"version":1', '"version":2'), "newer Beckon"],
    [lines.join("\n").replace("0002-", "9002-"), "of a newer Beckon"],
  ];
  const bad = join(folder, "bad");
  for (const [content, why] of damaged) {
    await writeFile(bad, gzipSync(content));
    await expect(restore(target.pool, bad, { replace: true, now: 6 })).rejects.toThrow(why);
  }
  await writeFile(bad, "not even packed");
  await expect(restore(target.pool, bad, { replace: true, now: 6 })).rejects.toThrow("was not restored");
  await expect(restore(target.pool, join(folder, "none"), { replace: true, now: 6 })).rejects.toThrow("ENOENT");
  expect((await target.pool.query<{ name: string }>("SELECT name FROM companies")).rows).toEqual([{ name: "Mine" }]);

  await restore(target.pool, path, { replace: true, now: 6 });
  expect(await everyRow(target)).toEqual(await everyRow(source));
});

it("[X17] nothing is restored under a running server", async () => {
  const source = await database();
  await backUp(source.pool, path, 5);
  await source.pool.query("INSERT INTO nodes (id, seen_at) VALUES ('n', 100000)");
  await expect(restore(source.pool, path, { replace: true, now: 101_000 })).rejects.toThrow("is running");
  await restore(source.pool, path, { replace: true, now: 200_000 });
});

it("[X17] a backup is of one moment, while others write", async () => {
  const source = await database();
  await fill(source);
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n += 1) {
      await source.pool.query("INSERT INTO companies (name, created_at) VALUES ($1, 1)", [`W${n}`]);
      const last = "(SELECT id FROM companies ORDER BY created_at, id DESC LIMIT 1)";
      await source.pool.query(
        `INSERT INTO audit (company_id, at, actor_name, act, subject, details) VALUES (${last}, 1, '', 'w', '', '{}')`,
      );
    }
  })();
  await backUp(source.pool, path, 5);
  writing = false;
  await writer;
  const target = await database();
  await restore(target.pool, path, { replace: false, now: 6 });
  const count = async (table: string, where: string) =>
    (await target.pool.query<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)).rows[0]?.n ?? -1;
  const companies = await count("companies", "name LIKE 'W%'");
  const entries = await count("audit", "act = 'w'");
  expect([companies, companies - 1]).toContain(entries);
});
