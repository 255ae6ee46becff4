import { createServer, request as ask, type IncomingMessage } from "node:http";
import { once } from "node:events";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import { layWire } from "../../packages/session/browser-test/udp-wire.ts";

/**
 * The network of one person: everything between their browser and the server, and between them and the other party.
 * Pages opened through it can lose all of it at once, as in a tunnel.
 */
export type Line = {
  readonly url: string;
  /** Nothing gets through any more, and nobody is told. */
  cut(): void;
  /** Only what goes to the server is lost; what goes to the other party still gets through. */
  cutServer(): void;
  /** Only what goes to the other party is lost, as behind a wall that lets no UDP through. */
  cutPeers(): void;
  mend(): void;
  /** From now on new connections lead to another server, as behind a load balancer. */
  leadTo(target: string): void;
  /** What the server says is held back, as on a slow line, until the returned function lets it through. */
  holdNews(): () => void;
  close(): Promise<void>;
};

type Frame = string | Buffer;

/** A line to the server at `first`. Signals of sessions are led so that the parties' own packets take this line too. */
export async function openLine(first: string): Promise<Line> {
  let target = first;
  const wire = layWire();
  const sockets = new Set<Duplex>();
  let down = false;
  let held = Promise.resolve();
  const server = createServer((request, response) => {
    if (down) return void request.socket.destroy();
    const forwarded = ask(target + (request.url ?? "/"), { method: request.method ?? "GET", headers: request.headers });
    forwarded.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on("error", () => response.destroy());
    request.pipe(forwarded);
  });
  const upgrades = new WebSocketServer({ noServer: true });
  server.on("connection", (socket: Duplex) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (down) return void socket.destroy();
    upgrades.handleUpgrade(request, socket, head, (near) => join(near, request));
  });

  function join(near: WebSocket, { headers, url }: IncomingMessage): void {
    const { host = "", cookie, origin } = headers;
    const far = new WebSocket(target.replace("http", "ws") + (url ?? ""), {
      headers: { host, ...(cookie && { cookie }), ...(origin && { origin }) },
    });
    const toServer = queue((frame) => far.send(frame));
    const toPage = queue((frame) => near.send(frame));
    const early: Promise<Frame>[] = [];
    near.on("message", (data: Buffer, isBinary) => {
      if (down) return;
      const frame = isBinary ? Promise.resolve(data) : leadSignal(data.toString());
      if (far.readyState === WebSocket.OPEN) toServer(frame);
      else early.push(frame);
    });
    far.on("open", () => early.forEach(toServer));
    far.on("message", (data: Buffer, isBinary) => {
      if (!down) toPage(held.then((): Frame | Promise<Frame> => (isBinary ? data : leadSignal(data.toString()))));
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => other.terminate());
      one.on("close", (code, reason) => {
        if (down || code === 1005 || code === 1006) other.terminate();
        else other.close(code, reason);
      });
    }
  }

  /** Both directions' candidates lead over the wire. */
  async function leadSignal(text: string): Promise<string> {
    if (!text.includes('"session/signal"')) return text;
    const message = JSON.parse(text) as { type: string; body: string };
    return message.type === "session/signal"
      ? JSON.stringify({ ...message, body: await wire.lead(message.body) })
      : text;
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");

  const dropServer = () => {
    down = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://localhost:${address.port}`,
    cut() {
      wire.cut = true;
      dropServer();
    },
    cutServer: dropServer,
    cutPeers: () => void (wire.cut = true),
    mend() {
      wire.cut = false;
      down = false;
    },
    leadTo: (next) => void (target = next),
    holdNews() {
      const letThrough = Promise.withResolvers<void>();
      held = letThrough.promise;
      return letThrough.resolve;
    },
    async close() {
      dropServer();
      upgrades.close();
      server.close();
      await once(server, "close");
      wire.close();
    },
  };
}

// Messages keep their order although leading a signal takes a moment.
function queue(send: (frame: Frame) => void): (frame: Promise<Frame>) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (frame) => {
    last = last
      .then(() => frame)
      .then(send)
      // The socket is gone, and its message with it.
      .catch(() => undefined);
  };
}
