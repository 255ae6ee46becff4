import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CLOSE, customerDown } from "@beckon/protocol/down.ts";
import type { CustomerDown } from "@beckon/protocol/down.ts";
import { PROTOCOL } from "@beckon/protocol/version.ts";
import type { CustomerRequest } from "@beckon/protocol/up.ts";
import { openServerLink } from "./server-link.ts";
import type { ServerLink, ServerLinkOptions } from "./server-link.ts";

type Link = ServerLink<CustomerRequest, CustomerDown>;
type Message = { type: string; id?: string; text?: string; body?: string };

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** A server whose every act is the test's: it says nothing by itself. */
async function startServer(port = 0) {
  const server = new WebSocketServer({ port, host: "127.0.0.1" });
  await once(server, "listening");
  const arrived: { socket: WebSocket; inbox: Message[] }[] = [];
  server.on("connection", (socket) => {
    const inbox: Message[] = [];
    arrived.push({ socket, inbox });
    socket.on("message", (data: Buffer) => inbox.push(JSON.parse(data.toString()) as Message));
  });
  const stop = (): Promise<void> =>
    new Promise((stopped) => {
      for (const client of server.clients) client.terminate();
      server.close(() => stopped());
    });
  undo.push(stop);
  return {
    port: (server.address() as AddressInfo).port,
    arrived,
    stop,
    /** The connection number `n` from 1, once its hello is there. */
    async greeted(n: number) {
      const connection = await vi.waitUntil(() =>
        arrived[n - 1]?.inbox[0]?.type === "hello" ? arrived[n - 1] : false,
      );
      if (connection === undefined) throw new Error("never greeted");
      const send = (message: object): void => connection.socket.send(JSON.stringify(message));
      return {
        ...connection,
        send,
        welcome: () => send({ type: "welcome", protocol: PROTOCOL, now: 0, connection: "c" }),
        of: (type: string) => vi.waitUntil(() => connection.inbox.find((message) => message.type === type)),
      };
    },
  };
}

function open(port: number, more: Partial<ServerLinkOptions<CustomerRequest, CustomerDown>> = {}): Link {
  const link = openServerLink<CustomerRequest, CustomerDown>({
    url: `ws://127.0.0.1:${port}`,
    language: "de",
    parse: (json) => customerDown.safeParse(json).data,
    WebSocket,
    random: () => 0.9,
    ...more,
  });
  undo.push(() => link.close());
  return link;
}

/** A clock that the test moves; what is set waits until then. */
function handClock() {
  let now = 1_000_000;
  let timers: { at: number; call: () => void }[] = [];
  return {
    set: (): number[] => timers.map(({ at }) => at - now),
    advance(ms: number) {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { call } of due) call();
    },
    now: () => now,
    setTimeout(call: () => void, ms: number) {
      const timer = { at: now + ms, call };
      timers.push(timer);
      return timer;
    },
    clearTimeout(timer: unknown) {
      timers = timers.filter((other) => other !== timer);
    },
  };
}

describe("the link to the server", () => {
  it("[X8] says which protocol and language it speaks first, and is open once it is welcome", async () => {
    const server = await startServer();
    const link = open(server.port);
    const connection = await server.greeted(1);
    expect(connection.inbox).toEqual([{ type: "hello", protocol: PROTOCOL, language: "de" }]);
    expect(link.state).toEqual({ is: "connecting" });
    connection.welcome();
    await vi.waitUntil(() => link.state.is === "open");
  });

  it("[C13] repeats a request with the same id when the connection drops before the answer", async () => {
    const server = await startServer();
    const link = open(server.port);
    const first = await server.greeted(1);
    first.welcome();
    const reply = link.request({ type: "customer/say", text: "hello?" });
    const asked = await first.of("customer/say");
    first.socket.terminate();

    const second = await server.greeted(2);
    expect(link.state.is).toBe("reconnecting");
    second.welcome();
    const again = await second.of("customer/say");
    expect(again).toEqual(asked);
    second.send({ type: "reply", id: again?.id, ok: true, value: { code: "s123" } });
    await expect(reply).resolves.toEqual({ ok: true, value: { code: "s123" } });
  });

  it("[C13] does not repeat what was answered, and passes refusals on as answers", async () => {
    const server = await startServer();
    const link = open(server.port);
    const first = await server.greeted(1);
    first.welcome();
    const reply = link.request({ type: "customer/close" });
    const asked = await first.of("customer/close");
    first.send({ type: "reply", id: asked?.id, ok: false, refusal: { reason: "notAllowed" } });
    await expect(reply).resolves.toEqual({ ok: false, refusal: { reason: "notAllowed" } });
    first.socket.terminate();
    const second = await server.greeted(2);
    second.welcome();
    void link.request({ type: "customer/say", text: "after" });
    await second.of("customer/say");
    expect(second.inbox.map(({ type }) => type)).toEqual(["hello", "customer/say"]);
  });

  it("[C13] forgets a request that its caller aborted", async () => {
    const server = await startServer();
    const link = open(server.port);
    const abort = new AbortController();
    const reply = link.request({ type: "customer/say", text: "never mind" }, { abort: abort.signal });
    abort.abort(new Error("gone elsewhere"));
    await expect(reply).rejects.toThrow("gone elsewhere");
    const connection = await server.greeted(1);
    connection.welcome();
    void link.request({ type: "customer/close" });
    await connection.of("customer/close");
    expect(connection.inbox.map(({ type }) => type)).toEqual(["hello", "customer/close"]);
  });

  it("[X13] lets the page say who it is after each reconnect, before anything that waits", async () => {
    const server = await startServer();
    const secret = "x".repeat(43);
    const device = { browser: "", system: "", language: "", screen: "", channel: "web" } as const;
    const link = open(server.port, { onOpen: (request) => request({ type: "customer/return", secret, device }) });
    void link.request({ type: "customer/say", text: "first" });
    link.send({ type: "session/signal", caseId: "1", session: "1-1", body: "a" });
    for (const n of [1, 2]) {
      const connection = await server.greeted(n);
      connection.welcome();
      const returned = await connection.of("customer/return");
      expect(connection.inbox.map(({ type }) => type)).toEqual(["hello", "customer/return"]);
      if (n === 1) {
        connection.socket.terminate();
        continue;
      }
      connection.send({ type: "reply", id: returned?.id, ok: true, value: {} });
      await connection.of("session/signal");
      expect(connection.inbox.map(({ type }) => type).slice(2)).toEqual(["customer/say", "session/signal"]);
    }
  });

  it("[X13] keeps signals for 10 s of reconnecting and drops older ones", async () => {
    const server = await startServer();
    const clock = handClock();
    const link = open(server.port, { clock });
    const connection = await server.greeted(1);
    link.send({ type: "session/signal", caseId: "1", session: "1-1", body: "old" });
    clock.advance(5_000);
    link.send({ type: "session/signal", caseId: "1", session: "1-1", body: "young" });
    clock.advance(5_000 - 1);
    link.send({ type: "session/signal", caseId: "1", session: "1-1", body: "new" });
    connection.welcome();
    await vi.waitUntil(() => connection.inbox.length === 4);
    expect(connection.inbox.slice(1).map(({ body }) => body)).toEqual(["old", "young", "new"]);

    connection.socket.terminate();
    await vi.waitUntil(() => link.state.is === "reconnecting");
    link.send({ type: "session/signal", caseId: "1", session: "1-1", body: "too old" });
    clock.advance(6_000);
    const second = await server.greeted(2);
    clock.advance(4_500);
    link.send({ type: "session/signal", caseId: "1", session: "1-1", body: "in time" });
    second.welcome();
    await second.of("session/signal");
    expect(second.inbox.slice(1).map(({ body }) => body)).toEqual(["in time"]);
  });

  it("[X13] waits longer and longer between tries, from 250 ms to 10 s, and at once when asked", async () => {
    const server = await startServer();
    await server.stop();
    const clock = handClock();
    const link = open(server.port, { clock, random: () => 0.5 });
    const connecting = 10_000;
    const waits: number[] = [];
    while (waits.length < 8) {
      const wait = await vi.waitUntil(() => clock.set().find((ms) => ms !== connecting));
      waits.push(wait);
      clock.advance(wait);
    }
    expect(waits.map((ms) => ms / 0.75)).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    await vi.waitUntil(() => clock.set()[0] === 7_500);
    const again = await startServer(server.port);
    link.retry();
    await again.greeted(1);
  });

  it("[X13] notices within 15 s that the line is dead though nobody hung up", async () => {
    const server = await startServer();
    const clock = handClock();
    const link = open(server.port, { clock });
    const connection = await server.greeted(1);
    connection.welcome();
    await vi.waitUntil(() => link.state.is === "open");
    clock.advance(10_000);
    await connection.of("ping");
    connection.send({ type: "pong" });
    await vi.waitUntil(() => clock.set().includes(10_000));
    expect(link.state).toEqual({ is: "open" });
    clock.advance(10_000);
    clock.advance(5_000);
    expect(link.state.is).toBe("reconnecting");
  });

  it.each(["malformed", "notSignedIn", "superseded", "otherProtocol"] as const)(
    "[X8] does not come back after the server closed it as %s",
    async (word) => {
      const server = await startServer();
      const link = open(server.port);
      const reply = link.request({ type: "customer/close" });
      const connection = await server.greeted(1);
      connection.socket.close(CLOSE[word]);
      const reason = word === "notSignedIn" ? "notSignedIn" : "unavailable";
      await expect(reply).resolves.toEqual({ ok: false, refusal: { reason } });
      expect(link.state).toEqual({ is: "refused", code: CLOSE[word] });
      await expect(link.request({ type: "customer/close" })).resolves.toMatchObject({ ok: false });
      expect(server.arrived.length).toBe(1);
    },
  );

  it("[X13] comes back by itself after a restart of the server", async () => {
    const server = await startServer();
    const link = open(server.port);
    (await server.greeted(1)).welcome();
    await vi.waitUntil(() => link.state.is === "open");
    for (const { socket } of server.arrived) socket.close(CLOSE.stopping);
    await server.stop();
    await vi.waitUntil(() => link.state.is === "reconnecting");
    const next = await startServer(server.port);
    (await next.greeted(1)).welcome();
    await vi.waitUntil(() => link.state.is === "open", { timeout: 10_000 });
  });

  it("[X8] counts and ignores what it does not understand, and hands on what it does", async () => {
    const server = await startServer();
    const warned = vi.spyOn(console, "warn").mockReturnValue();
    undo.push(() => warned.mockRestore());
    const link = open(server.port);
    const heard: CustomerDown[] = [];
    link.on((message) => heard.push(message));
    const connection = await server.greeted(1);
    connection.welcome();
    connection.send({ type: "customer/horoscope" });
    connection.socket.send("not even JSON");
    connection.socket.send(Buffer.from([1, 2, 3]));
    connection.send({ type: "session/over", caseId: "1" });
    await vi.waitUntil(() => heard.some(({ type }) => type === "session/over"));
    expect(link.ignored).toBe(3);
    expect(link.state).toEqual({ is: "open" });
  });

  it("[X8] answers unavailable instead of queueing without end", async () => {
    const link = open((await startServer()).port);
    const replies = Array.from({ length: 201 }, () => link.request({ type: "customer/close" }));
    await expect(replies.at(-1)).resolves.toEqual({ ok: false, refusal: { reason: "unavailable" } });
    link.close();
    await expect(replies[0]).resolves.toEqual({ ok: false, refusal: { reason: "unavailable" } });
  });
});
