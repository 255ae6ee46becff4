import { request } from "node:http";

/** What came back, untouched. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The text as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** What is sent beside the address. */
export interface RawRequest {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; an object as JSON. */
  readonly body?: string | object;
}

/** Sends one request as it is given, as integrations' own HTTP libraries do: no redirects, no retries, nothing tidied. */
export async function send(method: string, url: string, given: RawRequest = {}): Promise<RawAnswer> {
  const { token, headers = {}, body } = given;
  const text = typeof body === "object" ? JSON.stringify(body) : body;
  const all: Record<string, string> = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(typeof body === "object" ? { "content-type": "application/json" } : {}),
    ...(text === undefined ? {} : { "content-length": String(Buffer.byteLength(text)) }),
    ...headers,
  };
  return await new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: all }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("error", () => undefined);
      // What never ends by itself is read for a moment.
      if (response.headers["content-type"]?.startsWith("text/event-stream"))
        setTimeout(() => sent.destroy(), 100).unref();
      response.on("close", () => {
        const answered = Buffer.concat(pieces).toString("utf8");
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: answered,
          json: parsed(answered),
        });
      });
    });
    sent.on("error", reject);
    sent.end(text);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
