import { appAccess, scriptAccess, type Access, type AppAccess } from "./access.ts";
import { errorOf } from "./api-error.ts";
import { ADDRESSES, type Calls } from "./calls.ts";

export { ApiError, type ApiErrorName } from "./api-error.ts";
export type { AppAccess } from "./access.ts";
export type { Calls } from "./calls.ts";
export type * from "./shapes.ts";

/** Where the server is, and by what token; `fetch` may be your own. */
export type ClientOptions = { readonly url: string; readonly fetch?: typeof globalThis.fetch } & (
  | { readonly token: string }
  | { readonly app: AppAccess }
);

/** Every call as a function. A call that fails throws an `ApiError`. */
export type Client = Calls;

type Asked = Readonly<Record<string, unknown>>;

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

  return Object.fromEntries(calls) as unknown as Calls;
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
