import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type * as z from "zod/mini";
import { CLOSE } from "@beckon/protocol/down.ts";
import { hello } from "@beckon/protocol/up.ts";
import { PROTOCOL } from "@beckon/protocol/version.ts";
import type { Frame } from "./frame.ts";

/** Messages a second a connection may send on average, and at once. */
export type Rate = { perSecond: number; burst: number };

const MAX_UNSENT_BYTES = 16 * 1024 * 1024;
/** Characters of messages that wait for those before them to be served. */
const MAX_QUEUED = 1024 * 1024;
const HEARTBEAT_MS = 10_000;
const HELLO_WITHIN_MS = 10_000;

/** One WebSocket behind the border: only messages that fit the schema come in, in order; what does not fit closes it [X8]. */
export type Connection<Up> = {
  readonly id: string;
  push(message: string | Frame): void;
  close(code: number, reason: string): void;
  /** Resolves when the socket has closed. */
  readonly closed: Promise<void>;
  /** To be called at once: who serves this connection. */
  serve(by: Server<Up>): void;
};

/** What is done with a connection's messages: `greeted` after `hello`, then `message` for each, one after the other. */
export type Server<Up> = { greeted(): Promise<void>; message(message: Up): Promise<void> };

export function openConnection<S extends z.ZodMiniType<{ type: string }>>(
  socket: WebSocket,
  id: string,
  schema: S,
  rate: Rate,
  log: { error(about: object, message: string): void; debug(about: object, message: string): void },
  // What the socket itself writes to. Nothing is compressed, so it writes at once, and what is framed already may go past it.
  stream?: Duplex,
): Connection<Exclude<z.infer<S>, { type: "hello" | "ping" }>> {
  type Up = Exclude<z.infer<S>, { type: "hello" | "ping" }>;
  let tokens = rate.burst;
  let filledAt = performance.now();
  let greeted = false;
  let alive = true;
  let line: Promise<void> = Promise.resolve();
  let queued = 0;
  let queuedLength = 0;
  let server: Server<Up> | undefined;

  const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>();
  const greeting = setTimeout(() => close(CLOSE.malformed, "no hello"), HELLO_WITHIN_MS);
  const heartbeat = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, HEARTBEAT_MS);

  function close(code: number, reason: string): void {
    if (socket.readyState > socket.OPEN) return;
    socket.close(code, reason);
    // A browser that does not answer the closing handshake is cut off.
    setTimeout(() => socket.terminate(), 2_000).unref();
  }

  function push(message: string | Frame): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) {
      log.debug({ connection: id }, "Dropped a connection that does not read");
      socket.close(CLOSE.tooSlow, "not reading");
      socket.terminate();
      return;
    }
    if (typeof message === "string") socket.send(message);
    else if (stream) stream.write(message.bytes);
    else socket.send(message.text);
  }

  function withinRate(): boolean {
    const now = performance.now();
    tokens = Math.min(rate.burst, tokens + ((now - filledAt) / 1000) * rate.perSecond);
    filledAt = now;
    return --tokens >= 0;
  }

  function receive(text: string): void {
    // What arrives behind a message that closed the connection is not looked at.
    if (socket.readyState !== socket.OPEN) return;
    alive = true;
    if (!withinRate() || queued > rate.burst || queuedLength > MAX_QUEUED)
      return close(CLOSE.tooMany, "too many messages");
    const json = parseJson(text);
    if (!greeted) return greet(json);
    const message = schema.safeParse(json);
    if (!message.success) return close(CLOSE.malformed, "not a message of this protocol");
    if (message.data.type === "ping") return push('{"type":"pong"}');
    if (message.data.type === "hello") return close(CLOSE.malformed, "hello comes once");
    inLine(message.data.type, text.length, () => server?.message(message.data as Up));
  }

  function inLine(what: string, length: number, work: () => Promise<void> | undefined): void {
    queued++;
    queuedLength += length;
    line = line.then(async () => {
      try {
        await work();
      } catch (error) {
        log.error({ err: error, connection: id, what }, "A message could not be served");
        close(CLOSE.troubled, "something went wrong here; come back in a moment");
      }
      queued--;
      queuedLength -= length;
    });
  }

  function greet(json: unknown): void {
    const first = hello.safeParse(json);
    if (!first.success) return close(CLOSE.malformed, "hello comes first");
    if (first.data.protocol !== PROTOCOL) return close(CLOSE.otherProtocol, "reload the page");
    clearTimeout(greeting);
    greeted = true;
    push(JSON.stringify({ type: "welcome", protocol: PROTOCOL, now: Date.now(), connection: id }));
    inLine("hello", 0, () => server?.greeted());
  }

  socket.on("message", (data, isBinary) => {
    if (isBinary) return close(CLOSE.malformed, "text only");
    receive((data as Buffer).toString());
  });
  socket.on("pong", () => {
    alive = true;
  });
  socket.on("ping", (data) => {
    if (socket.readyState !== socket.OPEN) return;
    if (!withinRate()) return close(CLOSE.tooMany, "too many pings");
    if (socket.bufferedAmount <= MAX_UNSENT_BYTES) socket.pong(data);
  });
  // What goes wrong on the line shows as `close`.
  socket.on("error", (error) => log.debug({ err: error, connection: id }, "A connection broke"));
  socket.on("close", () => {
    clearTimeout(greeting);
    clearInterval(heartbeat);
    void line.then(onClosed);
  });

  return {
    id,
    push,
    close,
    closed,
    serve(by) {
      server = by;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
