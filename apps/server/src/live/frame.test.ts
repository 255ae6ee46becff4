import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { afterAll, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { frameOf } from "./frame.ts";

const server = createServer();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const texts = ["", "ä", "x".repeat(125), "x".repeat(126), "ü".repeat(40_000), "x".repeat(65_535), "x".repeat(65_536)];

server.on("upgrade", (request: IncomingMessage, stream, head) => {
  sockets.handleUpgrade(request, stream, head, (socket) => {
    // Both ways in turn: what goes straight to the line keeps its place among what goes through the library.
    for (const text of texts) {
      stream.write(frameOf(text).bytes);
      socket.send(`after ${text.length}`);
    }
    socket.close();
  });
});

afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

it("[Q2] a frame made once arrives as the message it is made of, of any length, in its place", async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const socket = new WebSocket(`ws://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
  const received: string[] = [];
  socket.on("message", (data: Buffer) => received.push(data.toString()));
  await once(socket, "close");
  expect(received).toEqual(texts.flatMap((text) => [text, `after ${text.length}`]));
});
