import type { Answers, WireRefusal } from "@beckon/protocol/down.ts";
import type { Signal } from "@beckon/protocol/up.ts";
import type { Language } from "@beckon/protocol/words.ts";

/** How the link to the server is. */
export type LinkState =
  | { is: "connecting" }
  | { is: "open" }
  /** `since`: when it was noticed to be gone, ms since 1970. It comes back by itself. */
  | { is: "reconnecting"; since: number }
  /** The server does not want this page any more; `code` is one of `CLOSE`. It does not come back by itself. */
  | { is: "refused"; code: number }
  /** `close()` was called. */
  | { is: "closed" };

/** What came of a request; a refusal `unavailable` also means that the link gave up or was full. */
export type Reply = { ok: true; value: Answers } | { ok: false; refusal: WireRefusal };

/** Sends one request now, ahead of those waiting; it is answered `unavailable` when the connection drops before. */
export type RequestNow<Request> = (request: Request) => Promise<Reply>;

/** What a link needs; `Request` is `ConsoleRequest` or `CustomerRequest`, `Down` what the server sends to it. */
export type ServerLinkOptions<Request, Down> = {
  /** `ws://` or `wss://` */
  url: string;
  language: Language;
  /** The message in `json`, or undefined if it is none that this page knows. */
  parse: (json: unknown) => Down | undefined;
  /** Called after each `welcome`, before waiting requests are sent: here a page says who it is again. */
  onOpen?: (request: RequestNow<Request>) => Promise<unknown> | void;
  /** Default: the platform's own. */
  WebSocket?: WebSocketConstructor;
  clock?: LinkClock;
  /** For the jitter of reconnecting, 0 to below 1. */
  random?: () => number;
};

/** One live connection to the server that comes back by itself. */
export type ServerLink<Request, Down> = {
  readonly state: LinkState;
  /** Calls `listener` after each change of `state`; returns how to stop that. */
  subscribe(listener: () => void): () => void;
  /**
   * Sends a request and waits for its answer, over as many connections as it takes, always with the same id, so that
   * it is done once [X12]. Rejects only with the reason of `abort`.
   */
  request(request: Request, options?: { abort?: AbortSignal }): Promise<Reply>;
  /** Sends a message that has no answer; while reconnecting it waits up to 10 s, then it is dropped. */
  send(message: Signal): void;
  /** Calls `listener` with each message but answers; returns how to stop that. */
  on(listener: (message: Down) => void): () => void;
  /** Tries at once if it is reconnecting. */
  retry(): void;
  close(): void;
};

/** The part of a clock a link needs; times in ms. */
export type LinkClock = {
  now(): number;
  setTimeout(call: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
};

/** The part of the platform's (or `ws`'s) WebSocket a link needs. */
export type WebSocketConstructor = new (url: string) => LinkSocket;
export type LinkSocket = {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(
    type: "open" | "message" | "close" | "error",
    listener: (event: { readonly type: string; data?: unknown; code?: number }) => void,
  ): void;
};

/** Opens the link; it connects at once and stays until it is closed or refused. */
export function openServerLink<Request extends { type: string }, Down extends { type: string }>(
  options: ServerLinkOptions<Request, Down>,
): ServerLink<Request, Down> {
  throw new Error(`not built yet: ${options.url}`);
}
