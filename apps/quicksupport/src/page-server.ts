import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { CLOSE } from "@beckon/protocol/down.ts";
import { KNOCKS, knockWord } from "./knock.ts";
import { isOwnUser } from "./own-user.ts";
import type { PageFiles } from "./page-files.ts";

/** A page that was let in: what it sends, and how to reach it. */
export type PageSocket = {
  send(text: string): void;
  close(): void;
  /** Tells it that another window has taken its place: it does not come back. */
  replace(): void;
};
/** What the module does for its page. */
export type PageParts = {
  files: PageFiles;
  /** A page came with a token that was right; `key` lets it in again. Returns what takes its messages and its leaving. */
  entered(socket: PageSocket, key: string): { message(text: string): void; gone(): void };
  /** The page sends a file: its bytes are the request's body. */
  upload(name: string, size: number, body: IncomingMessage): Promise<boolean>;
  /** Another start of the program asks for the window. */
  knocked(): void;
  /** Another start of the program is there to remove it. */
  quit(): void;
  /** Another start of the program goes on in its place. */
  yielded(): void;
};
export type PageServer = {
  readonly port: number;
  /** What another start of the program says to be let in. */
  readonly knock: string;
  /** An address that opens the page once, within two minutes. */
  address(): string;
  close(): Promise<void>;
};

const TOKEN_MS = 120_000;
const ENTER_MS = 10_000;
const MOST_BYTES = 64 * 1024;
const MOST_PAGES = 20;
const MOST_CONNECTIONS = 200;

/**
 * Serves the module's page on loopback, on a port of the system's choice [X19]. Nothing is told to anybody who has no token:
 * tokens work once and stand behind `#`, where no server and no log sees them; a page holds its key in its own tab. Other
 * names for this computer and other origins are refused, so that no page of the web can reach it through its visitor.
 */
export async function servePage(parts: PageParts): Promise<PageServer> {
  const tokens = new Map<string, number>();
  const keys = new Set<string>();
  const knock = randomBytes(32).toString("base64url");
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  const server = createServer((request, response) => void answer(request, response));
  server.requestTimeout = 0;
  // Pages of the web can knock at this port, however little they are told: they must not keep our own page out.
  server.maxConnections = MOST_CONNECTIONS;
  server.on("connection", (socket) => {
    if (!isOwnUser(socket)) socket.destroy();
  });
  server.on("upgrade", upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: 0 }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split("?", 1)[0] ?? "";
    if (request.headers.host !== host) return refuse(response, 421);
    if (request.headers.origin !== undefined && request.headers.origin !== origin) return refuse(response, 403);
    const what = KNOCKS.find((one) => path === `/${one}`);
    if (request.method === "POST" && what !== undefined) {
      if (!same(bearer(request), knockWord(knock, what))) return refuse(response, 403);
      response.writeHead(204, { "x-beckon": knockWord(knock, "here") }).end();
      return { knock: parts.knocked, quit: parts.quit, yield: parts.yielded }[what]();
    }
    if (request.method === "POST" && path === "/file") return takeFile(request, response);
    if (request.method !== "GET") return refuse(response, 405);
    const file = parts.files.get(path === "/" ? "/module.html" : path);
    if (file === undefined) return refuse(response, 404);
    response.writeHead(200, { ...HEADERS, "content-security-policy": policy(host), "content-type": file.type });
    response.end(file.bytes);
  }

  async function takeFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const size = Number(request.headers["content-length"]);
    const name = decode(request.headers["x-name"]);
    // Another origin cannot set these headers without asking first, and is refused then.
    if (request.headers.origin !== origin || ![...keys].some((key) => same(bearer(request), key)))
      return refuse(response, 403);
    if (!Number.isSafeInteger(size) || size < 0 || name === undefined) return refuse(response, 400);
    const taken = await parts.upload(name, size, request).catch(() => false);
    response.writeHead(taken ? 204 : 409, HEADERS).end();
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // Whoever asked may be gone before the answer; nothing else listens to that from here on.
    stream.on("error", () => stream.destroy());
    const own = request.headers.host === host && request.headers.origin === origin;
    if (!own || request.url !== "/live" || sockets.clients.size >= MOST_PAGES) {
      stream.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, stream, head, greet);
  }

  /** The first message is the token or the key; everything else comes after it. */
  function greet(socket: WebSocket): void {
    const late = setTimeout(() => socket.close(REFUSED, "enter first"), ENTER_MS);
    socket.on("error", () => socket.terminate());
    socket.once("close", () => clearTimeout(late));
    socket.once("message", (data) => {
      clearTimeout(late);
      const given = textOf(data);
      const key = given === undefined ? undefined : keyFor(given);
      if (key === undefined) return socket.close(REFUSED, "no such token");
      const page = parts.entered(
        {
          send: (text) => socket.send(text),
          close: () => socket.close(),
          replace: () => socket.close(CLOSE.superseded, "opened anew"),
        },
        key,
      );
      socket.on("message", (later) => {
        const text = textOf(later);
        if (text === undefined) socket.close(MALFORMED, "text only");
        else page.message(text);
      });
      socket.once("close", () => page.gone());
    });
  }

  function keyFor(given: string): string | undefined {
    for (const key of keys) if (same(given, key)) return key;
    for (const [token, until] of tokens) {
      if (!same(given, token)) continue;
      tokens.delete(token);
      if (Date.now() > until) return undefined;
      const key = randomBytes(32).toString("base64url");
      keys.add(key);
      return key;
    }
    return undefined;
  }

  return {
    port,
    knock,
    address() {
      const token = randomBytes(32).toString("base64url");
      tokens.set(token, Date.now() + TOKEN_MS);
      return `${origin}/#${token}`;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The codes with which a page's socket is closed for good. */
const REFUSED = 4401;
const MALFORMED = 4400;
const MAX_MESSAGE = MOST_BYTES;

const HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "display-capture=(), microphone=(), camera=(), geolocation=(), payment=(), usb=()",
};

function policy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...HEADERS, "content-type": "text/plain", connection: "close" }).end("Not here.\n");
}

function bearer(request: IncomingMessage): string {
  return /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function textOf(data: unknown): string | undefined {
  // Messages come as one Buffer, text or not; what is not a message of ours does not parse later.
  return Buffer.isBuffer(data) ? data.toString("utf8") : undefined;
}

function decode(name: string | string[] | undefined): string | undefined {
  try {
    return typeof name === "string" ? decodeURIComponent(name) : undefined;
  } catch {
    return undefined;
  }
}
