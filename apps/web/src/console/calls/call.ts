import type { Call } from "@beckon/protocol/call.ts";
import type { Answer, Body, Query } from "@beckon/protocol/calls.ts";
import type { WireRefusal } from "@beckon/protocol/down.ts";

/** A call the server refused, or that did not get through (`unavailable`). */
export class Refused extends Error {
  readonly refusal: WireRefusal;
  constructor(refusal: WireRefusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

type AnyCall = Call<never, never, never> | { method: string; path: string };
type Sent<C> = {
  params?: Record<string, string>;
  query?: Query<C>;
  body?: Body<C>;
};

/** Makes one HTTP call of the protocol. Throws `Refused` when it was not done. */
export async function call<C extends AnyCall>(which: C, sent: Sent<C> = {}): Promise<Answer<C>> {
  const path = which.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(sent.params?.[name] ?? ""));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(sent.query ?? {})) {
    if (typeof value === "number" || (typeof value === "string" && value !== "")) query.set(name, String(value));
  }
  const answer = await send(which.method, query.size > 0 ? `${path}?${query}` : path, sent.body);
  // The server parses what it answers with the same schema; this page takes its word.
  return answer as Answer<C>;
}

/** Sends JSON, or bytes as they are, and reads JSON; what went wrong is thrown as `Refused`. */
export async function send(method: string, path: string, body?: unknown): Promise<unknown> {
  const type = body instanceof Uint8Array ? "application/octet-stream" : "application/json";
  const response = await reach(path, {
    method,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": type }) },
    ...(body === undefined ? {} : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  return readJson(await whole(response.text())) ?? {};
}

/** Reads bytes; what went wrong is thrown as `Refused`. */
export async function readBytes(path: string): Promise<ArrayBuffer> {
  return await whole((await reach(path, {})).arrayBuffer());
}

async function reach(path: string, how: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...how, credentials: "same-origin" });
  } catch {
    throw new Refused({ reason: "unavailable" });
  }
  if (response.ok) return response;
  throw new Refused(refusalIn(readJson(await whole(response.text()))) ?? byStatus(response));
}

/** The line may be lost in the midst of an answer, too. */
async function whole<T>(body: Promise<T>): Promise<T> {
  try {
    return await body;
  } catch {
    throw new Refused({ reason: "unavailable" });
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalIn(answer: unknown): WireRefusal | undefined {
  if (typeof answer !== "object" || answer === null || !("refusal" in answer)) return undefined;
  const { refusal } = answer;
  if (typeof refusal !== "object" || refusal === null || !("reason" in refusal)) return undefined;
  return refusal as WireRefusal;
}

function byStatus(response: Response): WireRefusal {
  switch (response.status) {
    case 401:
      return { reason: "notSignedIn" };
    case 403:
      return { reason: "notAllowed" };
    case 404:
      return { reason: "notFound" };
    case 429:
      return { reason: "tooManyTries", retryAfterSeconds: Number(response.headers.get("retry-after") ?? 60) };
    default:
      return { reason: "unavailable" };
  }
}
