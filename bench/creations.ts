import { join } from "node:path";
import { startActor } from "./stage/actor.ts";
import { median, option, print, shown, spread } from "./stage/figures.ts";
import type { Posted } from "./stage/posting.ts";
import { makeCompany, openStage, startServer } from "./stage/stage.ts";

/** Durable cases a second over HTTP, beside the same rows from a bare INSERT + COMMIT loop on the same database. */
const turns = option("turns", 7);
const ms = option("ms", 3_000);
const connections = option("connections", 32);
const profileFile = process.argv.find((word) => word.startsWith("--profile="))?.slice("--profile=".length);

const stage = await openStage();
try {
  const databaseUrl = await stage.database("creations");
  const server = await startServer(databaseUrl);
  const company = await makeCompany(server, databaseUrl, 10);
  const posting = startActor(join(import.meta.dirname, "stage/posting.ts"));
  const inserting = startActor(join(import.meta.dirname, "stage/inserting.ts"));
  const { cookies, groupId, id: companyId } = company;
  await posting.ask("open", { url: server.url, cookies, groupId, connections });
  await inserting.ask("open", { databaseUrl, companyId, groupId });

  const ours: number[] = [];
  const bare: number[] = [];
  for (let turn = -1; turn < turns; turn++) {
    if (turn === 0 && profileFile) await server.actor.ask("profile");
    const posted = await posting.ask<Posted>("post", { ms: turn < 0 ? ms / 2 : ms });
    if (turn === 0 && profileFile) await server.actor.ask("profiled", { file: profileFile });
    if (posted.refused > 0) throw new Error(`${posted.refused} requests were refused`);
    const inserted = await inserting.ask<Posted>("insert", { ms: turn < 0 ? ms / 2 : ms, most: (ms / 1000) * 20_000 });
    // The first turn warms both up.
    if (turn < 0) continue;
    ours.push(posted.cases / posted.seconds);
    bare.push(inserted.cases / inserted.seconds);
  }
  const ratios = ours.map((value, turn) => value / (bare[turn] ?? Number.NaN));
  print({
    figure: `durable cases created over HTTP, ${connections} connections`,
    beckon: `${spread(ours)} /s`,
    comparison: `bare INSERT + COMMIT, 10 connections: ${spread(bare)} /s`,
    ratio: spread(ratios),
    goal: "≥ 0.5",
    met: Number(shown(median(ratios))) >= 0.5,
  });
  for (const actor of [posting, inserting]) await actor.end();
  await server.stop();
} finally {
  await stage.close();
}
