import { now, median, option, print, quantile, shown } from "./stage/figures.ts";
import { storeCases } from "./stage/many-cases.ts";
import { openRawSocket } from "./stage/raw-socket.ts";
import { makeCompany, onDatabase, openStage, startServer } from "./stage/stage.ts";
import { PROTOCOL } from "@beckon/protocol/version.ts";

/** The queue and searches with very many stored cases, beside the same with few; the same open cases in both. */
const turns = option("turns", 15);
const many = option("many", 1_000_000);
const few = option("few", 1_000);

const SEARCHES: [string, string][] = [
  ["first page of all cases", ""],
  ["cases that are open", "?state=new"],
  ["a customer's name (1 found)", "?text=Quintero"],
  ["a word in many cases", "?text=printer"],
  ["two words of a description", "?text=printer%20slow"],
  ["a piece of a code", "?text=s000-499"],
  ["text that is nowhere", "?text=nowhere-to-be-found"],
];

const stage = await openStage();

async function open(name: string, count: number) {
  const databaseUrl = await stage.database(name);
  const server = await startServer(databaseUrl);
  const company = await makeCompany(server, databaseUrl, 1);
  const started = now();
  await onDatabase(databaseUrl, (client) =>
    storeCases(client, count, { companyId: company.id, groupId: company.groupId }),
  );
  console.error(`${count} cases stored in ${shown((now() - started) / 1000)} s`);
  return { url: server.url, cookie: company.cookies[0] ?? "" };
}

type House = Awaited<ReturnType<typeof open>>;

async function search({ url, cookie }: House, query: string): Promise<number> {
  const started = now();
  const answer = await fetch(`${url}/api/console/cases${query}`, {
    headers: { cookie, "x-forwarded-for": "10.4.0.1" },
  });
  await answer.text();
  if (!answer.ok) throw new Error(`${query}: ${answer.status}`);
  return now() - started;
}

async function openQueue({ url, cookie }: House): Promise<number> {
  const ready = Promise.withResolvers<void>();
  const started = now();
  const socket = await openRawSocket(url, "/live/console", { cookie, "x-forwarded-for": "10.4.0.1" }, (message) => {
    if (message.includes('"type":"queue/snapshot"')) ready.resolve();
  });
  socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL, language: "en" }));
  await ready.promise;
  socket.close();
  return now() - started;
}

try {
  const small = await open("few", few);
  const large = await open("many", many);
  const acts: [string, (house: House) => Promise<number>][] = [
    ["console opened → the whole queue", openQueue],
    ...SEARCHES.map(([name, query]): [string, (house: House) => Promise<number>] => [
      name,
      (house) => search(house, query),
    ]),
  ];
  for (const [name, act] of acts) {
    const times: { small: number[]; large: number[] } = { small: [], large: [] };
    for (let turn = -5; turn < turns; turn++) {
      const [a, b] = [await act(large), await act(small)];
      if (turn < 0) continue;
      times.large.push(a);
      times.small.push(b);
    }
    const ratio = median(times.large) / median(times.small);
    const told = (values: number[]) => `${shown(median(values))} ms (p95 ${shown(quantile(values, 0.95))})`;
    print({
      figure: `${name}, ${many.toLocaleString("en-GB")} stored`,
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
