import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { beckon as run } from "./beckon.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { createTestDatabase } from "../store/test-database.ts";

let house: TestHttp;
let folder: string;

beforeAll(async () => {
  house = await startTestHttp();
  folder = await mkdtemp(join(tmpdir(), "beckon-cli-"));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

async function beckon(args: string[], env: Record<string, string> = {}) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await run(args, {
    env: { DATABASE_URL: house.databaseUrl, ...env },
    out: (line) => said.push(line),
    err: (line) => complained.push(line),
  });
  const out = said.join("\n");
  return { code, out, err: complained.join("\n"), json: () => JSON.parse(out) as Record<string, unknown> };
}

/** As people run it: a process of its own. */
async function spawnBeckon(args: string[], input: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "beckon.ts"), ...args], {
    env: { ...process.env, DATABASE_URL: house.databaseUrl },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => void child.once("close", resolve));
  return { code, out };
}

it("tells how it is used, and which mistakes were made", async () => {
  expect(await beckon(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("backup FILE") });
  expect(await beckon([])).toMatchObject({ code: 2, out: expect.stringContaining("backup FILE") });
  expect(await beckon(["fly"])).toMatchObject({ code: 2, err: "There is no command fly." });
  expect(await beckon(["setup", "--help"])).toMatchObject({ code: 0, out: expect.stringContaining("--another") });
  expect(await beckon(["setup", "--company", "A"])).toMatchObject({ code: 2, err: "--name is missing." });
  expect(await beckon(["backup"])).toMatchObject({ code: 2, err: expect.stringContaining("backup FILE") });
  expect(await beckon(["demo", "--sparkle"])).toMatchObject({ code: 2, err: expect.stringContaining("--sparkle") });
  const away = await beckon(["demo", "--json"], { DATABASE_URL: "postgres://x@127.0.0.1:1/x" });
  expect([away.code, away.json()]).toEqual([1, { ok: false, error: expect.stringContaining("ECONNREFUSED") }]);
});

it("[X4] [X17] sets a company up, makes people, resets a password, and brings all of it back from a backup", async () => {
  const one = ["setup", "--company", "Acme", "--name", "Ana", "--email", "ana@example.com", "--json"];
  const made = await beckon([...one, "--password", "a long password"]);
  expect(made.code).toBe(0);
  expect(made.json()).toMatchObject({ ok: true, email: "ana@example.com", moduleUrl: "http://localhost:8080/m/acme" });
  expect((await house.signIn("ana@example.com", "a long password")).status).toBe(200);
  expect(await beckon(one)).toMatchObject({ code: 1, out: expect.stringContaining("set up already") });

  const person = ["user", "create", "--name", "Ben", "--email", "Ben@example.com", "--role", "supervisor"];
  const created = await spawnBeckon([...person, "--password-file", "-"], "from standard input\n");
  expect(created).toMatchObject({ code: 0, out: "Ben (supervisor) can sign in as ben@example.com.\n" });
  expect(await beckon(person)).toMatchObject({ code: 1, err: "Somebody has this email already." });
  const { cookie } = await house.signIn("ben@example.com", "from standard input");

  const reset = await beckon(["user", "reset-password", "--email", "ben@example.com", "--json"]);
  expect((await house.ask("GET", "/api/console/me", { cookie })).status).toBe(401);
  expect((await house.signIn("ben@example.com", String(reset.json()["password"]))).status).toBe(200);
  expect(await beckon(["user", "reset-password", "--email", "no@example.com"])).toMatchObject({
    code: 1,
    err: "Nobody signs in as no@example.com.",
  });

  const file = join(folder, "all");
  expect(await beckon(["backup", file])).toMatchObject({
    code: 0,
    out: expect.stringContaining(`Backed up to ${file}`),
  });
  expect(await beckon(["backup", file])).toMatchObject({ code: 1, err: expect.stringContaining("--force") });
  expect(await beckon(["restore", file])).toMatchObject({ code: 1, err: expect.stringContaining("not empty") });
  const fresh = await createTestDatabase();
  expect(await beckon(["restore", file, "--json"], { DATABASE_URL: fresh.url })).toMatchObject({ code: 0 });
  const listed = await beckon(["backup", join(folder, "again"), "--json"], { DATABASE_URL: fresh.url });
  expect(listed.json()).toMatchObject({ tables: { people: 2, companies: 1 } });
  await fresh.drop();
});

it("makes a lively sample company beside others, as often as asked", async () => {
  const first = await beckon(["demo", "--json"]);
  expect(first).toMatchObject({ code: 0 });
  expect((await beckon(["demo"])).code).toBe(0);
  const { administrator, password, companyId } = first.json() as Record<string, string>;
  expect((await house.signIn(administrator ?? "", password ?? "")).status).toBe(200);
  const cases = await house.db
    .selectFrom("cases")
    .select(["state", "tags"])
    .where("company_id", "=", companyId ?? "")
    .execute();
  expect(new Set(cases.map((row) => row.state))).toEqual(new Set(["new", "pending", "closed"]));
  expect(cases.flatMap((row) => row.tags)).toContain("Till");
  const replies = await house.db
    .selectFrom("replies")
    .select("texts")
    .where("company_id", "=", companyId ?? "")
    .execute();
  expect(replies.map(({ texts }) => texts.es).filter(Boolean)).not.toEqual([]);
});

it("starts the embedded database for as long as it needs when no server runs", async () => {
  const env = { DATABASE_URL: "", DATA_DIR: join(folder, "data") };
  const made = await beckon(["setup", "--company", "Solo", "--name", "S", "--email", "s@example.com", "--json"], env);
  expect(made).toMatchObject({ code: 0 });
  expect(made.json()["password"]).toEqual(expect.any(String));
  const again = await beckon(["backup", join(folder, "solo"), "--json"], env);
  expect(again.json()).toMatchObject({ ok: true, tables: { companies: 1 } });
});
