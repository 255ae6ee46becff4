import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { done, refused } from "@beckon/domain/refusal.ts";
import { lineTo } from "../events/line.ts";
import type { Streams } from "../events/streams.ts";
import type { Api } from "./api.ts";
import { reachOf } from "./session-reach.ts";
import { bearerOf } from "./who-asks.ts";
import type { AskerOf } from "./api-asker.ts";

export interface EventRouteParts {
  readonly streams: Streams;
  readonly askerOf: AskerOf;
  readonly clock: () => number;
}

const POSITION = /^\d{1,15}$/;

/** The stream of what happens to cases [W13]. */
export function addEventRoutes(api: Api, { streams, askerOf, clock }: EventRouteParts): void {
  const { scopes } = ENDPOINTS.followEvents;
  api.on(ENDPOINTS.followEvents, ({ asker, query, request, reply }) => {
    const { "last-event-id": header } = request.headers;
    const last = typeof header === "string" && header !== "" ? header : query.last_event_id;
    if (last !== undefined && !POSITION.test(last))
      return refused({ reason: "invalid", field: "Last-Event-ID", problem: "malformed" });
    if (!streams.hasRoom(asker.tokenId)) return refused({ reason: "tooManyTries", retryAfterSeconds: 5 });
    const token = bearerOf(request) ?? "";
    const still = async () => {
      const found = await askerOf(token, clock());
      const may = typeof found === "object" && scopes.some((one) => found.scopes.has(one));
      return may ? reachOf(found, "Sessions.ReadAll") : undefined;
    };
    reply.hijack();
    const headers = {
      ...reply.getHeaders(),
      "content-type": "text/event-stream; charset=utf-8",
      // For proxies that would keep it until there is more.
      "x-accel-buffering": "no",
      // It ends with the stream: a server that stops does not wait for what may come by it.
      connection: "close",
    };
    reply.raw.writeHead(200, headers as Record<string, string>);
    streams.open(
      asker.tokenId,
      reachOf(asker, "Sessions.ReadAll"),
      still,
      lineTo(reply.raw),
      last === undefined ? undefined : Number(last),
    );
    return done("");
  });
}
