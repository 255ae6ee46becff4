import { CLOSE } from "@beckon/protocol/down.ts";
import type { Signal, Touch } from "@beckon/protocol/up.ts";
import { PROTOCOL } from "@beckon/protocol/version.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { backoff } from "./backoff.ts";
import { makeListeners } from "./listeners.ts";
import { makeOutbox } from "./outbox.ts";
import type { Reply } from "./outbox.ts";
import { openWatchedSocket } from "./watched-socket.ts";
import type { LinkClock, WatchedSocket, WebSocketConstructor } from "./watched-socket.ts";

export type { Reply } from "./outbox.ts";

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
  /** Messages that were dropped because this page does not know them, as a newer server may send. */
  readonly ignored: number;
  /** Calls `listener` after each change of `state`; returns how to stop that. */
  subscribe(listener: () => void): () => void;
  /**
   * Sends a request and waits for its answer, over as many connections as it takes, always with the same id, so that
   * it is done once [C13]. Rejects only with the reason of `abort`.
   */
  request(request: Request, options?: { abort?: AbortSignal }): Promise<Reply>;
  /** Sends a message that has no answer; while reconnecting it waits up to 10 s, then it is dropped. */
  send(message: Signal | Touch): void;
  /** Calls `listener` with each message but answers; returns how to stop that. */
  on(listener: (message: Down) => void): () => void;
  /** Tries at once if it is reconnecting. */
  retry(): void;
  close(): void;
};

const FINAL: readonly number[] = [CLOSE.malformed, CLOSE.notSignedIn, CLOSE.superseded, CLOSE.otherProtocol];
const SETTLED_AFTER_MS = 5_000;

const platformClock: LinkClock = {
  now: () => Date.now(),
  setTimeout: (call, ms) => globalThis.setTimeout(call, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(timer as number),
};

/** Opens the link; it connects at once and stays until it is closed or refused. */
export function openServerLink<Request extends { type: string }, Down extends { type: string }>(
  options: ServerLinkOptions<Request, Down>,
): ServerLink<Request, Down> {
  const { parse, onOpen, clock = platformClock, random = Math.random } = options;
  const outbox = makeOutbox({ now: () => clock.now() });
  const changes = makeListeners<void>();
  const messages = makeListeners<Down>();
  let state: LinkState = { is: "connecting" };
  let socket: WatchedSocket | undefined;
  let openedAt: number | undefined;
  let failures = 0;
  let ignored = 0;
  let timer: unknown;

  function become(next: LinkState): void {
    state = next;
    changes.tell();
  }

  function connect(): void {
    timer = undefined;
    socket = openWatchedSocket({
      url: options.url,
      hello: { type: "hello", protocol: PROTOCOL, language: options.language },
      WebSocket: options.WebSocket ?? WebSocket,
      clock,
      message: receive,
      gone: lose,
    });
  }

  function receive(data: unknown): void {
    const message = typeof data === "string" ? parse(readJson(data)) : undefined;
    if (message === undefined) {
      ignored += 1;
      console.warn("A message of the server was not understood and is ignored.");
    } else if (isReply(message)) {
      outbox.settle(
        message.id,
        message.ok ? { ok: true, value: message.value } : { ok: false, refusal: message.refusal },
      );
    } else if (message.type !== "pong") {
      if (message.type === "welcome") welcome();
      messages.tell(message);
    }
  }

  function welcome(): void {
    const welcomed = socket;
    if (welcomed === undefined || openedAt !== undefined) return;
    openedAt = clock.now();
    become({ is: "open" });
    void introduce(welcomed);
  }

  async function introduce(welcomed: WatchedSocket): Promise<void> {
    try {
      await onOpen?.((request) => outbox.addForThisConnection(request, (message) => welcomed.send(message)));
    } catch (error) {
      console.error(error);
    }
    if (socket === welcomed) outbox.open((message) => welcomed.send(message));
  }

  function lose(code: number | undefined): void {
    socket = undefined;
    outbox.shut();
    if (code !== undefined && FINAL.includes(code)) {
      finish({ is: "refused", code }, code === CLOSE.notSignedIn ? "notSignedIn" : "unavailable");
      return;
    }
    // A server that welcomes and at once hangs up again must not be asked four times a second.
    if (openedAt !== undefined && clock.now() - openedAt >= SETTLED_AFTER_MS) failures = 0;
    openedAt = undefined;
    timer = clock.setTimeout(connect, backoff(failures, random));
    failures += 1;
    if (state.is === "open") become({ is: "reconnecting", since: clock.now() });
  }

  function retry(): void {
    if (timer === undefined) return;
    clock.clearTimeout(timer);
    connect();
  }

  function finish(last: LinkState, reason: "notSignedIn" | "unavailable"): void {
    clock.clearTimeout(timer);
    timer = undefined;
    stopWatchingPlatform();
    become(last);
    outbox.giveUp({ reason });
  }

  const isOver = (): boolean => state.is === "refused" || state.is === "closed";
  const stopWatchingPlatform = watchPlatform(() => {
    if (socket === undefined) retry();
    else socket.probe();
  });
  connect();

  return {
    get state() {
      return state;
    },
    get ignored() {
      return ignored;
    },
    subscribe: (listener) => changes.add(listener),
    request(request, { abort } = {}) {
      return isOver() ? Promise.resolve({ ok: false, refusal: { reason: "unavailable" } }) : outbox.add(request, abort);
    },
    send(message) {
      if (!isOver()) outbox.post(message);
    },
    on: (listener) => messages.add(listener),
    retry,
    close() {
      if (isOver()) return;
      socket?.drop();
      socket = undefined;
      outbox.shut();
      finish({ is: "closed" }, "unavailable");
    },
  };
}

function isReply<M extends { type: string }>(message: M): message is M & { type: "reply"; id: string } & Reply {
  return message.type === "reply";
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Calls `call` when the network comes back or the page is looked at again; nothing in Node. */
function watchPlatform(call: () => void): () => void {
  if (typeof document === "undefined") return () => undefined;
  const visible = (): void => {
    if (document.visibilityState === "visible") call();
  };
  addEventListener("online", call);
  document.addEventListener("visibilitychange", visible);
  return () => {
    removeEventListener("online", call);
    document.removeEventListener("visibilitychange", visible);
  };
}
