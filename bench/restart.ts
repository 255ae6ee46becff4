import { join } from "node:path";
import { startActor } from "./stage/actor.ts";
import { now, option, print, quantile, shown, spread } from "./stage/figures.ts";
import type { Posted } from "./stage/posting.ts";
import type { Returned } from "./stage/returning.ts";
import { makeCompany, onDatabase, openStage, startServer } from "./stage/stage.ts";
import { freePort } from "../apps/server/src/store/free-port.ts";

/** A server is killed and started again under many consoles: how long until each has its queue back, and is anything missing. */
const turns = option("turns", 3);
const experts = option("experts", 1_000);
const AUDIENCES = 2;
const program = (name: string) => join(import.meta.dirname, "stage", name);

const stage = await openStage();
try {
  const databaseUrl = await stage.database("restart");
  const port = await freePort();
  let server = await startServer(databaseUrl, port);
  const company = await makeCompany(server, databaseUrl, Math.ceil(experts / 20));
  const other = await startServer(databaseUrl);
  const { cookies, groupId } = company;
  const posting = startActor(program("posting.ts"));
  await posting.ask("open", { url: other.url, cookies, groupId, connections: 4 });
  const audiences = Array.from({ length: AUDIENCES }, () => startActor(program("returning.ts")));
  const count = experts / AUDIENCES;
  await Promise.all(audiences.map((one, n) => one.ask("open", { url: server.url, cookies, from: n * count, count })));

  const p95: { down: number[]; up: number[] } = { down: [], up: [] };
  let missing = 0;
  let wrong = 0;
  let made = 0;
  for (let turn = 0; turn < turns; turn++) {
    const posted = posting.ask<Posted>("post", { ms: 4_000, cases: 100 });
    const killedAt = now();
    await server.kill();
    server = await startServer(databaseUrl, port);
    const upAt = now();
    const returned = await Promise.all(
      audiences.map((one) => one.ask<Returned>("returned", { since: killedAt, seconds: 60 })),
    );
    made += (await posted).cases;
    const latencies = returned.flatMap((one) => one.latencies);
    p95.down.push(quantile(latencies, 0.95) / 1000);
    p95.up.push(Math.max(0, quantile(latencies, 0.95) - (upAt - killedAt)) / 1000);
    missing += returned.reduce((sum, one) => sum + one.missing, 0);
    const { rows } = await onDatabase(databaseUrl, (client) =>
      client.query<{ id: string; version: number }>("SELECT id, version FROM cases"),
    );
    const cases = rows.map(({ id, version }) => [id, version]);
    const not = await Promise.all(audiences.map((one) => one.ask<number>("wrong", { cases, seconds: 10 })));
    wrong += not.reduce((sum, one) => sum + one, 0);
  }
  const comparison = "Socket.IO with connection state recovery, published: p95 6 s, 3.8 % never return";
  print({
    figure: `server killed and started again, ${experts} consoles: p95 until the queue is back, from the moment it listens`,
    beckon: spread(p95.up, " s"),
    comparison,
    ratio: "",
    goal: "≤ 3 s",
    met: quantile(p95.up, 0.5) <= 3,
  });
  print({
    figure: "the same, from the kill (starting the server included)",
    beckon: spread(p95.down, " s"),
    comparison: "",
    ratio: "",
    goal: "",
    met: undefined,
  });
  print({
    figure: `of these, consoles that did not come back, or lack one of ${shown(made)} cases made meanwhile on another server`,
    beckon: `${missing} and ${wrong} of ${turns * experts}`,
    comparison: "",
    ratio: "",
    goal: "0",
    met: missing + wrong === 0,
  });
  for (const actor of [posting, ...audiences]) await actor.end();
} finally {
  await stage.close();
}
