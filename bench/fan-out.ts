import { join } from "node:path";
import { startActor, type Actor } from "./stage/actor.ts";
import type { Heard } from "./stage/audience.ts";
import { median, now, option, print, shown, spread } from "./stage/figures.ts";
import type { Memory } from "./stage/inside.ts";
import { makeCompany, openStage, startServer } from "./stage/stage.ts";

/** Cards a second to many connected consoles, and what a connection costs in memory, beside bare `ws`. */
const turns = option("turns", 5);
const experts = option("experts", 2_000);
const cases = option("cases", 100);
const AUDIENCES = 2;
const program = (name: string) => join(import.meta.dirname, "stage", name);

/** Opens the consoles in two halves; what the second half adds is what a connection costs. */
async function openAudiences(url: string, cookies: string[], memory: () => Promise<Memory>) {
  const audiences = Array.from({ length: AUDIENCES }, () => startActor(program("audience.ts")));
  const count = experts / AUDIENCES;
  let before = 0;
  let after = 0;
  for (const [n, audience] of audiences.entries()) {
    await audience.ask("open", { url, cookies, from: n * count, count });
    [before, after] = [after, (await memory()).rss];
  }
  return { audiences, kilobytes: (after - before) / count / 1024 };
}

/** Cards a second, from the first thing done to the last card heard. */
async function heardBy(audiences: readonly Actor[], send: () => Promise<unknown>) {
  await Promise.all(audiences.map((audience) => audience.ask("start")));
  const started = now();
  const wanted = { cards: cases * (experts / AUDIENCES), seconds: 60 };
  const listening = Promise.all(audiences.map((audience) => audience.ask<Heard>("until", wanted)));
  await send();
  const heard = await listening;
  const cards = heard.reduce((sum, one) => sum + one.cards, 0);
  if (cards !== cases * experts) throw new Error(`${cards} cards were heard, not ${cases * experts}`);
  const seconds = (Math.max(...heard.map((one) => one.lastAt)) - started) / 1000;
  return { rate: cards / seconds, card: heard[0]?.sample[0] ?? "" };
}

const stage = await openStage();
try {
  const databaseUrl = await stage.database("fanout");
  const server = await startServer(databaseUrl);
  const company = await makeCompany(server, databaseUrl, Math.ceil(experts / 20));
  const posting = startActor(program("posting.ts"));
  const { cookies, groupId } = company;
  const bare = startActor(program("bare-broadcast.ts"), ["--expose-gc"]);
  const bareUrl = await bare.ask<string>("listen");

  const ours = await openAudiences(server.url, cookies, () => server.actor.ask<Memory>("memory"));
  const theirs = await openAudiences(bareUrl, cookies, () => bare.ask<Memory>("memory"));

  await posting.ask("open", { url: server.url, cookies, groupId, connections: 24 });
  const rates: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let turn = -1; turn < turns; turn++) {
    const a = await heardBy(ours.audiences, () => posting.ask("post", { cases }));
    await bare.ask("cards", { cards: [a.card] });
    const b = await heardBy(theirs.audiences, () => bare.ask("flood", { count: cases, together: 20 }));
    if (turn < 0) continue;
    rates.ours.push(a.rate);
    rates.bare.push(b.rate);
  }
  const ratios = rates.ours.map((rate, turn) => rate / (rates.bare[turn] ?? Number.NaN));
  print({
    figure: `cards to ${experts} consoles, each card a case created over HTTP`,
    beckon: `${spread(rates.ours)} /s`,
    comparison: `bare \`ws\` sending the same bytes: ${spread(rates.bare)} /s`,
    ratio: spread(ratios),
    goal: "≥ 0.7",
    met: median(ratios) >= 0.7,
  });
  print({
    figure: `memory a console takes on the server, of ${experts}`,
    beckon: `${shown(ours.kilobytes)} KB`,
    comparison: `bare \`ws\`: ${shown(theirs.kilobytes)} KB`,
    ratio: shown(ours.kilobytes / theirs.kilobytes),
    goal: "≤ 30 KB",
    met: ours.kilobytes <= 30,
  });
  for (const actor of [posting, bare, ...ours.audiences, ...theirs.audiences]) await actor.end();
} finally {
  await stage.close();
}
