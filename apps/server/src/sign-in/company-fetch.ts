import http from "node:http";
import https from "node:https";
import { isThisComputer } from "@beckon/protocol/company-sign-in.ts";
import { isPrivateHost, lookupPublic } from "../limits/private-address.ts";

/** What a provider is asked with, as `openid-client` asks it. */
interface Asking {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

const MOST_BYTES = 1_000_000;

/** The provider's address may not be asked, or what it answered is too much. */
export class NotAsked extends Error {}

/**
 * Asks a company's provider: over https (http on this computer only), following nobody elsewhere, with an answer of at most
 * 1 MB. Without `privateToo` it reaches nothing in private networks, whatever a name leads to at that moment.
 */
export function fetchFor(privateToo: boolean): (url: string, asking: Asking) => Promise<Response> {
  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    const mayBePlain = url.protocol === "http:" && isThisComputer(url.hostname);
    if (url.protocol !== "https:" && !mayBePlain) throw new NotAsked(`${url.origin} is not https.`);
    if (!privateToo && isPrivateHost(url.hostname)) throw new NotAsked(`${url.host} is in a private network.`);
    const { request } = mayBePlain ? http : https;
    const options = {
      method,
      headers,
      ...(signal === undefined ? {} : { signal }),
      ...(privateToo ? {} : { lookup: lookupPublic }),
    };
    return await new Promise((answered, failed) => {
      const asked = request(url, options, (message) => {
        readAll(message).then(
          (bytes) => answered(responseOf(message, bytes)),
          (error: unknown) => {
            asked.destroy();
            failed(error instanceof Error ? error : new NotAsked("The answer broke off."));
          },
        );
      });
      asked.on("error", failed);
      asked.end(textOf(body));
    });
  };
}

async function readAll(message: http.IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of message as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new NotAsked("The answer is too long.");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function responseOf(message: http.IncomingMessage, bytes: Buffer): Response {
  const status = message.statusCode ?? 500;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one);
  const isBodiless = status === 204 || status === 304;
  return new Response(isBodiless ? null : new Uint8Array(bytes), { status, headers });
}

function textOf(body: unknown): string | undefined {
  if (typeof body === "string") return body;
  return body instanceof URLSearchParams ? body.toString() : undefined;
}
