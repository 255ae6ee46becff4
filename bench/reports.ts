import { tokenFor } from "../apps/server/src/tokens/test-token.ts";
import { openDatabase } from "../apps/server/src/store/database.ts";
import { now, median, option, print, quantile, shown } from "./stage/figures.ts";
import { storeCases } from "./stage/many-cases.ts";
import { storeFigures } from "./stage/many-figures.ts";
import { makeCompany, onDatabase, openStage, startServer } from "./stage/stage.ts";

/** Reports, their files and connection records with very many cases over the last year, beside the same with few. */
const turns = option("turns", 9);
const many = option("many", 1_000_000);
const few = option("few", 1_000);
const DAY = 86_400_000;

const stage = await openStage();

async function open(name: string, count: number) {
  const databaseUrl = await stage.database(name);
  const server = await startServer(databaseUrl);
  const company = await makeCompany(server, databaseUrl, 1);
  const started = now();
  await onDatabase(databaseUrl, async (client) => {
    await client.query("UPDATE people SET role = 'administrator'");
    await storeCases(client, count, { companyId: company.id, groupId: company.groupId }, { searched: false });
    await storeFigures(client);
  });
  console.error(`${count} cases stored in ${shown((now() - started) / 1000)} s`);
  const { db, close } = openDatabase(databaseUrl);
  const token = await tokenFor(db, company.id, ["Connections.Read"], Date.now());
  await close();
  return { url: server.url, cookie: company.cookies[0] ?? "", token };
}

type House = Awaited<ReturnType<typeof open>>;

function reportQuery(days: number, by: string): string {
  const [from, to] = [Date.now() - days * DAY, Date.now()];
  const asked = { from, to, beforeFrom: from - days * DAY, beforeTo: from, zone: "Europe/Berlin", by, language: "en" };
  const step = days <= 2 ? "hour" : days <= 92 ? "day" : "week";
  const said = Object.entries({ ...asked, step }).map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(said).toString();
}

async function timed({ url, cookie, token }: House, path: string, until: "whole" | "begun" = "whole"): Promise<number> {
  const started = now();
  const leave = new AbortController();
  const headers = { cookie, authorization: `Bearer ${token}`, "x-forwarded-for": "10.4.0.1" };
  const answer = await fetch(url + path, { headers, signal: leave.signal });
  if (!answer.ok || answer.body === null) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  if (until === "whole") await answer.text();
  else {
    await answer.body.getReader().read();
    leave.abort();
  }
  return now() - started;
}

/** The same work in both: the cases of the last 19 hours are the same. */
const ALIKE: [string, (house: House) => Promise<number>][] = [
  ["report of 19 hours, by group", (house) => timed(house, `/api/console/report?${reportQuery(0.8, "group")}`)],
  [
    "first line of all cases as CSV",
    (house) => timed(house, `/api/console/report/cases.csv?${reportQuery(365, "group")}`, "begun"),
  ],
  [
    "/reports/connections of 19 hours",
    (house) => timed(house, `/api/v1/reports/connections?from_date=${new Date(Date.now() - 0.8 * DAY).toISOString()}`),
  ],
];
/** More to count in one than in the other. */
const GROWING: [string, (house: House) => Promise<number>][] = [
  ["report of 30 days, by hour", (house) => timed(house, `/api/console/report?${reportQuery(30, "hour")}`)],
  ["report of 365 days, by assignee", (house) => timed(house, `/api/console/report?${reportQuery(366, "person")}`)],
  ["/reports/connections, first page of all", (house) => timed(house, "/api/v1/reports/connections")],
];

try {
  const small = await open("few", few);
  const large = await open("many", many);
  for (const [name, act] of [...ALIKE, ...GROWING]) {
    const times: { small: number[]; large: number[] } = { small: [], large: [] };
    for (let turn = -2; turn < turns; turn++) {
      const [a, b] = [await act(large), await act(small)];
      if (turn < 0) continue;
      times.large.push(a);
      times.small.push(b);
    }
    const ratio = median(times.large) / median(times.small);
    const told = (values: number[]) => `${shown(median(values))} ms (p95 ${shown(quantile(values, 0.95))})`;
    const isAlike = ALIKE.some(([alike]) => alike === name);
    print({
      figure: `${name}, ${many.toLocaleString("en-GB")} stored`,
      beckon: told(times.large),
      comparison: `${few.toLocaleString("en-GB")} stored: ${told(times.small)}`,
      ratio: shown(ratio),
      goal: isAlike ? "≤ 2" : "",
      met: isAlike ? ratio <= 2 : undefined,
    });
  }
} finally {
  await stage.close();
}
