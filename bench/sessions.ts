import { SCOPES } from "@beckon/api/scopes.ts";
import { openDatabase } from "../apps/server/src/store/database.ts";
import { tokenFor } from "../apps/server/src/tokens/test-token.ts";
import { now, median, option, print, quantile, shown } from "./stage/figures.ts";
import { storeCases } from "./stage/many-cases.ts";
import { makeCompany, onDatabase, openStage, startServer } from "./stage/stage.ts";

/** The web API's lists of sessions with very many stored cases, beside the same with few; the same open cases in both. */
const turns = option("turns", 15);
const many = option("many", 1_000_000);
const few = option("few", 3_000);

const stage = await openStage();

async function open(name: string, count: number) {
  const databaseUrl = await stage.database(name);
  const server = await startServer(databaseUrl);
  const company = await makeCompany(server, databaseUrl, 1);
  await onDatabase(databaseUrl, (client) =>
    storeCases(client, count, { companyId: company.id, groupId: company.groupId }),
  );
  const database = openDatabase(databaseUrl);
  const of = async (whose: string) => await tokenFor(database.db, whose, SCOPES, Date.now());
  // Every case was made by u1; the other person has but the hundred newest.
  await onDatabase(databaseUrl, (client) =>
    client.query(
      "UPDATE cases SET assignee_id = 'u2' WHERE code IN (SELECT code FROM cases ORDER BY created_at DESC LIMIT 100)",
    ),
  );
  const house = {
    url: server.url,
    tokens: { company: await of("company"), maker: await of("u1"), assignee: await of("u2") },
    middle: "",
  };
  await database.close();
  const { rows } = await onDatabase(databaseUrl, (client) =>
    client.query<{ code: string }>(
      "SELECT code FROM cases WHERE state = 'closed' ORDER BY created_at DESC OFFSET $1 LIMIT 1",
      [count / 2],
    ),
  );
  return { ...house, middle: rows[0]?.code ?? "" };
}

type House = Awaited<ReturnType<typeof open>>;
type Whose = keyof House["tokens"];

async function list({ url, tokens }: House, whose: Whose, query: string): Promise<number> {
  const started = now();
  const answer = await fetch(`${url}/api/v1/sessions${query}`, {
    headers: { authorization: `Bearer ${tokens[whose]}` },
  });
  await answer.text();
  if (!answer.ok) throw new Error(`${query}: ${answer.status}`);
  return now() - started;
}

try {
  const small = await open("few", few);
  const large = await open("many", many);
  const lists: [string, (house: House) => Promise<number>][] = [
    ["open sessions", (house) => list(house, "company", "")],
    ["first 1,000 of the closed", (house) => list(house, "company", "?state=closed")],
    ["the same whole", (house) => list(house, "company", "?state=closed&full_list=true")],
    ["1,000 from the middle", (house) => list(house, "company", `?state=closed&offset=${house.middle}`)],
    ["first 1,000 of somebody's own, who made all", (house) => list(house, "maker", "?state=closed")],
    ["somebody's own 100", (house) => list(house, "assignee", "?state=open,closed")],
  ];
  for (const [name, act] of lists) {
    const times: { small: number[]; large: number[] } = { small: [], large: [] };
    for (let turn = -3; turn < turns; turn++) {
      const [a, b] = [await act(large), await act(small)];
      if (turn < 0) continue;
      times.large.push(a);
      times.small.push(b);
    }
    const ratio = median(times.large) / median(times.small);
    const told = (values: number[]) => `${shown(median(values))} ms (p95 ${shown(quantile(values, 0.95))})`;
    print({
      figure: `web API: ${name}, ${many.toLocaleString("en-GB")} stored`,
      beckon: told(times.large),
      comparison: `${few.toLocaleString("en-GB")} stored: ${told(times.small)}`,
      ratio: shown(ratio),
      goal: "≤ 2",
      met: ratio <= 2,
    });
  }
} finally {
  await stage.close();
}
