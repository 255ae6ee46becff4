import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase, type OpenDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let folder = "";
let database: TestDatabase;
let open: OpenDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "beckon-migrations-"));
  database = await createTestDatabase();
  open = openDatabase(database.url);
  ({ pool } = open);
  await pool.query("DROP TABLE migration");
  await writeFile(join(folder, "0001-shelf.sql"), "CREATE TABLE shelf (id int); INSERT INTO shelf VALUES (1);");
});
afterEach(async () => {
  await open.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it("applies each file once, also when several servers start together", async () => {
  await Promise.all([migrate(pool, folder), migrate(pool, folder), migrate(pool, folder)]);
  await migrate(pool, folder);
  expect((await pool.query("SELECT id FROM shelf")).rows).toEqual([{ id: 1 }]);
});

it("leaves nothing of a file that fails", async () => {
  await writeFile(join(folder, "0002-broken.sql"), "CREATE TABLE half (id int); SELECT nonsense;");
  await expect(migrate(pool, folder)).rejects.toThrow("0002-broken.sql failed");
  expect((await pool.query("SELECT to_regclass('half') AS half, to_regclass('shelf') AS shelf")).rows).toEqual([
    { half: null, shelf: "shelf" },
  ]);
});

it("refuses a changed file, a number used twice and a newer database", async () => {
  await migrate(pool, folder);
  await writeFile(join(folder, "0001-shelf.sql"), "SELECT 1;");
  await expect(migrate(pool, folder)).rejects.toThrow("was changed after");
  await writeFile(join(folder, "0001-twice.sql"), "SELECT 1;");
  await expect(migrate(pool, folder)).rejects.toThrow("share one");
  await rm(folder, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), "beckon-migrations-"));
  await expect(migrate(pool, folder)).rejects.toThrow("newer Beckon");
});
