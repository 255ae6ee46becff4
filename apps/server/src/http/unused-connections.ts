import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Gives what cuts the connections by which nothing was asked yet, as clients open them ahead of time: a server that stops would
 * wait for them for more than a minute.
 */
export function trackUnusedConnections(server: Server): () => void {
  const unused = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  const used = ({ socket }: IncomingMessage) => unused.delete(socket);
  server.on("request", used).on("upgrade", used);
  return () => {
    for (const socket of unused) socket.destroy();
  };
}
