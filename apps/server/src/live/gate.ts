import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { CLOSE } from "@beckon/protocol/down.ts";
import { consoleUp, customerUp } from "@beckon/protocol/up.ts";
import { limitRequests } from "../limits/rate-limit.ts";
import { addressKey } from "../limits/address-key.ts";
import { openConnection } from "./connection.ts";
import { serveConsole } from "./console-link.ts";
import { serveCustomer } from "./customer-link.ts";
import type { LiveParts } from "./live-parts.ts";
import type { ConsoleSeat } from "./seats.ts";

const MAX_MESSAGE_BYTES = 128 * 1024;
const CONSOLE_RATE = { perSecond: 50, burst: 300 };
const CUSTOMER_RATE = { perSecond: 25, burst: 150 };
/** Of these, what leaves something behind: each is kept with the case and told to everybody who sees it. */
const CUSTOMER_ACTS = { perSecond: 1, burst: 60 };
/** Connections at once: from one address (an office behind one router counts as one), of one person, and in all. */
const MOST = { perAddress: 500, perPerson: 20, all: 20_000 };

export type GateParts = LiveParts & {
  nodeId: string;
  relay: { serve(socket: WebSocket): void };
  personOf: (headers: Headers) => Promise<ConsoleSeat["person"] | undefined>;
  addressOf: (request: IncomingMessage) => string;
  isOwnOrigin: (request: IncomingMessage) => boolean;
};

/** Lets WebSockets in at `/live/console`, `/live/customer` and `/live/relay`, after origin, sign-in and bounds [X6, X8]. */
export function openGate(server: Server, parts: GateParts) {
  // Pings are answered by the connection, which counts them and sees whether their answers are read.
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    maxFragments: 64,
    perMessageDeflate: false,
    autoPong: false,
  });
  const open = new Map<WebSocket, string>();
  const perKey = new Map<string, number>();
  const takeAct = limitRequests(CUSTOMER_ACTS);
  /** One for each connection, until its leaving is written down. */
  const served = new Set<Promise<void>>();
  let next = 0;
  let stopping = false;

  function count(key: string, by: 1 | -1): number {
    const value = (perKey.get(key) ?? 0) + by;
    if (value > 0) perKey.set(key, value);
    else perKey.delete(key);
    return value;
  }

  function isFull(source: string): boolean {
    return open.size >= MOST.all || (perKey.get(source) ?? 0) >= MOST.perAddress;
  }

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const path = request.url?.split("?", 1)[0];
    const address = parts.addressOf(request);
    const source = addressKey(address);
    if (path !== "/live/console" && path !== "/live/customer" && path !== "/live/relay")
      return refuse(stream, 404, "Not Found");
    if (!parts.isOwnOrigin(request)) return refuse(stream, 403, "Forbidden");
    if (stopping) return refuse(stream, 503, "Service Unavailable");
    if (isFull(source)) return refuse(stream, 429, "Too Many Requests");
    if (path === "/live/customer")
      return accept(request, stream, head, [source], (socket) => customer(socket, address));

    if (path === "/live/relay") return accept(request, stream, head, [source], (socket) => parts.relay.serve(socket));

    const headers = headersOf(request);
    const person = await parts.personOf(headers);
    // Many may have asked at once, before the first of them counted.
    if (isFull(source)) return refuse(stream, 429, "Too Many Requests");
    accept(request, stream, head, person ? [source, person.personId] : [source], (socket) => {
      // A refused upgrade looks like a dead line to a browser; a close code tells it to sign in.
      if (!person) return socket.close(CLOSE.notSignedIn, "sign in first");
      if ((perKey.get(person.personId) ?? 0) > MOST.perPerson) return socket.close(CLOSE.tooMany, "too many consoles");
      console(socket, stream, person, () => parts.personOf(headers));
    });
  }

  function accept(
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer,
    keys: string[],
    then: (socket: WebSocket) => void,
  ): void {
    sockets.handleUpgrade(request, stream, head, (socket) => {
      open.set(socket, keys[0] ?? "");
      for (const key of keys) count(key, 1);
      socket.on("close", () => {
        open.delete(socket);
        for (const key of keys) count(key, -1);
      });
      // Before `openConnection` listens, and for sockets closed at once.
      socket.on("error", () => undefined);
      then(socket);
    });
  }

  function keep(serving: Promise<void>): void {
    served.add(serving);
    void serving.finally(() => served.delete(serving));
  }

  const newConnection = () => `${parts.nodeId}.${++next}`;
  function console(
    socket: WebSocket,
    stream: Duplex,
    person: ConsoleSeat["person"],
    again: Parameters<typeof serveConsole>[3],
  ): void {
    const connection = openConnection(socket, newConnection(), consoleUp, CONSOLE_RATE, parts.log, stream);
    keep(serveConsole(parts, connection, person, again));
  }
  function customer(socket: WebSocket, address: string): void {
    keep(
      serveCustomer(
        parts,
        openConnection(socket, newConnection(), customerUp, CUSTOMER_RATE, parts.log),
        address,
        takeAct,
      ),
    );
  }

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // Until the WebSocket listens nobody does: without this, whoever hangs up now would end the process.
    stream.on("error", () => stream.destroy());
    upgrade(request, stream, head).catch((error: unknown) => {
      parts.log.error({ err: error }, "A connection could not be opened");
      refuse(stream, 503, "Service Unavailable");
    });
  };
  server.on("upgrade", onUpgrade);

  return {
    connections: () => open.size,
    /** Tells every browser to come back in a moment, and waits until their leaving is written down or 3 s have passed. */
    async close(): Promise<void> {
      stopping = true;
      for (const socket of open.keys()) socket.close(CLOSE.stopping, "the server restarts");
      const patience = setTimeout(() => open.forEach((_, socket) => socket.terminate()), 1_500);
      await Promise.race([Promise.all(served), new Promise((resolve) => setTimeout(resolve, 3_000))]);
      clearTimeout(patience);
      server.off("upgrade", onUpgrade);
      sockets.close();
    },
  };
}

function refuse(stream: Duplex, status: number, text: string): void {
  stream.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return headers;
}
