import { once } from "node:events";
import { connect } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import type { ReportQuery } from "@beckon/protocol/reports.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { csvStream } from "./csv-stream.ts";
import { exportFile } from "./export-file.ts";
import { playCase, type Played } from "./test-play.ts";

const DAY = 86_400_000;
const NOON = Date.parse("2026-03-02T12:00:00Z");
let house: TestHttp;
let ada: Awaited<ReturnType<TestHttp["company"]>>;

beforeAll(async () => {
  house = await startTestHttp();
  ada = await house.company("Acme");
});
afterAll(async () => house.close());
beforeEach(async () => {
  await sql`DELETE FROM cases`.execute(house.db);
});

const asked: ReportQuery = {
  from: NOON - DAY,
  to: NOON + DAY,
  beforeFrom: NOON - 3 * DAY,
  beforeTo: NOON - DAY,
  zone: "Europe/Berlin",
  step: "day",
  by: "person",
};
const path = (file: string, about: Record<string, string | number> = {}) => {
  const said = Object.entries({ ...asked, language: "en", ...about }).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return `/api/console/report/${file}.csv?${new URLSearchParams(said).toString()}`;
};
const play = async (about: Partial<Played> = {}) => {
  const { companyId, personId } = ada.administrator;
  return await playCase(house.db, {
    companyId,
    groupId: ada.groupId,
    personId,
    cameAt: NOON,
    waitedMs: 90_000,
    handledMs: 600_400,
    ...about,
  });
};
async function file(name: string, about: Record<string, string | number> = {}) {
  const { status, text, headers } = await house.ask("GET", path(name, about), { cookie: ada.cookie });
  expect(status).toBe(200);
  return { text, headers, lines: text.replace("\uFEFF", "").trimEnd().split("\r\n") };
}
/** Copies the first case so often, each a second later. */
async function copies(count: number): Promise<void> {
  const { id } = await play();
  await sql`INSERT INTO cases (id, code, created_at, version, company_id, group_id, created_by, valid_until, validity_ms, customer, expert, life, customer_name, customer_email, description, priority)
    SELECT id || n, 's' || lpad(n::text, 9, '0'), created_at + n, version, company_id, group_id, created_by, valid_until, validity_ms, customer, expert, life, customer_name, customer_email, ${"words ".repeat(100)}, priority
      FROM cases, generate_series(1, ${count}::int) AS n WHERE id = ${id}`.execute(house.db);
  await sql`INSERT INTO case_figures (case_id, company_id, group_id, came_at) SELECT id, company_id, group_id, created_at FROM cases WHERE id <> ${id}`.execute(
    house.db,
  );
}

describe("files", () => {
  it("[F3] cases, with names and times as the reader writes them", async () => {
    const { code } = await play({
      moduleId: ada.moduleId,
      customerName: "Eva Müller, Köln",
      stars: 5,
      comment: 'so "quick"',
    });
    const { lines, headers, text } = await file("cases");
    expect(text.startsWith("\uFEFF")).toBe(true);
    expect(headers["content-disposition"]).toMatch(/^attachment; filename="beckon-cases-\d{4}-\d\d-\d\d\.csv"$/);
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(lines[0]).toMatch(/^Session code,Came,Group,Module,/);
    const [module] = await house.db.selectFrom("modules").select("name").where("id", "=", ada.moduleId).execute();
    expect(lines[1]).toBe(
      `${code},2026-03-02 13:00:00,Support,${module?.name},Acme Admin,Closed,"Eva Müller, Köln",,,Normal,,2026-03-02 13:01:30,90,600,no,2026-03-02 13:11:30,Solved,5,"so ""quick"""`,
    );
    const german = await file("cases", { language: "de", zone: "UTC" });
    expect(german.lines[0]).toMatch(/^Sitzungscode;Gekommen;Gruppe;/);
    expect(german.lines[1]).toContain(";2026-03-02 12:00:00;");
  });

  it("[F3] no spreadsheet takes what people typed for a formula", async () => {
    const nasty = ['=HYPERLINK("http://x","y")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\n=1", "＝1", " =1"];
    for (const customerName of nasty) await play({ customerName, note: customerName });
    for (const name of ["cases", "connections"]) {
      const { text } = await file(name);
      const cells = text.split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^\uFEFF?"/, ""));
      expect(cells.filter((cell) => /^\s*[=+@＝-]/.test(cell))).toEqual([]);
      expect(cells.filter((cell) => /^'[=+@＝-]/.test(cell)).length).toBeGreaterThanOrEqual(nasty.length);
    }
  });

  it("[F3] connections, and the figures of the page with a comma where the language has one", async () => {
    await play({ stars: 4, note: "toner" });
    await play({ stars: 5 });
    const connections = await file("connections");
    expect(connections.lines).toHaveLength(3);
    expect(connections.lines[1]).toMatch(/^Acme Admin,2026-03-02 13:01:30,2026-03-02 13:11:30,600,s\d{9},Support,/);
    expect(connections.text).toContain(",toner,,Bill,4");
    const figures = await file("figures", { language: "es" });
    expect(figures.lines.slice(1)).toEqual([
      "Total;Todos;2;2;2;0;90;90;2;600;600;2;4,5",
      "Tiempo;2026-03-02;2;2;2;0;90;90;2;600;600;2;4,5",
      "Asignatario;Acme Admin;2;2;2;0;90;90;2;600;600;2;4,5",
    ]);
  });

  it("[F3] every case once over many pages, and only those that one sees and filters for", async () => {
    await copies(2_500);
    const { lines } = await file("cases");
    expect(lines).toHaveLength(2_502);
    expect(new Set(lines.slice(1).map((line) => line.slice(0, 10))).size).toBe(2_501);
    expect((await file("cases", { groupId: "g0" })).lines).toHaveLength(1);
    const other = await house.company("Other");
    const { text } = await house.ask("GET", path("cases"), { cookie: other.cookie });
    expect(text.trimEnd().split("\r\n")).toHaveLength(1);
    const expert = await house.person(ada.administrator.companyId, "expert");
    expect((await house.ask("GET", path("cases"), { cookie: expert.cookie })).status).toBe(403);
    expect((await house.ask("GET", path("cases"))).status).toBe(401);
    expect((await house.ask("GET", path("secrets"), { cookie: ada.cookie })).status).toBe(404);
    expect((await house.ask("GET", path("cases", { zone: "x y" }), { cookie: ada.cookie })).status).toBe(422);
    const audited = await house.db
      .selectFrom("audit")
      .select(["details"])
      .where("act", "=", "report/exported")
      .where("company_id", "=", ada.administrator.companyId)
      .execute();
    expect(audited.at(-1)?.details).toEqual({ file: "cases" });
  });
});

describe("streaming", () => {
  it("[F3] reads no further than is read from it, and stops when the reader goes", async () => {
    let made = 0;
    let ended = false;
    async function* rows() {
      try {
        for (;;) yield [`${made++}`.padEnd(1_000, "x")];
      } finally {
        ended = true;
      }
    }
    const stream = csvStream(["one"], rows(), "en");
    stream.read(0);
    await once(stream, "readable");
    const before = made;
    for (let turn = 0; turn < 50; turn++) await nextTurn();
    // Buffers were full: what is waiting is bounded however long nobody reads.
    expect(made - before).toBeLessThan(200);
    stream.destroy();
    await expect.poll(() => ended).toBe(true);
  });

  it("[F3] a browser that goes ends the reading of the database", async () => {
    await copies(20_000);
    const scope: PersonScope = ada.administrator;
    let pages = 0;
    const counted = house.db.withPlugin({
      transformQuery: ({ node }) => {
        if (JSON.stringify(node).includes("LIMIT")) pages++;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const outcome = await exportFile(counted, scope, "cases", { ...asked, language: "en" }, NOON);
    if (!outcome.ok) throw new Error("refused");
    outcome.value.read(0);
    await once(outcome.value, "readable");
    outcome.value.destroy();
    await once(outcome.value, "close");
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThanOrEqual(2);

    const address = await house.app.listen({ port: 0, host: "127.0.0.1" });
    const { port } = new URL(address);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(`GET ${path("cases")} HTTP/1.1\r\nhost: x\r\ncookie: ${ada.cookie}\r\n\r\n`);
    await once(socket, "data");
    socket.destroy();
    // Nothing of it goes on: the database is left alone.
    const busy = async () =>
      (
        await sql<{
          n: number;
        }>`SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%case_figures%' AND pid <> pg_backend_pid()`.execute(
          house.db,
        )
      ).rows[0]?.n;
    await expect.poll(busy).toBe(0);
  });
});
