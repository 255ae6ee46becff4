/** The part of a clock a link needs; times in ms. */
export type LinkClock = {
  now(): number;
  setTimeout(call: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
};

/** The part of the platform's (or `ws`'s) WebSocket a link needs. */
export type LinkSocket = {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(
    type: "open" | "message" | "close" | "error",
    listener: (event: { readonly type: string; data?: unknown; code?: number }) => void,
  ): void;
};
export type WebSocketConstructor = new (url: string) => LinkSocket;

const WELCOME_WITHIN_MS = 10_000;
const QUIET_MS = 10_000;
const PONG_WITHIN_MS = 5_000;

/** One WebSocket that is known to be dead within 15 s of the line being cut, whatever the operating system thinks. */
export type WatchedSocket = {
  send(message: object): void;
  /** Asks "are you there?" now: no answer within 5 s, and it is gone. */
  probe(): void;
  /** Forgets the socket; nothing is called any more. */
  drop(): void;
};

/** Opens a socket; `gone` is called once, with the close code if there was one. */
export function openWatchedSocket(options: {
  url: string;
  hello: object;
  WebSocket: WebSocketConstructor;
  clock: LinkClock;
  message: (text: unknown) => void;
  gone: (code: number | undefined) => void;
}): WatchedSocket {
  const { clock } = options;
  const socket = new options.WebSocket(options.url);
  let open = false;
  let over = false;
  let timer = clock.setTimeout(() => fail(), WELCOME_WITHIN_MS);

  function drop(): void {
    over = true;
    clock.clearTimeout(timer);
    // A dead line never finishes its closing handshake: nobody waits for it.
    socket.close();
  }
  function fail(code?: number): void {
    if (over) return;
    drop();
    options.gone(code);
  }
  function watch(call: () => void, ms: number): void {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(call, ms);
  }
  function send(message: object): void {
    if (open && !over) socket.send(JSON.stringify(message));
  }
  function probe(): void {
    if (over || !open) return;
    send({ type: "ping" });
    watch(fail, PONG_WITHIN_MS);
  }

  socket.addEventListener("open", () => {
    open = true;
    send(options.hello);
  });
  socket.addEventListener("message", ({ data }) => {
    if (over) return;
    watch(probe, QUIET_MS);
    options.message(data);
  });
  socket.addEventListener("close", ({ code }) => fail(code));
  // What went wrong is not told to pages; the close that follows is what counts.
  socket.addEventListener("error", () => fail());
  return { send, probe, drop };
}
