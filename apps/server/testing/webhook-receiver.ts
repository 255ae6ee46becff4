import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import type { Anything } from "./wire.ts";

/** What came to a receiver: the id of the message and its signed content. */
export type Received = { id: string; body: Anything; headers: IncomingHttpHeaders; text: string };
type Answering = (received: Received, response: ServerResponse) => void;

/** A real receiver of webhooks on this computer, which verifies every message with the library receivers use. */
export type WebhookReceiver = {
  url: string;
  received: Received[];
  /** Whose signature to ask for; what is signed otherwise is answered 401 and not counted. */
  secret: string;
  /** What it answers; 200 unless said otherwise. */
  answer: Answering;
  /** How many messages it turned away because of their signatures. */
  turnedAway: number;
  close(): Promise<void>;
};

export async function openWebhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const text = Buffer.concat(pieces).toString();
      try {
        new Webhook(receiver.secret).verify(text, request.headers as Record<string, string>);
      } catch {
        receiver.turnedAway++;
        response.writeHead(401).end("not signed by us");
        return;
      }
      const received = {
        id: String(request.headers["webhook-id"]),
        body: JSON.parse(text),
        headers: request.headers,
        text,
      };
      receiver.received.push(received);
      receiver.answer(received, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    secret: "",
    turnedAway: 0,
    answer: (_received, response) => void response.end("ok"),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
