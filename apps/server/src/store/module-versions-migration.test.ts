import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase, type OpenDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { settingsOf } from "./module-settings.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

const MIGRATIONS = join(import.meta.dirname, "migrations");
let earlier = "";
let database: TestDatabase;
let open: OpenDatabase;
beforeAll(async () => {
  earlier = await mkdtemp(join(tmpdir(), "beckon-earlier-"));
  for (const name of await readdir(MIGRATIONS))
    if (name < "0042") await cp(join(MIGRATIONS, name), join(earlier, name));
  database = await createTestDatabase();
  open = openDatabase(database.url);
  await open.pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
});
afterAll(async () => {
  await open.close();
  await database.drop();
  await rm(earlier, { recursive: true, force: true });
});

it("[M10] modules made before there were versions keep all they said, as their first version", async () => {
  await migrate(open.pool, earlier);
  await open.pool.query(`
    INSERT INTO companies (name, created_at) VALUES ('Acme', 1);
    INSERT INTO people (company_id, name, email, role) VALUES ('c1', 'Ana', 'ana@example.com', 'administrator');
    INSERT INTO groups (company_id, name, owner_id, warn_ms, alarm_ms, created_at) VALUES ('c1', 'Support', 'u1', 1, 2, 3);
    INSERT INTO modules (company_id, group_id, assignee_id, name, slug, title, welcome, waiting, disclaimer, accent,
      name_field, email_field, description_field, validity_ms, survey, sos_on, sos_label, suspended_at, created_at)
      VALUES ('c1', 'g1', 'u1', 'Printers', 'printers', 'Paper "jam"', E'two\\nlines', 'Wait', 'Agree', '#aabbcc',
      'required', 'optional', 'hidden', 31536000000, false, false, 'Help', 9, 4);`);
  await migrate(open.pool);
  const row = await open.db.selectFrom("modules").selectAll().executeTakeFirstOrThrow();
  const settings = {
    name: "Printers",
    slug: "printers",
    groupId: "g1",
    assigneeId: "u1",
    title: 'Paper "jam"',
    welcome: "two\nlines",
    waiting: "Wait",
    disclaimer: "Agree",
    accent: "#aabbcc",
    fields: { name: "required", email: "optional", description: "hidden" },
    validityMs: 31_536_000_000,
    survey: false,
    sos: { on: false, label: "Help" },
  };
  expect(settingsOf(row)).toMatchObject(settings);
  expect(row).toMatchObject({ version: 1, revision: 1, suspended_at: 9, created_at: 4, changed_by: null });
  const [version] = await open.db.selectFrom("module_versions").selectAll().execute();
  expect(version).toMatchObject({ module_id: "m1", number: 1, settings, by_id: null, at: 4 });
});
