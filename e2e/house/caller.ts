import type { Call } from "@beckon/protocol/call.ts";
import type { Answer, Body, CALLS } from "@beckon/protocol/calls.ts";

type AnyCall = (typeof CALLS)[keyof typeof CALLS];
type Sent<C> = { params?: Record<string, string>; body?: Body<C> };

/** Somebody signed in, or nobody, who makes the console's calls directly: for what a story only needs to be there. */
export type Caller = {
  /** The cookie as `name=value`; "" for nobody. */
  readonly cookie: string;
  call<C extends AnyCall>(which: C, sent?: Sent<C>): Promise<Answer<C>>;
};

/** A caller of the server at `url`; throws when a call is refused. */
export function callerAt(url: string, cookie = ""): Caller {
  return {
    cookie,
    async call<C extends AnyCall>(which: C, sent: Sent<C> = {}) {
      const { method, path: pattern }: Pick<Call<never, never, never>, "method" | "path"> = which;
      const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => sent.params?.[name] ?? "");
      const answer = await send(url, method, path, sent.body, cookie);
      return (await answer.json()) as Answer<C>;
    },
  };
}

/** Signs somebody in. */
export async function signInAt(url: string, email: string, password: string): Promise<Caller> {
  const answer = await send(url, "POST", "/api/auth/sign-in/email", { email, password }, "");
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return callerAt(url, cookie);
}

async function send(url: string, method: string, path: string, body: unknown, cookie: string): Promise<Response> {
  const answer = await fetch(url + path, {
    method,
    headers: {
      origin: url,
      ...(cookie === "" ? {} : { cookie }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}
