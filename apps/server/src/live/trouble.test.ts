import { createServer } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { WebSocketServer } from "ws";
import { customerUp } from "@beckon/protocol/up.ts";
import { openCuttableLine } from "../../testing/cuttable-line.ts";
import { openHouse, setUp, signIn, type House } from "../../testing/house.ts";
import { newSecret, opening, Wire, type Anything } from "../../testing/wire.ts";
import { openConnection } from "./connection.ts";

let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;

beforeAll(async () => {
  house = await openHouse();
  ada = await setUp(house);
});
afterAll(() => house.stop());

it("[X14][Q2] with the database away the server says so, stays, recovers by itself, and shows what it missed", async () => {
  const database = new URL(house.databaseUrl);
  const line = await openCuttableLine(Number(database.port));
  database.hostname = "127.0.0.1";
  database.port = String(line.port);
  const far = await openHouse(database.href);
  try {
    const { cookie, call } = await signIn(far.url, "ada@example.com");
    const console_ = await Wire.open(far.url, "console", { cookie });
    await console_.next((m) => m.type === "queue/snapshot");

    line.cut();
    const during = await console_.ask({ type: "case/watch", caseId: "any" });
    expect(during.refusal).toEqual({ reason: "unavailable" });
    expect((await call("GET", "/api/console/groups")).status).toBe(503);
    expect((await fetch(`${far.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${far.url}/healthz`)).status).toBe(200);

    const near = await Wire.open(house.url, "customer");
    const { value } = await near.ask(opening(ada.slug, newSecret()));
    const mark = console_.mark;
    line.mend();
    const snapshot = await console_.next((m) => m.type === "queue/snapshot", mark);
    expect(snapshot.cards.map((card: Anything) => card.id)).toContain(value.caseId);
    expect((await console_.ask({ type: "case/watch", caseId: value.caseId })).ok).toBe(true);
    await vi.waitFor(async () => expect((await fetch(`${far.url}/readyz`)).status).toBe(200), { timeout: 10_000 });
    expect(console_.closeCode).toBeUndefined();
  } finally {
    await far.stop();
    await line.close();
  }
});

it("[X15] a browser that does not read is dropped before it costs the server much memory", async () => {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  const accepted = new Promise<Anything>((resolve) => sockets.once("connection", resolve));
  // A bare socket that does the handshake and then never reads again.
  const deaf = connect(address.port, "127.0.0.1");
  deaf.pause();
  deaf.on("error", () => undefined);
  const key = "dGhlIHNhbXBsZSBub25jZQ==";
  deaf.write(
    `GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  const socket = await accepted;
  const quiet = { error: () => undefined, debug: () => undefined };
  const connection = openConnection(socket, "n.1", customerUp, { perSecond: 1, burst: 1 }, quiet);
  const megabyte = "x".repeat(1024 * 1024);
  let most = 0;
  for (let sent = 0; sent < 100; sent++) {
    connection.push(megabyte);
    most = Math.max(most, socket.bufferedAmount);
  }
  await connection.closed;
  expect(most).toBeLessThan(20 * 1024 * 1024);
  deaf.destroy();
  sockets.close();
  await new Promise((resolve) => server.close(resolve));
});

it("[X16][X13] a server that stops tells every browser to come back in a moment, and writes down that they left", async () => {
  const other = await house.another();
  const { cookie } = await signIn(other.url, "ada@example.com");
  const console_ = await Wire.open(other.url, "console", { cookie });
  await console_.next((m) => m.type === "queue/snapshot");
  const customer = await Wire.open(other.url, "customer");
  const { value } = await customer.ask(opening(ada.slug, newSecret()));
  const watcher = await Wire.open(house.url, "console", { cookie: ada.cookie });
  await watcher.next((m) => m.type === "queue/snapshot");
  await other.server.stop();
  expect([await console_.closed(), await customer.closed()]).toEqual([1012, 1012]);
  await watcher.next(
    (m) => m.type === "queue/card" && m.card.id === value.caseId && m.card.customer.is === "reconnecting",
  );
});

it("[S4] every wrong code takes the same time", async () => {
  const wire = await Wire.open(house.url, "customer");
  const claimed = await Wire.open(house.url, "customer");
  const { value } = await claimed.ask(opening(ada.slug, newSecret()));
  const times: number[] = [];
  for (const code of ["s999999999", "nonsense", value.code]) {
    const started = performance.now();
    expect((await wire.ask({ type: "customer/look", code })).refusal).toEqual({ reason: "codeNotValid" });
    times.push(performance.now() - started);
  }
  // Each waits for the same moment after it was asked; what is left is the machine's noise.
  expect(Math.min(...times)).toBeGreaterThan(240);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(200);
});
