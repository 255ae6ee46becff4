import { appAccess, scriptAccess, type Access, type AppAccess } from "./access.ts";
import { ApiError, errorOf } from "./api-error.ts";
import { ADDRESSES, type Calls } from "./calls.ts";
import { readEvents } from "./server-events.ts";
import type { SessionEvent } from "./shapes.ts";

export { ApiError, type ApiErrorName } from "./api-error.ts";
export type { AppAccess } from "./access.ts";
export type { Calls } from "./calls.ts";
export type * from "./shapes.ts";

/** Where the server is, and by what token; `fetch` may be your own. */
export type ClientOptions = { readonly url: string; readonly fetch?: typeof globalThis.fetch } & (
  | { readonly token: string }
  | { readonly app: AppAccess }
);

/** What happened to a session, with the id to go on from; `stream.gap`: some before it are no longer kept. */
export type FollowedEvent = { readonly id: string | undefined } & (
  | { readonly type: SessionEvent["type"]; readonly event: SessionEvent }
  | { readonly type: "stream.gap"; readonly event?: undefined }
);

/** Every call as a function, and the events as they come. A call that fails throws an `ApiError`. */
export interface Client extends Calls {
  /**
   * Follows what happens to sessions until `signal` says stop: comes back by itself after a drop and goes on where it was.
   * `after`: the id of the last event you know; without one it begins now.
   */
  events(how?: {
    readonly after?: string;
    readonly signal?: AbortSignal;
  }): AsyncGenerator<FollowedEvent, void, undefined>;
}

type Asked = Readonly<Record<string, unknown>>;
const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Opens a client of the web API. */
export function openClient(options: ClientOptions): Client {
  const base = `${options.url.replace(/\/+$/, "")}/api/v1`;
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  const access: Access = "token" in options ? scriptAccess(options.token) : appAccess(base, options.app, fetch);

  async function send(address: string, init: RequestInit): Promise<Response> {
    for (let tries = 0; ; tries += 1) {
      const token = await access.token();
      const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` };
      const response = await fetch(`${base}${address}`, { ...init, headers });
      if (response.ok) return response;
      const failed = await errorOf(response);
      if (failed.status !== 401 || tries > 0 || !(await access.renew(token))) throw failed;
    }
  }

  const calls = Object.entries(ADDRESSES).map(([name, [method, path]]) => {
    const call = async (asked: Asked = {}) => {
      const [address, rest] = addressed(path, asked);
      const body =
        method === "GET" ? {} : { body: JSON.stringify(rest), headers: { "content-type": "application/json" } };
      const response = await send(method === "GET" ? address + queryOf(rest) : address, { method, ...body });
      return response.status === 204 ? undefined : ((await response.json()) as unknown);
    };
    return [name, call];
  });

  async function* events({ after, signal }: { after?: string; signal?: AbortSignal } = {}) {
    let last = after;
    let pause = SHORTEST_PAUSE_MS;
    while (!signal?.aborted) {
      try {
        const headers = { accept: "text/event-stream", ...(last === undefined ? {} : { "last-event-id": last }) };
        const response = await send("/events", { headers, ...(signal === undefined ? {} : { signal }) });
        for await (const { id, type, data } of response.body === null ? [] : readEvents(response.body)) {
          last = id ?? last;
          pause = SHORTEST_PAUSE_MS;
          if (type === "stream.gap") yield { id, type } as const;
          else yield { id, type: type as SessionEvent["type"], event: JSON.parse(data) as SessionEvent };
        }
      } catch (error) {
        // What is wrong with the question itself is no better the next time.
        if (error instanceof ApiError && error.status < 500 && error.status !== 429) throw error;
      }
      await paused(pause, signal);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  return { ...(Object.fromEntries(calls) as unknown as Calls), events };
}

async function paused(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Puts what is asked into the path, and gives the rest. */
function addressed(path: string, asked: Asked): [address: string, rest: Asked] {
  const rest = { ...asked };
  const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return [address, rest];
}

function queryOf(asked: Asked): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return given.length === 0
    ? ""
    : `?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
}
