import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import type { LoggedEvent } from "./event-log.ts";
import { lineTo } from "./line.ts";
import { openStreams } from "./streams.ts";

const reader: PersonScope = { kind: "person", companyId: "c1", personId: "u1", role: "administrator", name: "Ada" };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server whose log never ends, each event 10 KB, and how much was read from it. */
async function openEndless(timing: { heartbeatMs?: number; unreadMs?: number }) {
  const read = { events: 0 };
  const streams = openStreams({
    log: {
      ends: async () => ({ last: 0, forgotten: 0 }),
      async after(_reader, position, limit) {
        read.events += limit;
        return Array.from({ length: limit }, (_, n) => ({ position: position + n + 1 }) as LoggedEvent);
      },
    },
    events: { whenMore: () => () => undefined },
    write: ({ position }) => ({ id: String(position), type: "session.created", body: "x".repeat(10_000) }),
    warn: (error) => {
      throw error;
    },
    ...timing,
  });
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    streams.open("t1", reader, async () => reader, lineTo(response), 0);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => undefined);
  closing.push(() => socket.destroy());
  socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  return { read, streams, socket };
}

it("[X15][W13] who does not read what they asked for is given no more, and let go", async () => {
  const { read, streams, socket } = await openEndless({ unreadMs: 500 });
  socket.pause();
  await vi.waitFor(() => expect(streams.count()).toBe(1));
  await vi.waitFor(() => expect(streams.count()).toBe(0), 10_000);
  // What fits into the two computers' buffers for one connection, and no more.
  expect(read.events * 10_000).toBeLessThan(50e6);
});

it("[X15] who reads slowly, but reads, is kept", async () => {
  const { read, streams, socket } = await openEndless({ unreadMs: 2_000 });
  let bytes = 0;
  socket.on("data", (data: Buffer) => {
    bytes += data.length;
    socket.pause();
    setImmediate(() => socket.resume());
  });
  await vi.waitFor(() => expect(bytes).toBeGreaterThan(20e6), 20_000);
  expect(streams.count()).toBe(1);
  expect(read.events * 10_000 - bytes).toBeLessThan(50e6);
  streams.end();
  expect(streams.count()).toBe(0);
});
