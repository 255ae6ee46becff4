import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newId, openHouse, setUp, type House } from "../../testing/house.ts";
import { startServerProcess, type ServerProcess } from "../../testing/server-process.ts";
import { newSecret, opening, Wire } from "../../testing/wire.ts";

let house: House;
/** In a process of its own, so that a test can see whether it lives. */
let other: ServerProcess;
let ada: Awaited<ReturnType<typeof setUp>>;
let pool: pg.Pool;

beforeAll(async () => {
  house = await openHouse();
  other = await startServerProcess(house.databaseUrl);
  ada = await setUp(house);
  pool = new pg.Pool({ connectionString: house.databaseUrl, max: 2 });
});
afterEach(() => Wire.closeAll());
afterAll(async () => {
  await pool.end();
  await other.stop();
  await house.stop();
});

async function customerOf(url = house.url) {
  const wire = await Wire.open(url, "customer");
  const { value } = await wire.ask(opening(ada.slug, newSecret()));
  return Object.assign(wire, { caseId: value.caseId as string });
}

const portOf = (url: string) => Number(new URL(url).port);

describe("the line", () => {
  it("[X8] somebody who hangs up in the middle of opening a WebSocket harms nobody else", async () => {
    for (const path of ["/live/customer", "/live/console", "/live/nothing", "//"]) {
      for (let i = 0; i < 40; i++) {
        await new Promise<void>((resolve) => {
          const socket = connect(portOf(other.url), "localhost", () => {
            socket.write(
              `GET ${path} HTTP/1.1\r\nHost: localhost:${portOf(other.url)}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
                `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nCookie: ${ada.cookie}\r\nOrigin: ${other.url}\r\n\r\n`,
              () => {
                if (i % 2) socket.resetAndDestroy();
                else setTimeout(() => socket.resetAndDestroy(), i % 5);
                resolve();
              },
            );
          });
          socket.on("error", () => resolve());
        });
      }
    }
    await delay(300);
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
  });

  it("[X8] an address that is none is refused at once, however long it is", async () => {
    const wire = await Wire.open(house.url, "customer");
    const started = performance.now();
    wire.send({ ...opening(ada.slug, newSecret(), { customerEmail: `a@${".".repeat(100_000)}@` }), id: newId() });
    expect(await wire.closed()).toBe(4400);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("[X8] half a character and a zero are refused, and trouble nobody", async () => {
    for (const bad of [{ description: "\ud800" }, { customerName: "\ud800" }, { customerEmail: "a\0b@example.org" }]) {
      const wire = await Wire.open(house.url, "customer");
      wire.send({ ...opening(ada.slug, newSecret(), bad), id: newId() });
      expect(await wire.closed()).toBe(4400);
    }
  });
});

describe("the line's size", () => {
  it("[X15] pings whose answers are not read end the connection", async () => {
    const socket = connect(portOf(house.url), "127.0.0.1");
    socket.on("error", () => undefined);
    const answered = new Promise((resolve) => socket.once("data", resolve));
    socket.write(
      `GET /live/customer HTTP/1.1\r\nHost: localhost:${portOf(house.url)}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    await answered;
    socket.pause();
    const closed = new Promise<string>((resolve) => socket.once("close", () => resolve("closed")));
    // Masked with zeros, 125 bytes each.
    const pings = Buffer.concat(
      Array.from({ length: 500 }, () => Buffer.concat([Buffer.from([0x89, 0xfd, 0, 0, 0, 0]), Buffer.alloc(125)])),
    );
    const flooding = setInterval(() => socket.write(pings), 5);
    setTimeout(() => socket.resume(), 3_000);
    expect(await Promise.race([closed, delay(8_000, "open")])).toBe("closed");
    clearInterval(flooding);
    socket.destroy();
  });

  it("[X8] what waits to be served is bounded in size", async () => {
    const wire = await Wire.open(house.url, "customer");
    wire.send({ type: "customer/look", code: "s100000000", id: newId() });
    for (let i = 0; i < 60; i++)
      wire.send({ type: "session/signal", caseId: "none", session: "none-1", body: "x".repeat(60_000) });
    expect(await wire.closed()).toBe(4429);
  });
});

describe("signals", () => {
  it("[X9] signals to a side that is not there are not kept", async () => {
    const customer = await customerOf();
    for (let i = 0; i < 10; i++)
      customer.send({
        type: "session/signal",
        caseId: customer.caseId,
        session: `${customer.caseId}-1`,
        body: "x".repeat(60_000),
      });
    await customer.ask({ type: "customer/say", text: "done" });
    const { rows } = await pool.query("SELECT count(*)::int AS n FROM signals");
    expect(rows[0].n).toBe(0);
  });
});
