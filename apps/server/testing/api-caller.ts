import { request } from "node:http";
import type { House } from "./house.ts";
import type { Anything } from "./wire.ts";

/** What the web API answered, as it came over the line. */
export type ApiAnswer = { status: number; headers: Record<string, unknown>; text: string; body: Anything };

/** Calls the web API as raw HTTP: a body goes as it is when it is text, else as JSON; a GET may carry one, too. */
export type ApiCaller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ApiAnswer>;

/** Somebody who calls the web API with a token. */
export function apiCaller(house: Pick<House, "url">, token: string): ApiCaller {
  return async (method, path, body, headers = {}) => {
    const text = body === undefined || typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const bytes = text === undefined ? undefined : Buffer.from(text);
    return await new Promise((resolve, reject) => {
      const sent = request(
        new URL(house.url + path),
        {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(bytes === undefined
              ? {}
              : { "content-type": "application/json", "content-length": String(bytes.length) }),
            ...headers,
          },
        },
        (answer) => {
          const pieces: Buffer[] = [];
          answer.on("data", (piece: Buffer) => pieces.push(piece));
          answer.on("end", () => {
            const came = Buffer.concat(pieces).toString();
            const { statusCode: status = 0, headers: told } = answer;
            const isJson = told["content-type"]?.includes("json") === true;
            resolve({ status, headers: told, text: came, body: isJson ? (JSON.parse(came) as Anything) : undefined });
          });
          answer.on("error", reject);
        },
      );
      sent.on("error", reject);
      sent.end(bytes);
    });
  };
}
