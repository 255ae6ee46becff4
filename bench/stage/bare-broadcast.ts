import { createServer, type IncomingMessage } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { perform } from "./actor.ts";

/** The comparison: `ws` and nothing else. Each message of a customer goes out at once, as the given cards, to the whole audience. */
let cards: string[] = [];
const audience = new Set<WebSocket>();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const server = createServer();

server.on("upgrade", (request: IncomingMessage, stream, head) => {
  sockets.handleUpgrade(request, stream, head, (socket) => {
    if (request.url === "/live/console") watch(socket);
    else socket.on("message", (data: Buffer) => tell(socket, data.toString()));
  });
});

function watch(socket: WebSocket): void {
  audience.add(socket);
  socket.on("close", () => audience.delete(socket));
  socket.send('{"type":"queue/snapshot"}');
}

function tell(from: WebSocket, message: string): void {
  const at = /pressed at [0-9.]+/.exec(message)?.[0] ?? "";
  if (at !== "") for (const card of cards) broadcast(card.replace(/pressed at [0-9.]+/, at));
  from.send('{"type":"reply","ok":true}');
}

function broadcast(card: string): void {
  for (const socket of audience) socket.send(card);
}

perform({
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  },
  /** What is sent for each message, in this order. */
  cards(given: { cards: string[] }): void {
    ({ cards } = given);
  },
  /** Sends so many cards, as fast as they leave, `together` at most waiting in any socket. */
  async flood({ count, together }: { count: number; together: number }): Promise<void> {
    const limit = together * Buffer.byteLength(cards[0] ?? "");
    for (let n = 0; n < count; n++) {
      broadcast(cards[0] ?? "");
      while ([...audience].some((socket) => socket.bufferedAmount > limit)) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
  memory() {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage();
  },
  cpu: () => process.cpuUsage(),
});
