import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { WebSocketServer, type WebSocket } from "ws";
import type { Branding, CustomerCase } from "@beckon/protocol/down.ts";
import type { ModulePage } from "@beckon/protocol/modules.ts";
import { PROTOCOL } from "@beckon/protocol/version.ts";
import { caseOf, openPrograms } from "../testing/run-module.ts";
import { eventually } from "../testing/eventually.ts";

/** The program itself beside a server that lies: it introduces whom nobody asked for, says again what is over, and floods. */
let home = "";
let server: Server;
let url = "";
let line: WebSocket | undefined;
const asked: { type: string; id?: string }[] = [];
const programs = openPrograms(
  () => ["--server", url, "--module", "acme", "--data", join(home, "data")],
  () => ({ ...process.env, HOME: home, DISPLAY: undefined, WAYLAND_DISPLAY: undefined }),
);

const branding: Branding = {
  company: "Acme",
  title: "",
  welcome: "",
  waiting: "",
  accent: "#3448c5",
  logo: null,
  translations: {},
};
const hidden = { name: "hidden", email: "hidden", description: "hidden" } as const;
const page: ModulePage = {
  slug: "acme",
  branding,
  fields: hidden,
  disclaimer: "",
  disclaimers: {},
  suspended: false,
  closed: null,
  programs: [],
};
const theCase: CustomerCase = {
  caseId: "c1",
  version: 1,
  code: "s123456789",
  state: "pending",
  branding,
  customerName: "",
  customerEmail: "",
  expert: { name: "Ana", presence: "connected" },
  place: null,
  estimate: null,
  care: null,
  waitingSince: 0,
  message: null,
  answered: null,
  validUntil: 8e15,
  messages: [],
  attachments: [],
  mayClose: true,
  rated: false,
  survey: false,
  programOf: null,
  sessions: [],
};

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "beckon-liar-"));
  asked.length = 0;
  server = createServer((request, response) => {
    // Its statement is signed by nobody.
    if (request.url?.endsWith("/statement") === true)
      response.end(JSON.stringify({ statement: "{}", signature: "A".repeat(86), key: "A".repeat(43) }));
    else response.end(JSON.stringify(page));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => {
    line = socket;
    socket.on("message", (data) => {
      const message = JSON.parse((data as Buffer).toString()) as { type: string; id?: string };
      asked.push(message);
      if (message.type === "hello") tell({ type: "welcome", protocol: PROTOCOL, now: Date.now(), connection: "x" });
      else if (message.type === "ping") tell({ type: "pong" });
      else if (message.id !== undefined) tell({ type: "reply", id: message.id, ok: true, value: {} });
      if (message.type === "customer/open" || message.type === "customer/move")
        tell({ type: "customer/case", case: theCase });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await programs.end();
  server.closeAllConnections();
  line?.terminate();
  server.close();
  rmSync(home, { recursive: true, force: true });
});

const tell = (message: object | string): void =>
  line?.send(typeof message === "string" ? message : JSON.stringify(message));
const introduce = (session: string, name: string, more: object = {}): void =>
  tell({
    type: "session/open",
    caseId: "c1",
    session,
    expert: { name, company: "Acme" },
    iceServers: [],
    relayToken: "t",
    recordings: { keep: "off", days: 30 },
    colleague: null,
    ...more,
  });

async function start(...words: string[]) {
  const started = await programs.start(words);
  await eventually(() => expect(caseOf(started.page).caseId).toBe("c1"), 10_000);
  return { ...started, visit: () => started.page.store.state.visit };
}

it("[X18] [R1] [X8] is shown to nobody by a flood of introductions, lies and garbage, and can still be stopped", async () => {
  const { page: shown, visit, child } = await start();
  introduce("s1", "Ana");
  await eventually(() => expect(visit()).toMatchObject({ is: "asked", opening: { session: "s1" } }));
  await shown.store.allow(["see"]);
  await eventually(() => expect(visit().is).toBe("on"));

  // A colleague nobody brought in, granted before as the server says: asked for, and so seen by nobody.
  const broughtIn = { colleague: { by: "Ana", part: "control" } };
  introduce("s0", "Mallory", broughtIn);
  await eventually(() => expect(shown.store.state.colleagues).toMatchObject([{ is: "asked" }]));
  shown.store.answerColleague("s0", null);
  await eventually(() => expect(shown.store.state.colleagues).toEqual([]));
  introduce("s0", "Mallory", broughtIn);

  // Garbage first, so that all of it comes while somebody is seen.
  const made = ["stun:[", "turn:x:99999999999999999999", "stun:a b:1", "file:///etc/passwd"];
  for (const text of ["{", "null", "[]", '{"type":"session/open"}', '{"type":"reply","id":"x","ok":true}', "\u0000"])
    tell(text);
  for (let n = 0; n < 300; n += 1) {
    const body = JSON.stringify({ session: "s1", generation: n % 2 === 0 ? n : 9e15, ready: true });
    tell({ type: "session/signal", caseId: "c1", session: "s1", body });
    const forged = { generation: 9e12, relay: "A".repeat(43), identity: "B".repeat(87), proof: "C".repeat(86) };
    tell({ type: "session/signal", caseId: "c1", session: "s1", body: JSON.stringify({ session: "s1", ...forged }) });
  }
  expect(visit()).toMatchObject({ is: "on", opening: { session: "s1" } });
  expect(shown.store.state.colleagues).toEqual([]);
  const before = performance.now();
  shown.store.stop();
  await eventually(() => expect(visit()).toMatchObject({ is: "off", note: "stopped" }), undefined, 5);
  expect(performance.now() - before).toBeLessThan(1_000);

  // The same session again, granted before as it says; then others without end.
  for (let n = 0; n < 50; n += 1) introduce("s1", "Ana");
  tell({ type: "session/over", caseId: "c1" });
  introduce("s1", "Ana");
  for (let n = 0; n < 500; n += 1)
    introduce(`x${n}`, "Eve", { iceServers: [{ urls: made, username: "u", credential: "p" }] });
  introduce("s1", "Ana");
  tell({ type: "customer/case", case: { ...theCase, version: 2, branding: { ...branding, company: "Evil" } } });
  await eventually(() =>
    expect(shown.store.state.page).toMatchObject({ is: "case", case: { branding: { company: "Evil" } } }),
  );
  // Nobody is seen, only asked about, and under the name the question came with.
  expect(visit()).toMatchObject({ is: "asked", opening: { expert: { name: "Eve", company: "Acme" } } });
  expect(statSync(join(home, "data", "kept.json")).size).toBeLessThan(10_000);
  expect(child.exitCode).toBeNull();
  // What was asked once and stopped is not answered by the next allow.
  expect(asked.filter(({ type }) => type === "customer/consent")).toHaveLength(2);
});

it("[M9] [X18] shows itself unasked once, to the move it came with, and never by being started again", async () => {
  const move = "m".repeat(43);
  const first = await start("--move", move);
  introduce("s1", "Ana");
  await eventually(() => expect(first.visit().is).toBe("on"));
  first.page.store.stop();
  await eventually(() => expect(first.visit().is).toBe("off"));
  introduce("s2", "Eve");
  await eventually(() => expect(first.visit()).toMatchObject({ is: "asked", opening: { session: "s2" } }));
  first.child.kill("SIGKILL");
  await once(first.child, "exit");

  const again = await start("--move", move);
  introduce("s3", "Eve");
  await eventually(() => expect(again.visit()).toMatchObject({ is: "asked", opening: { session: "s3" } }));
});

it("[X18] [X11] keeps the secrets it has in files of this person's alone, and says none of them", async () => {
  const { child } = await start();
  const data = join(home, "data");
  expect(statSync(data).mode & 0o777).toBe(0o700);
  for (const file of ["kept.json", "running.json"]) expect(statSync(join(data, file)).mode & 0o777).toBe(0o600);
  const { knock } = JSON.parse(readFileSync(join(data, "running.json"), "utf8")) as { knock: string };
  const secret = asked.find(({ type }) => type === "customer/open") as { secret?: string } | undefined;
  expect(secret?.secret).toMatch(/^[\w-]{43}$/);
  const words = process.platform === "linux" ? readFileSync(`/proc/${child.pid}/cmdline`, "utf8") : "";
  const surroundings = process.platform === "linux" ? readFileSync(`/proc/${child.pid}/environ`, "utf8") : "";
  for (const hiddenWord of [knock, secret?.secret ?? ""]) {
    expect(words).not.toContain(hiddenWord);
    expect(surroundings).not.toContain(hiddenWord);
  }
});
