import http from "node:http";
import https from "node:https";
import { Webhook } from "standardwebhooks";
import { lookupPublic } from "../limits/private-address.ts";
import { isWebhookAddress } from "./webhook-address.ts";

/** How long an address has to answer, from the beginning of the connection to the end of its answer. */
const PATIENCE_MS = 15_000;
/** How much of an answer is read, in bytes, and how much of that is shown, in characters. */
const READ_BYTES = 16 * 1024;
const SHOWN = 500;

/** What is sent: the same bytes are signed by each secret. */
export interface Outgoing {
  readonly url: string;
  readonly id: string;
  readonly secrets: readonly string[];
  readonly body: string;
}

/** What came of it. `status`: 0 when nothing was answered; `answer`: the beginning of what was, or why nothing was. */
export interface Sent {
  readonly status: number;
  readonly answer: string;
  readonly tookMs: number;
}

/** Sends to webhooks' addresses, by the Standard Webhooks scheme; never to private ones unless they are allowed [W14, W15]. */
export interface WebhookSender {
  send(outgoing: Outgoing, now: number): Promise<Sent>;
  close(): void;
}

export interface WebhookSenderParts {
  readonly privateToo: boolean;
  /** How names are found where private addresses are refused. */
  readonly lookup?: typeof lookupPublic;
  readonly patienceMs?: number;
}

/** Opens the way to webhooks. Redirects are not followed. */
export function openWebhookSender({
  privateToo,
  lookup = lookupPublic,
  patienceMs = PATIENCE_MS,
}: WebhookSenderParts): WebhookSender {
  const how = { keepAlive: true, timeout: 30_000, ...(privateToo ? {} : { lookup }) };
  const httpLines = new http.Agent(how);
  const httpsLines = new https.Agent(how);

  async function post({ url, id, secrets, body }: Outgoing, now: number): Promise<Omit<Sent, "tookMs">> {
    const { protocol } = new URL(url);
    const secure = protocol === "https:";
    const httpsOrHttpLines = secure ? httpsLines : httpLines;
    const at = new Date(now);
    const signal = AbortSignal.timeout(patienceMs);
    return await new Promise((resolve, reject) => {
      const asked = (secure ? https : http).request(url, {
        method: "POST",
        agent: httpsOrHttpLines,
        signal,
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Beckon-Webhooks/1",
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(now / 1000)),
          "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
        },
      });
      asked.on("error", (error) => reject(asked.reusedSocket && !signal.aborted ? new KeptLineFailed() : error));
      asked.on("response", (response) => {
        const pieces: Buffer[] = [];
        let left = READ_BYTES;
        const finish = () =>
          resolve({ status: response.statusCode ?? 0, answer: textOf(Buffer.concat(pieces)).slice(0, SHOWN) });
        response.on("error", reject);
        response.on("data", (data: Buffer) => {
          pieces.push(data.subarray(0, Math.max(0, left)));
          left -= data.length;
          if (left >= 0) return;
          // Enough is known; nobody makes us read on for ever.
          finish();
          response.destroy();
        });
        response.on("end", finish);
      });
      asked.end(body);
    });
  }

  return {
    async send(outgoing, now) {
      const began = performance.now();
      const tookMs = () => Math.round(performance.now() - began);
      if (!isWebhookAddress(outgoing.url, privateToo)) return { status: 0, answer: "EPRIVATE", tookMs: 0 };
      try {
        const came = await post(outgoing, now).catch((error: unknown) => {
          if (error instanceof KeptLineFailed) return post(outgoing, now);
          throw error;
        });
        return { ...came, tookMs: tookMs() };
      } catch (error) {
        return { status: 0, answer: reasonOf(error), tookMs: tookMs() };
      }
    },
    close() {
      httpLines.destroy();
      httpsLines.destroy();
    },
  };
}

/** A line of before was closed at its other end just then: that says nothing of whether a new one would be. */
class KeptLineFailed extends Error {}

/** Text that can be shown and kept, whatever bytes came. */
function textOf(bytes: Buffer): string {
  return bytes.toString("utf8").replace(/[^\P{Cc}\n\t]/gu, "");
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "EFAILED";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "ETIMEDOUT";
  return "code" in error && typeof error.code === "string" ? error.code : "EFAILED";
}
