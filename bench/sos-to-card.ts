import { join } from "node:path";
import { startActor, type Actor } from "./stage/actor.ts";
import type { Heard } from "./stage/audience.ts";
import { median, option, print, quantile, spread } from "./stage/figures.ts";
import { makeCompany, onDatabase, openStage, startServer } from "./stage/stage.ts";

/** From a customer's press to the card at every expert's console, beside a bare `ws` broadcast of the same bytes. */
const turns = option("turns", 5);
const experts = option("experts", 1_000);
const perSecond = option("per-second", 50);
const seconds = option("seconds", 8);
const AUDIENCES = 2;
const CARDS_A_CASE = 1;

const program = (name: string) => join(import.meta.dirname, "stage", name);

/** One side's audience, and customers who press. */
async function open(url: string, cookies: string[], slug: string) {
  const audiences = Array.from({ length: AUDIENCES }, () => startActor(program("audience.ts")));
  const count = experts / AUDIENCES;
  for (const [n, audience] of audiences.entries()) await audience.ask("open", { url, cookies, from: n * count, count });
  const pressing = startActor(program("pressing.ts"));
  return { audiences, pressing, url, slug };
}

async function turn({ audiences, pressing, url, slug }: Awaited<ReturnType<typeof open>>, cases: number) {
  await pressing.ask("open", { url, slug, count: cases });
  await Promise.all(audiences.map((audience) => audience.ask("start")));
  await pressing.ask("press", { perSecond });
  const wanted = { cards: cases * CARDS_A_CASE * (experts / AUDIENCES), seconds: 60 };
  const heard = await Promise.all(audiences.map((audience) => audience.ask<Heard>("until", wanted)));
  const latencies = heard.flatMap((one) => one.latencies);
  const missing = cases * experts - latencies.length;
  if (missing !== 0) throw new Error(`${missing} first cards of ${cases * experts} are missing`);
  return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), sample: heard[0]?.sample ?? [] };
}

const stage = await openStage();
const started: Actor[] = [];
try {
  const databaseUrl = await stage.database("sos");
  const server = await startServer(databaseUrl);
  const company = await makeCompany(server, databaseUrl, Math.ceil(experts / 20));
  const bare = startActor(program("bare-broadcast.ts"));
  const bareUrl = await bare.ask<string>("listen");
  const ours = await open(server.url, company.cookies, company.slug);
  const theirs = await open(bareUrl, company.cookies, company.slug);
  started.push(bare, ours.pressing, theirs.pressing, ...ours.audiences, ...theirs.audiences);

  const results: { ours: number[][]; bare: number[][] } = { ours: [], bare: [] };
  for (let n = -1; n < turns; n++) {
    const cases = n < 0 ? perSecond : perSecond * seconds;
    const a = await turn(ours, cases);
    // Gone at once and unnoticed, so that the next turn starts like the first.
    await onDatabase(databaseUrl, (client) => client.query("DELETE FROM cases"));
    await ours.pressing.ask("close");
    if (n < 0) await bare.ask("cards", { cards: sameCase(a.sample) });
    const b = await turn(theirs, cases);
    await theirs.pressing.ask("close");
    if (n < 0) continue;
    results.ours.push([a.p50, a.p99]);
    results.bare.push([b.p50, b.p99]);
  }
  for (const [index, name] of ["p50", "p99"].entries()) {
    const of = (side: number[][]) => side.map((values) => values[index] ?? Number.NaN);
    const ratios = of(results.ours).map((value, n) => value / (of(results.bare)[n] ?? Number.NaN));
    print({
      figure: `SOS → card at ${experts} experts, ${perSecond} cases/s, ${name}`,
      beckon: `${spread(of(results.ours))} ms`,
      comparison: `bare \`ws\` broadcast of the same bytes: ${spread(of(results.bare))} ms`,
      ratio: spread(ratios),
      goal: name === "p99" ? "≤ 2" : "",
      met: name === "p99" ? median(ratios) <= 2 : undefined,
    });
  }
  for (const actor of started) await actor.end();
  await server.stop();
} finally {
  await stage.close();
}

/** The cards that were sent for one case, as they came. */
function sameCase(sample: readonly string[]): string[] {
  const code = /"code":"(s\d+)"/.exec(sample[0] ?? "")?.[1] ?? "";
  const found = sample.filter((card) => card.includes(code));
  if (found.length !== CARDS_A_CASE) throw new Error(`${found.length} cards for one case, not ${CARDS_A_CASE}`);
  return found;
}
